package dev.roomkeeper.server.hub;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens rooms whose timers are due and that no node has open: parked rooms, and those of a node
 * that died. An open room fires its timers itself. Each node looks for such rooms every two
 * seconds; if several find the same one, ownership decides who gets it.
 */
public final class DueRooms implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DueRooms.class);

  private static final long LOOK_MILLIS = 2_000;
  private static final long JITTER_MILLIS = 400;

  /** If there are more due rooms than one look opens, the next look follows this soon. */
  private static final long LOOK_AGAIN_MILLIS = 500;

  private static final long TIMEOUT_MILLIS = 1_500;

  /** If a timer is later than this, the room is probably open nowhere. */
  private static final long LATE_MILLIS = 500;

  /**
   * Two nodes may each take the other for a room's home. After this time whoever finds the room
   * opens it.
   */
  private static final long FORSAKEN_MILLIS = 3_000;

  /** How long a room that another node owns is not tried again. */
  private static final long ELSEWHERE_MILLIS = 4_000;

  /** How long a room that can't be opened is not tried again. */
  private static final long BROKEN_MILLIS = 30_000;

  private static final int OPENED_MAX = 64;
  private static final int FOUND_MAX = 1_024;

  private final Hub hub;
  private final Journal journal;
  private final Cluster cluster;
  private final Clock clock;
  private final Executor blocking;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("due-rooms").factory());

  private final Set<String> opening = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> leftUntilTicks = new ConcurrentHashMap<>();

  // Used on the timer's thread only:
  private final Map<String, Long> foundAtTicks = new HashMap<>();
  private int passedOver;

  /**
   * @param blocking runs what waits for the database, for up to {@value #OPENED_MAX} rooms at once
   */
  public DueRooms(Hub hub, Journal journal, Cluster cluster, Clock clock, Executor blocking) {
    this.hub = hub;
    this.journal = journal;
    this.cluster = cluster;
    this.clock = clock;
    this.blocking = blocking;
  }

  /** Starts looking. */
  public void start() {
    lookIn(ThreadLocalRandom.current().nextLong(LOOK_MILLIS));
  }

  private void lookIn(long millis) {
    try {
      var _ = timer.schedule(this::lookAndGoOn, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("no more looks for rooms that are due: the node stops");
    }
  }

  private void lookAndGoOn() {
    long next = LOOK_MILLIS + ThreadLocalRandom.current().nextLong(-JITTER_MILLIS, JITTER_MILLIS);
    try {
      next = look() ? LOOK_AGAIN_MILLIS : next;
    } catch (RuntimeException e) {
      LOG.debug("no rooms that are due could be looked for: {}", e.toString());
    } finally {
      lookIn(next);
    }
  }

  /** Opens the rooms that are due. Returns whether there may be more. */
  private boolean look() {
    long ticks = clock.ticks();
    int most = Math.min(FOUND_MAX, OPENED_MAX + passedOver);
    List<String> due =
        journal
            .due(clock.nowMillis() - LATE_MILLIS, most)
            .orTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
            .join();
    leftUntilTicks.values().removeIf(until -> until <= ticks);
    foundAtTicks.keySet().retainAll(due);
    passedOver = 0;
    int begun = 0;
    for (String roomId : due) {
      long found = foundAtTicks.computeIfAbsent(roomId, _ -> ticks);
      if (begun == OPENED_MAX) {
        return true;
      }
      if (mayOpen(roomId) && begin(roomId, ticks - found >= FORSAKEN_MILLIS)) {
        begun++;
      } else {
        passedOver++;
      }
    }
    return due.size() == most && passedOver < due.size();
  }

  private boolean mayOpen(String roomId) {
    return hub.live(roomId).isEmpty() && !leftUntilTicks.containsKey(roomId);
  }

  /**
   * Opens the room on another thread.
   *
   * @param isForsaken whether it has been due for some time
   */
  private boolean begin(String roomId, boolean isForsaken) {
    if (!opening.add(roomId)) {
      return false;
    }
    try {
      blocking.execute(() -> openIfMine(roomId, isForsaken));
      return true;
    } catch (RejectedExecutionException e) {
      opening.remove(roomId);
      return false;
    }
  }

  private void openIfMine(String roomId, boolean isForsaken) {
    try {
      if (isForsaken || cluster.find(roomId, 0) instanceof Cluster.Spot.Here) {
        hub.open(roomId).join();
      }
    } catch (CompletionException e) {
      boolean isElsewhere = RoomElsewhere.is(e); // Another node already had it, or was faster.
      if (!isElsewhere) {
        LOG.warn("room {} is due and can't be opened: {}", roomId, String.valueOf(e.getCause()));
      }
      leftUntilTicks.put(roomId, clock.ticks() + (isElsewhere ? ELSEWHERE_MILLIS : BROKEN_MILLIS));
    } catch (IllegalStateException e) {
      LOG.debug("nobody knows where the room {} is: {}", roomId, e.toString());
    } finally {
      opening.remove(roomId);
    }
  }

  /** Stops looking. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
