package dev.roomkeeper.engine.host;

/**
 * How long a host may send without asking whether the room is still its own. It counts on the
 * host's own monotonic clock from when ownership was asked for, never from when the answer came,
 * and so errs on the short side.
 */
final class Lease {
  /** Ownership confirmed longer ago is not held against whoever says that the room moved. */
  private static final long DOUBT_MILLIS = 1_000;

  private final long leaseMillis;
  private long confirmedAtTicks;
  private long askedAtTicks = Long.MIN_VALUE; // with no answer yet

  Lease(long takenAtTicks, long leaseMillis) {
    this.confirmedAtTicks = takenAtTicks;
    this.leaseMillis = leaseMillis;
  }

  /** The room was still owned then, or later. */
  void confirm(long atTicks) {
    confirmedAtTicks = Math.max(confirmedAtTicks, atTicks);
  }

  /** What was asked then is answered: the room is owned. */
  void answered(long askedAt) {
    confirm(askedAt);
    askedAtTicks = Long.MIN_VALUE;
  }

  /** Whether to ask now; if so, that is noted. */
  boolean ask(long nowTicks) {
    boolean asks = askedAtTicks == Long.MIN_VALUE || nowTicks >= askAgainAtTicks();
    if (asks) {
      askedAtTicks = nowTicks;
    }
    return asks;
  }

  /** Answers may be lost: one that is must not mute the room for the rest of a lease. */
  long askAgainAtTicks() {
    return askedAtTicks + leaseMillis / 4;
  }

  boolean isInDoubt(long nowTicks) {
    return nowTicks - confirmedAtTicks > DOUBT_MILLIS;
  }

  /** Whether to ask by now, early enough that a flush seldom waits for the answer. */
  boolean isHalfOver(long nowTicks) {
    return nowTicks - confirmedAtTicks >= leaseMillis / 2;
  }

  /** Whether something may set out now: a quarter of the lease is left for its way. */
  boolean allowsSending(long nowTicks) {
    return nowTicks - confirmedAtTicks < leaseMillis - leaseMillis / 4;
  }

  /** After this the room may be another's. */
  long endsAtTicks() {
    return confirmedAtTicks + leaseMillis;
  }
}
