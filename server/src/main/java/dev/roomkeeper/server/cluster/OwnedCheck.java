package dev.roomkeeper.server.cluster;

import dev.roomkeeper.engine.cluster.Reach;
import dev.roomkeeper.engine.cluster.Vouching;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.LiveRoom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the journal which rooms this node still owns, and gives up the others. Gives up all rooms if
 * other nodes reach the database and this one does not.
 */
final class OwnedCheck {
  private static final Logger LOG = LoggerFactory.getLogger(OwnedCheck.class);
  private static final long ASK_MILLIS = 1_000;
  private static final long ANSWER_MILLIS = 500;

  /** A second question may run beside one that hangs on a dead connection. */
  private static final int HANGING_MAX = 2;

  private final Journal journal;
  private final Supplier<List<LiveRoom>> live;
  private final Supplier<CompletableFuture<Boolean>> othersReach;
  private final Executor serial;
  private final Clock clock;
  private final AtomicInteger hanging = new AtomicInteger();
  private volatile Reach reach = Reach.FINE;
  private volatile long toldAtTicks = Long.MIN_VALUE / 2; // when the question was asked
  private volatile long stoodAtTicks = Long.MIN_VALUE / 2;

  // Used on the serial executor only:
  private boolean isAsking;
  private long dueAtTicks;

  /**
   * @param othersReach asks the other nodes whether they reach the database, in bounded time
   * @param serial on which everything here is called
   */
  OwnedCheck(
      Journal journal,
      Supplier<List<LiveRoom>> live,
      Supplier<CompletableFuture<Boolean>> othersReach,
      Executor serial,
      Clock clock) {
    this.journal = journal;
    this.live = live;
    this.othersReach = othersReach;
    this.serial = serial;
    this.clock = clock;
    this.dueAtTicks = clock.ticks();
  }

  /** Whether other nodes reach the database and this one does not. */
  boolean isCutOff() {
    return reach.isCutOff();
  }

  /** Whether other nodes may vouch for this node's rooms. */
  boolean mayBeVouchedFor() {
    return Vouching.isAllowed(toldAtTicks, stoodAtTicks, clock.ticks());
  }

  /**
   * Asks if it is time to, one question after the other.
   *
   * @param hasStood this process stood still since the last call, so earlier questions prove
   *     nothing
   */
  void ask(boolean hasStood) {
    if (hasStood) {
      stoodAtTicks = clock.ticks();
      dueAtTicks = stoodAtTicks;
    }
    if (isAsking || clock.ticks() < dueAtTicks) {
      return;
    }
    List<LiveRoom> before = live.get();
    isAsking = true;
    dueAtTicks = clock.ticks() + ASK_MILLIS;
    long askedAtTicks = clock.ticks();
    CompletableFuture<Map<String, Long>> question = question();
    // A late answer still counts.
    var _ = question.thenAcceptAsync(owned -> answered(before, owned, askedAtTicks), serial);
    question
        .copy()
        .orTimeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
        .whenCompleteAsync((_, failure) -> ended(failure), serial);
  }

  private CompletableFuture<Map<String, Long>> question() {
    if (hanging.get() >= HANGING_MAX) {
      return CompletableFuture.failedFuture(new IllegalStateException("it is asked still"));
    }
    CompletableFuture<Map<String, Long>> question = attempt(journal::owned);
    hanging.incrementAndGet();
    return question.whenComplete((_, _) -> hanging.decrementAndGet());
  }

  private void answered(List<LiveRoom> before, Map<String, Long> owned, long askedAtTicks) {
    toldAtTicks = Math.max(toldAtTicks, askedAtTicks);
    if (isCutOff()) {
      LOG.info("the database answers again");
    }
    reach = Reach.FINE;
    for (LiveRoom room : before) {
      Long epoch = owned.get(room.record().id());
      if (epoch == null || epoch != room.epoch()) {
        room.lose();
      }
    }
  }

  private void ended(Throwable failure) {
    if (failure == null) {
      isAsking = false;
      return;
    }
    LOG.debug("the journal can't be asked: {}", failure.toString());
    attempt(othersReach)
        .whenCompleteAsync((doReach, unasked) -> unanswered(unasked == null && doReach), serial);
  }

  /** A call that throws at once becomes a failed future, so that whoever waits hears of it. */
  private static <T> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> question) {
    try {
      return question.get();
    } catch (RuntimeException e) { // For example, too many calls already wait for the database.
      return CompletableFuture.failedFuture(e);
    }
  }

  private void unanswered(boolean othersReachIt) {
    isAsking = false;
    dueAtTicks = clock.ticks(); // Now every second counts.
    boolean wasCutOff = isCutOff();
    reach = reach.unanswered(othersReachIt, clock.ticks());
    if (isCutOff()) {
      List<LiveRoom> rooms = live.get();
      if (!wasCutOff) {
        LOG.warn(
            "other nodes reach the database and this one does not: it gives {} rooms up",
            rooms.size());
      }
      rooms.forEach(LiveRoom::lose);
    }
  }
}
