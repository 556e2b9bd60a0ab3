package dev.roomkeeper.bench;

/**
 * The time in microseconds since the bench started, and the stamps of messages.
 *
 * <p>A stamp is that time modulo 100 s. It has at most eight digits, so a stamped move is about as
 * long as a real one, and a server that stores numbers as doubles keeps it exactly.
 */
final class Stamp {
  static final long WRAP_MICROS = 100_000_000L;
  private static final long EPOCH_NANOS = System.nanoTime();

  private Stamp() {}

  static long nowMicros() {
    return (System.nanoTime() - EPOCH_NANOS) / 1000;
  }

  static long of(long micros) {
    return Math.floorMod(micros, WRAP_MICROS);
  }

  /** The age of a stamp seen at {@code nowMicros}; right for ages under 100 s. */
  static long ageMicros(long nowMicros, long stamp) {
    return Math.floorMod(nowMicros - stamp, WRAP_MICROS);
  }
}
