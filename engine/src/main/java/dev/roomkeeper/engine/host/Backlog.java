package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Commit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commits on their way into the journal: one append in flight and the rest waiting behind it.
 * Neighbouring lazy commits that wait are composed into one.
 */
final class Backlog {
  /** How late a lazy commit may be appended, less some slack for the append itself. */
  static final long LAZY_MILLIS = 200;

  static final long RETRY_MILLIS = 250;

  /** After this long without an answer, the journal is in doubt. */
  static final long DOUBT_MILLIS = 1_000;

  static final int BYTES_MAX = 8 << 20;

  /** The same while memory is short. */
  static final int BYTES_MAX_WHEN_SHORT = 64 << 10;

  /** An append in flight, and the room as it will be once the append is kept. */
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
  private boolean isShort;

  void add(Commit commit, long nowTicks) {
    if (waiting.isEmpty()) {
      waitingSinceTicks = nowTicks;
    }
    Commit last = waiting.isEmpty() ? null : waiting.getLast();
    if (last != null && compose(last, commit)) {
      Commit both = last.then(commit);
      waiting.set(waiting.size() - 1, both);
      // Composed commits weigh less than their parts.
      waitingBytes += both.weight() - last.weight();
    } else {
      waiting.add(commit);
      waitingBytes += commit.weight();
    }
  }

  /**
   * Whether a commit and the next one may be composed. Events go to the members who held the layer
   * at that moment, and a composed commit in which members moved cannot tell who that was.
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
    return bytes() >= (isShort ? BYTES_MAX_WHEN_SHORT : BYTES_MAX);
  }

  /** Lets less wait while memory is short. */
  void save(boolean nowShort) {
    isShort = nowShort;
  }

  /** The weight of what waits. */
  long bytes() {
    return waitingBytes + (inFlight == null ? 0 : inFlight.bytes());
  }

  /** When there is work to do next, in ticks. */
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

  /** The next effect that is due, or null. */
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
   * Whether to stop waiting for the journal: its answer is long overdue, or the last append failed
   * and the next one will tell.
   */
  boolean isInDoubt(long nowTicks) {
    boolean isTriedAgain = inFlight != null || !waiting.isEmpty() || nowTicks < notBeforeTicks;
    return nowTicks >= doubtTicks() || (hasFailed && isTriedAgain);
  }

  /**
   * While in doubt: when the doubt may end by itself; Long.MAX_VALUE if an answer must come first.
   */
  long trustedAtTicks() {
    return inFlight != null || !waiting.isEmpty() ? Long.MAX_VALUE : notBeforeTicks;
  }

  /** When the append in flight will be in doubt; Long.MAX_VALUE if there is none. */
  long doubtTicks() {
    return inFlight == null
        ? Long.MAX_VALUE
        : readBackTried || hasFailed ? Long.MIN_VALUE : inFlight.startedAtTicks() + DOUBT_MILLIS;
  }

  /** Whether everything in flight was released, so that no computed step has to wait for it. */
  boolean isInFlightUpTo(long releasedVersion) {
    return inFlight != null && inFlight.after().version() <= releasedVersion;
  }

  /** Drops the waiting commits above this version. */
  void withdraw(long version) {
    waiting.removeIf(commit -> commit.version() > version);
    waitingBytes = waiting.stream().mapToLong(Commit::weight).sum();
  }

  /** The append's outcome is unknown: ask the journal, the first time at once. */
  void unknown(long nowTicks) {
    readBackAtTicks = readBackTried ? nowTicks + RETRY_MILLIS : nowTicks;
    readBackTried = true;
  }

  InFlight kept() {
    InFlight done = over();
    hasFailed = false;
    return done;
  }

  /** Nothing in flight was kept. Commits up to this version wait again; the rest are dropped. */
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
