package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.server.auth.Verification.Identity;
import dev.roomkeeper.server.hub.Clock;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one event loop. Work from other threads runs in order, much of it in one turn.
 * At the end of the turn each connection that was written to is flushed once, so many frames cost
 * one system call.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final long TICK_MILLIS = 1_000;

  /** The traffic of all lanes, for the metrics. */
  static final class Traffic {
    final LongAdder framesIn = new LongAdder();
    final LongAdder bytesIn = new LongAdder();
    final LongAdder framesOut = new LongAdder();
    final LongAdder bytesOut = new LongAdder();
    final LongAdder writes = new LongAdder();
    final LongAdder conflations = new LongAdder();
    final LongAdder handOvers = new LongAdder();
    final LongAdder differences = new LongAdder();
  }

  private final EventLoop loop;
  private final Clock clock;
  private final Traffic traffic;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  // Only used on the loop:
  private final Set<Connection> connections = new LinkedHashSet<>();
  private final List<Outbox> written = new ArrayList<>();
  private @Nullable CompletableFuture<Void> emptied;

  Lane(EventLoop loop, Clock clock, Traffic traffic) {
    this.loop = loop;
    this.clock = clock;
    this.traffic = traffic;
    loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  EventLoop loop() {
    return loop;
  }

  Clock clock() {
    return clock;
  }

  Traffic traffic() {
    return traffic;
  }

  /** Runs the task on the loop, after earlier ones. */
  void post(Runnable task) {
    tasks.add(task);
    traffic.handOvers.increment();
    if (scheduled.compareAndSet(false, true)) {
      loop.execute(this::turn);
    }
  }

  private void turn() {
    scheduled.set(false);
    for (Runnable task; (task = tasks.poll()) != null; ) {
      run(task);
    }
    endTurn();
  }

  /** A task that throws must not hold back what others wrote. */
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("a task of an event loop failed", e);
    }
  }

  private void tick() {
    long now = clock.ticks();
    for (Connection connection : List.copyOf(connections)) {
      run(() -> connection.tick(now));
    }
    endTurn();
  }

  /** Flushes every connection that was written to. */
  void endTurn() {
    for (int i = 0; i < written.size(); i++) {
      written.get(i).flush();
    }
    written.clear();
  }

  void written(Outbox outbox) {
    written.add(outbox);
  }

  void add(Connection connection) {
    connections.add(connection);
  }

  void remove(Connection connection) {
    connections.remove(connection);
    if (emptied != null && connections.isEmpty()) {
      emptied.complete(null);
    }
  }

  /** Closes the connections of this user. Any thread may call it. */
  void closeOf(String userId, CloseCode code, String reason) {
    post(() -> {
      for (Connection connection : List.copyOf(connections)) {
        Identity identity = connection.identity();
        if (identity != null && identity.userId().equals(userId)) {
          connection.close(code, reason);
        }
      }
    });
  }

  /** The rooms in which these users have connections here. Any thread may call it. */
  CompletableFuture<Map<String, Set<String>>> roomsOf(Set<String> userIds) {
    CompletableFuture<Map<String, Set<String>>> all = new CompletableFuture<>();
    post(() -> {
      Map<String, Set<String>> rooms = new HashMap<>();
      for (Connection connection : connections) {
        Identity identity = connection.identity();
        String roomId = connection.membership().roomId();
        if (identity != null && roomId != null && userIds.contains(identity.userId())) {
          rooms.computeIfAbsent(identity.userId(), _ -> new HashSet<>()).add(roomId);
        }
      }
      all.complete(rooms);
    });
    return all;
  }

  /** Closes all connections. Completes when they are gone. */
  CompletableFuture<Void> close(CloseCode code, String reason) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    post(() -> {
      emptied = done;
      if (connections.isEmpty()) {
        done.complete(null);
      }
      List.copyOf(connections).forEach(connection -> connection.close(code, reason));
    });
    return done;
  }
}
