package dev.roomkeeper.server.hub;

/** The time, for those who hand it in. */
public interface Clock {
  /** The time of day, milliseconds since 1970. */
  long nowMillis();

  /** Milliseconds of a clock that never jumps. */
  long ticks();

  /** This machine's. */
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
