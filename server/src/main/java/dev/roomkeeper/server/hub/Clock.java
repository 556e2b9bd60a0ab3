package dev.roomkeeper.server.hub;

/** The current time. Passed in, so that tests can control it. */
public interface Clock {
  /** The time of day, milliseconds since 1970. */
  long nowMillis();

  /** Milliseconds of a monotonic clock. */
  long ticks();

  /** The clock of this machine. */
  Clock SYSTEM =
      new Clock() {
        @Override
        public long nowMillis() {
          return System.currentTimeMillis();
        }

        @Override
        public long ticks() {
          return System.nanoTime() / 1_000_000;
        }
      };
}
