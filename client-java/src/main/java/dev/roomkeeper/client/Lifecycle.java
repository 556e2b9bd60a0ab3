package dev.roomkeeper.client;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one room's connection up: attempts, tokens, and what to do when a socket ends (P21). All
 * methods run on the room's loop.
 */
final class Lifecycle {
  /**
   * A large state may not arrive within the limit. So each socket that was too slow doubles the
   * limit, up to this many times.
   */
  private static final int JOIN_LIMIT_DOUBLINGS = 4;

  /** After a connection that lasted so long, the backoff starts at its first step again. */
  private static final long STABLE_NANOS = 1_000_000_000;

  private static final long RENEWAL_MILLIS_MIN = 1_000;
  private static final long RENEWAL_RETRY_MILLIS = 5_000;

  /** The room that uses the connection. */
  interface Room {
    /** The last version that was seen, or null. */
    @Nullable ResumePoint seen();

    void joined(ServerFrame.Joined joined);

    void frame(ServerFrame frame);

    /** The socket is gone. */
    void down();

    /** The next join must not resume: the state may be wrong. */
    void forget();

    /** The status changed. Not called by {@link Lifecycle#start} and {@link Lifecycle#halt}. */
    void status(RoomStatus status);
  }

  private final EventLoop loop;
  private final JoinSettings settings;
  private final Room room;
  private ServerAddress server;
  private ClientFrame.Join join;

  /**
   * Rises with each attempt and each stop. A callback of an earlier attempt finds another number
   * and does nothing.
   */
  private int turn;

  private @Nullable RoomLink link;
  private @Nullable ScheduledFuture<?> retryTimer;
  private @Nullable ScheduledFuture<?> renewalTimer;
  private final HeldLayers held;
  private int attempts;
  private int failures;
  private int notJoinedInARow;
  private boolean isJoined;
  private long joinedNanos;
  private boolean mustRenew;
  private boolean renewedAfterRefusal;
  private long serverAheadMillis;

  Lifecycle(EventLoop loop, JoinSettings settings, Room room) {
    this.loop = loop;
    this.settings = settings;
    this.room = room;
    this.server = settings.server();
    this.join = settings.join();
    this.held = HeldLayers.of(settings.before());
  }

  // --- For the room ---

  /** Starts to connect; also after a stop. */
  void start(ServerAddress at, ClientFrame.Join how) {
    halt(false);
    server = at;
    join = how;
    attempts = 0;
    failures = 0;
    attempt();
  }

  /** Ends the connection, and does not reconnect. */
  void halt(boolean withCloseFrame) {
    turn++;
    clearTimers();
    RoomLink open = link;
    link = null;
    isJoined = false;
    if (open != null) {
      open.abandon(withCloseFrame);
      room.down();
    }
  }

  void send(ClientFrame frame) {
    if (link != null && isJoined) {
      link.send(frame);
    }
  }

  /** Whether a frame can be sent now. */
  boolean isWritable() {
    return link != null && isJoined && link.isWritable();
  }

  private void clearTimers() {
    if (retryTimer != null) {
      retryTimer.cancel(false);
    }
    if (renewalTimer != null) {
      renewalTimer.cancel(false);
    }
  }

  // --- Attempts ---

  private void attempt() {
    int mine = ++turn;
    clearTimers();
    boolean renew = mustRenew;
    mustRenew = false;
    ServerAddress at = server;
    offLoop(
        () -> {
          String token = settings.tokens().token(renew);
          InetSocketAddress remote = new InetSocketAddress(at.host(), at.port());
          return () -> open(mine, token, remote);
        },
        problem -> {
          if (turn == mine && problem instanceof HttpProblem refused && refused.isFinal()) {
            stop(4401, String.valueOf(problem.getMessage()));
          } else if (turn == mine) {
            backoff(SocketEnd.ABNORMAL, String.valueOf(problem.getMessage()));
          }
        });
  }

  private interface Blocking {
    /** Returns what to run on the loop afterwards. */
    Runnable run() throws IOException, InterruptedException;
  }

  private interface Failed {
    void because(Exception problem);
  }

  /** Runs a task that may block on a new virtual thread, and the next step on the loop. */
  private void offLoop(Blocking blocking, Failed failed) {
    Thread.ofVirtual()
        .start(() -> {
          Runnable then;
          try {
            then = blocking.run();
          } catch (InterruptedException e) {
            return;
          } catch (IOException | RuntimeException e) {
            then = () -> failed.because(e);
          }
          try {
            loop.execute(then);
          } catch (RejectedExecutionException e) {
            // The loops were shut down: all rooms are closed.
          }
        });
  }

