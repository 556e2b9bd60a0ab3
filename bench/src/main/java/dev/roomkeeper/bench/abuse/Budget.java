package dev.roomkeeper.bench.abuse;

/** The server's usual budgets, as far as attacks are judged by them (docs/security.md). */
final class Budget {
  private static final double KIB = 1 << 10;
  private static final double MIB = 1 << 20;

  /** What the process may take in all: the memory of a small container. */
  static final double RSS_BYTES = 512 * MIB;

  private Budget() {}

  /** Journal bytes of that many users of one address. */
  static double ofUsers(int users, double seconds) {
    return Math.min(users * (16 * MIB + 128 * KIB * seconds), 128 * MIB + MIB * seconds);
  }

  /**
   * What the data folder may grow by: the journal's rows, as much again for the write-ahead log,
   * and what bystanders write and checkpoints round up to.
   */
  static double diskBytes(double journalBytes) {
    return 2 * journalBytes + 16 * MIB;
  }

  /** What the log may grow by. */
  static double logBytes(double seconds) {
    return 64 * KIB + 4 * KIB * seconds;
  }

  /** What a bystander's p99 may be. */
  static double p99Millis(double controlMillis) {
    return 3 * controlMillis + 20;
  }
}
