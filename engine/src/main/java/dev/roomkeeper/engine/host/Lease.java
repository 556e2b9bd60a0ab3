package dev.roomkeeper.engine.host;

/**
 * How long a host may send without confirming that it still owns the room. The lease counts on the
 * host's monotonic clock from the moment of the question, not of the answer, so it ends early
 * rather than late.
 */
final class Lease {
  /** When somebody says that the room moved, an older confirmation does not contradict it. */
  private static final long DOUBT_MILLIS = 1_000;

  private final long leaseMillis;
  private long confirmedAtTicks;
  private long askedAtTicks = Long.MIN_VALUE; // while there is no answer yet

  Lease(long takenAtTicks, long leaseMillis) {
    this.confirmedAtTicks = takenAtTicks;
    this.leaseMillis = leaseMillis;
  }

  /** Records that the room was still owned at that time. */
  void confirm(long atTicks) {
    confirmedAtTicks = Math.max(confirmedAtTicks, atTicks);
  }

  /** Records the answer to the question asked at that time: the room is owned. */
  void answered(long askedAt) {
    confirm(askedAt);
    askedAtTicks = Long.MIN_VALUE;
  }

  /** Whether to ask now. If so, the question is recorded. */
  boolean ask(long nowTicks) {
    boolean asks = askedAtTicks == Long.MIN_VALUE || nowTicks >= askAgainAtTicks();
    if (asks) {
      askedAtTicks = nowTicks;
    }
    return asks;
  }

  /** A lost answer must not silence the room for the rest of the lease, so the host asks again. */
  long askAgainAtTicks() {
    return askedAtTicks + leaseMillis / 4;
  }

  boolean isInDoubt(long nowTicks) {
    return nowTicks - confirmedAtTicks > DOUBT_MILLIS;
  }

  /**
   * Whether half of the lease is over. Asking then means that a flush rarely waits for the answer.
   */
  boolean isHalfOver(long nowTicks) {
    return nowTicks - confirmedAtTicks >= leaseMillis / 2;
  }

  /**
   * Whether a flush may be sent now. A quarter of the lease is reserved for the way to the client.
   */
  boolean allowsSending(long nowTicks) {
    return nowTicks - confirmedAtTicks < leaseMillis - leaseMillis / 4;
  }

  /** After this time the room may have another owner. */
  long endsAtTicks() {
    return confirmedAtTicks + leaseMillis;
  }
}
