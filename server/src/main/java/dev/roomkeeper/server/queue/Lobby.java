package dev.roomkeeper.server.queue;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.queue.Matchmaker.Standing;
import dev.roomkeeper.server.queue.Matchmaker.Wish;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the queue going on this node, and tells those who look on how they stand. As long as
 * somebody looks on, the queue has a sign of them, and a ticket that the queue has lost comes back.
 */
public final class Lobby implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lobby.class);
  private static final long TURN_MILLIS = 50;
  private static final long SWEEP_MILLIS = 500;

  /** Often enough for a ticket that outlives its people by half a minute. */
  private static final long LOOK_MILLIS = 5_000;

  /** So often somebody is looked at of whom nothing is known, or whose match may have ended. */
  private static final long LOOK_AGAIN_MILLIS = 1_000;

  private final Matchmaker matchmaker;
  private final Clock clock;
  private final Map<Long, Watch> watches = new ConcurrentHashMap<>();
  private final AtomicLong lastWatch = new AtomicLong();
  private final Set<String> changed = ConcurrentHashMap.newKeySet(); // pools
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("queue-lobby").factory());
  private long sweptAtTicks = Long.MIN_VALUE / 2; // only on the timer's thread

  /** Begins to look after the queue. */
  public Lobby(Matchmaker matchmaker, MatchQueue queue, Clock clock) {
    this.matchmaker = matchmaker;
    this.clock = clock;
    queue.onChange(changed::add);
    if (!matchmaker.pools().rules().isEmpty()) {
      var _ =
          timer.scheduleWithFixedDelay(this::turn, TURN_MILLIS, TURN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Somebody who looks on, until it is closed. */
  public final class Watch implements AutoCloseable {
    private final long number;
    private final String userId;
    private final Consumer<JsonObject> view;

    // Only on the timer's thread:
    private @Nullable JsonObject shown;
    private @Nullable Ticket ticket;
    private long lookedAtTicks;
    private boolean isLooking;
    private boolean isToLookAgain;

    private Watch(long number, String userId, Consumer<JsonObject> view) {
      this.number = number;
      this.userId = userId;
      this.view = view;
    }

    @Override
    public void close() {
      watches.remove(number, this);
    }

    private void look() {
      if (isLooking) {
        isToLookAgain = true;
        return;
      }
      isLooking = true;
      lookedAtTicks = clock.ticks();
      matchmaker
          .look(userId)
          .thenCompose(this::comeBack)
          .whenComplete((standing, failure) -> onTimer(() -> looked(standing, failure)));
    }

    /** A ticket that the queue knows no more was lost with it, unless it was given back. */
    private CompletableFuture<Standing> comeBack(Standing standing) {
      Ticket mine = ticket;
      if (!(standing instanceof Standing.Nothing) || mine == null) {
        return CompletableFuture.completedFuture(standing);
      }
      return mine.people().stream()
          .filter(person -> person.userId().equals(userId))
          .findFirst()
          .map(person -> matchmaker.ask(new Wish.Return(mine, person)))
          .orElseGet(() -> CompletableFuture.completedFuture(standing));
    }

    private void looked(@Nullable Standing standing, @Nullable Throwable failure) {
      isLooking = false;
      if (standing == null) {
        LOG.debug("the queue does not say how {} stands: {}", userId, String.valueOf(failure));
      } else {
        ticket = standing instanceof Standing.Waits(var place) ? place.waiting().ticket() : null;
        JsonObject now = QueueView.of(standing, matchmaker);
        if (!now.equals(shown) && watches.get(number) == this) {
          shown = now;
          view.accept(now);
        }
      }
      if (isToLookAgain) {
        isToLookAgain = false;
        look();
      }
    }

    private boolean isDue(long nowTicks) {
      return nowTicks - lookedAtTicks >= (ticket == null ? LOOK_AGAIN_MILLIS : LOOK_MILLIS);
    }

    private boolean isOf(Set<String> pools) {
      return ticket == null || pools.contains(ticket.pool());
    }
  }

  /**
   * Tells how the user stands, at once and after each change.
   *
   * @param view is called on one thread, and must return at once
   */
  public Watch watch(String userId, Consumer<JsonObject> view) {
    Watch watch = new Watch(lastWatch.incrementAndGet(), userId, view);
    watches.put(watch.number, watch);
    onTimer(watch::look);
    return watch;
  }

  private void onTimer(Runnable task) {
    try {
      timer.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("the lobby is closed");
    }
  }

  private void turn() {
    try {
      long now = clock.ticks();
      if (now - sweptAtTicks >= SWEEP_MILLIS) {
        sweptAtTicks = now;
        var _ = matchmaker.sweep();
      }
      Set<String> pools = Set.copyOf(changed);
      changed.removeAll(pools);
      for (Watch watch : watches.values()) {
        if (watch.isDue(now) || (!pools.isEmpty() && watch.isOf(pools))) {
          watch.look();
        }
      }
    } catch (RuntimeException e) { // Else it would be the last turn.
      LOG.error("a turn of the lobby failed", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
