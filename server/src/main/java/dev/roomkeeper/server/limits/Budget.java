package dev.roomkeeper.server.limits;

/** A token bucket: so many a second, and a burst of twice as many. Thread-safe. */
final class Budget {
  private final double perMilli;
  private final double most;
  private double left;
  private long atTicks;

  Budget(int perSecond, long nowTicks) {
    this.perMilli = perSecond / 1_000.0;
    this.most = 2.0 * perSecond;
    this.left = most;
    this.atTicks = nowTicks;
  }

  /** Takes one; false if there is none left. */
  synchronized boolean take(long nowTicks) {
    left = Math.min(most, left + Math.max(0, nowTicks - atTicks) * perMilli);
    atTicks = nowTicks;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
