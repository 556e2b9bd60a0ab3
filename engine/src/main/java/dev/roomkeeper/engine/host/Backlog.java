package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Commit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commits that are on their way into the journal: one append in flight, the rest behind it.
 * Lazy ones that wait next to each other are composed into one.
 */
final class Backlog {
  /** How late a lazy commit may be appended, less some slack for the append itself. */
  static final long LAZY_MILLIS = 200;

  static final long RETRY_MILLIS = 250;

  /** After so long without an answer the journal is in doubt. */
  static final long DOUBT_MILLIS = 1_000;

  static final int BYTES_MAX = 8 << 20;

  /** An append that was handed to the journal, and the room as it is once that is kept. */
  record InFlight(long append, List<Commit> commits, Room after, long startedAtTicks, long bytes) {}

  private List<Commit> waiting = new ArrayList<>();
  private long waitingBytes;
  private long waitingSinceTicks;
  private @Nullable InFlight inFlight;
  private long notBeforeTicks = Long.MIN_VALUE;
  private long readBackAtTicks = Long.MAX_VALUE;
  private boolean readBackTried;
  private boolean hasFailed; // since something was kept
  private long appends;

  void add(Commit commit, long nowTicks) {
    if (waiting.isEmpty()) {
      waitingSinceTicks = nowTicks;
    }
    Commit last = waiting.isEmpty() ? null : waiting.getLast();
    if (last != null && compose(last, commit)) {
      Commit both = last.then(commit);
      waiting.set(waiting.size() - 1, both);
      waitingBytes += both.bytes() - last.bytes(); // Composed commits weigh less than their parts.
    } else {
      waiting.add(commit);
      waitingBytes += commit.bytes();
    }
  }

  /**
   * Whether a commit and the next may become one. Events are told to those who held their layer
   * when they happened, which can't be known of a commit in which members moved as well.
   */
  private static boolean compose(Commit commit, Commit next) {
    return !commit.durable()
        && !next.durable()
        && ((commit.events().isEmpty() && next.events().isEmpty())
            || (Members.moved(commit.change()).isEmpty()
                && Members.moved(next.change()).isEmpty()));
  }

  boolean isEmpty() {
    return waiting.isEmpty() && inFlight == null;
  }

  boolean isFull() {
    return bytes() >= BYTES_MAX;
  }

  long bytes() {
    return waitingBytes + (inFlight == null ? 0 : inFlight.bytes());
  }

  /** When there is something to do here next, in ticks. */
  long dueTicks(boolean hurry) {
    if (inFlight != null) {
      return readBackAtTicks;
    }
    if (waiting.isEmpty()) {
      return Long.MAX_VALUE;
    }
    boolean waits = !hurry && waiting.stream().noneMatch(Commit::durable);
    return Math.max(waits ? waitingSinceTicks + LAZY_MILLIS : Long.MIN_VALUE, notBeforeTicks);
  }

  /** The effect that is due, or null. */
  @Nullable Effect next(Room working, long keptVersion, boolean hurry, long nowTicks) {
    if (nowTicks < dueTicks(hurry)) {
      return null;
    }
    if (inFlight != null) {
      readBackAtTicks = Long.MAX_VALUE; // Answered by another append input, however late.
      return new Effect.ReadBack(inFlight.append(), working.epoch(), inFlight.commits().getLast());
    }
    inFlight = new InFlight(++appends, List.copyOf(waiting), working, nowTicks, waitingBytes);
    waiting = new ArrayList<>();
    waitingBytes = 0;
    return new Effect.Append(
        appends, working.epoch(), keptVersion, inFlight.commits(), working.wakeAtMillis());
  }

  boolean isInFlight(long append) {
    return inFlight != null && inFlight.append() == append;
  }

  /**
   * Whether nothing more should wait for the journal: it owes an answer for long, or the last one
   * was that it failed, and the next will come for something else.
   */
  boolean isInDoubt(long nowTicks) {
    boolean isTriedAgain = inFlight != null || !waiting.isEmpty() || nowTicks < notBeforeTicks;
    return nowTicks >= doubtTicks() || (hasFailed && isTriedAgain);
  }

  /** While in doubt: when that may end by itself; Long.MAX_VALUE if an answer has to come first. */
  long trustedAtTicks() {
    return inFlight != null || !waiting.isEmpty() ? Long.MAX_VALUE : notBeforeTicks;
  }

  /** When what is in flight will be in doubt; Long.MAX_VALUE if nothing is. */
  long doubtTicks() {
    return inFlight == null
        ? Long.MAX_VALUE
        : readBackTried || hasFailed ? Long.MIN_VALUE : inFlight.startedAtTicks() + DOUBT_MILLIS;
  }

  /** Whether all that is in flight was released, so that nothing computed has to wait for it. */
  boolean isInFlightUpTo(long releasedVersion) {
    return inFlight != null && inFlight.after().version() <= releasedVersion;
  }

  /** Drops what waits and is above the version. */
  void withdraw(long version) {
    waiting.removeIf(commit -> commit.version() > version);
    waitingBytes = waiting.stream().mapToLong(Commit::bytes).sum();
  }

  /** Nobody knows what became of it: the journal is asked, at once the first time. */
  void unknown(long nowTicks) {
    readBackAtTicks = readBackTried ? nowTicks + RETRY_MILLIS : nowTicks;
    readBackTried = true;
  }

  InFlight kept() {
    InFlight done = over();
    hasFailed = false;
    return done;
  }

  /** Nothing in flight was kept: what is not above the version waits again, the rest is dropped. */
  void failed(long version, long nowTicks) {
    List<Commit> unkept = new ArrayList<>(over().commits());
    unkept.addAll(waiting);
    waiting = new ArrayList<>();
    waitingBytes = 0;
    for (Commit commit : unkept) {
      if (commit.version() <= version) {
        add(commit, nowTicks);
      }
    }
    hasFailed = true;
    notBeforeTicks = nowTicks + RETRY_MILLIS;
  }

  private InFlight over() {
    InFlight done = inFlight;
    if (done == null) {
      throw new IllegalStateException("no append is in flight");
    }
    inFlight = null;
    readBackAtTicks = Long.MAX_VALUE;
    readBackTried = false;
    return done;
  }
}