  private void open(int mine, String token, InetSocketAddress remote) {
    if (turn != mine) {
      return;
    }
    link =
        RoomLink.open(
            loop,
            SocketOpening.room(server, settings.roomId(), token)
                .withSubprotocols(settings.subprotocols()),
            remote,
            join.resume() != null ? join : join.resuming(room.seen()),
            held,
            settings,
            settings.joinLimitMillis() << Math.min(notJoinedInARow, JOIN_LIMIT_DOUBLINGS),
            new RoomLink.Listener() {
              @Override
              public void joined(ServerFrame.Joined joined) {
                joinedNow(joined, token);
              }

              @Override
              public void frame(ServerFrame frame) {
                room.frame(frame);
              }

              @Override
              public void ended(LinkEnd end) {
                if (turn == mine) {
                  Lifecycle.this.ended(end);
                }
              }
            });
  }

  private void joinedNow(ServerFrame.Joined joined, String token) {
    int mine = turn;
    isJoined = true;
    joinedNanos = System.nanoTime();
    attempts = 0;
    notJoinedInARow = 0;
    renewedAfterRefusal = false;
    join = join.resuming(null); // From now on it resumes from what it has seen.
    serverAheadMillis = joined.nowMillis() - System.currentTimeMillis();
    room.joined(joined);
    if (turn == mine) {
      scheduleRenewal(token);
      room.status(new RoomStatus.Joined());
    }
  }

  // --- Ends ---

  private void ended(LinkEnd end) {
    turn++;
    clearTimers();
    link = null;
    if (isJoined && System.nanoTime() - joinedNanos >= STABLE_NANOS) {
      failures = 0;
    }
    isJoined = false;
    room.down();
    switch (end) {
      case LinkEnd.Ended(SocketEnd.Closed(int code, String reason)) -> closed(code, reason);
      case LinkEnd.Ended(SocketEnd.Refused(int status, String body)) -> refused(status, body);
      case LinkEnd.Ended(SocketEnd.Unreachable(String reason)) ->
          backoff(SocketEnd.ABNORMAL, reason);
      case LinkEnd.Ended(SocketEnd.Unreadable(String reason)) -> unreadable(reason);
      case LinkEnd.Unreadable(String reason) -> unreadable(reason);
      case LinkEnd.NotJoined() -> {
        notJoinedInARow++;
        backoff(SocketEnd.ABNORMAL, "not joined in time");
      }
      case LinkEnd.Silent() -> backoff(SocketEnd.ABNORMAL, "the server stopped answering");
    }
  }

  private void closed(int code, String reason) {
    if (code == 4401) {
      refused(401, reason);
    } else if (Reconnecting.staysAway(code)) {
      stop(code, reason);
    } else if (Reconnecting.isMoving(code)) {
      retry(Reconnecting.movingMillis(ThreadLocalRandom.current()), code, reason);
    } else {
      backoff(code, reason);
    }
  }

  /**
   * Another attempt would be answered 401, 403 or 404 again (P2). After a 401 a new token is tried
   * once.
   */
  private void refused(int status, String body) {
    if (status == 401 && !renewedAfterRefusal) {
      renewedAfterRefusal = true;
      mustRenew = true;
      backoff(4401, body);
    } else if (status == 401 || status == 403 || status == 404) {
      stop(4000 + status, body);
    } else {
      backoff(SocketEnd.ABNORMAL, "HTTP " + status + " " + body);
    }
  }

  private void unreadable(String reason) {
    room.forget();
    backoff(SocketEnd.ABNORMAL, "unreadable: " + reason);
  }

  private void backoff(int code, String reason) {
    retry(Reconnecting.backoffMillis(failures, ThreadLocalRandom.current()), code, reason);
  }

  private void retry(long delayMillis, int code, String reason) {
    if (!settings.reconnects()) {
      stop(code, reason);
      return;
    }
    attempts++;
    failures++;
    retryTimer = loop.schedule(this::attempt, delayMillis, TimeUnit.MILLISECONDS);
    room.status(new RoomStatus.Reconnecting(attempts, code, reason));
  }

  private void stop(int code, String reason) {
    halt(false);
    room.status(new RoomStatus.Stopped(code, reason));
  }

  // --- Tokens ---

  private void scheduleRenewal(String token) {
    TokenTimes.of(token)
        .renewAtMillis()
        .ifPresent(renewAt -> {
          long due = renewAt - System.currentTimeMillis() - serverAheadMillis;
          renewAfter(Math.max(due, RENEWAL_MILLIS_MIN));
        });
  }

  private void renewAfter(long millis) {
    int mine = turn;
    renewalTimer = loop.schedule(() -> renew(mine), millis, TimeUnit.MILLISECONDS);
  }

  private void renew(int mine) {
    if (turn != mine) {
      return;
    }
    offLoop(
        () -> {
          String fresh = settings.tokens().token(true);
          return () -> {
            if (turn == mine) {
              send(new ClientFrame.Auth(fresh));
              scheduleRenewal(fresh);
            }
          };
        },
        _ -> {
          if (turn == mine) {
            renewAfter(RENEWAL_RETRY_MILLIS);
          }
        });
  }
}
