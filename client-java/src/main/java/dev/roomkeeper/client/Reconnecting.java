package dev.roomkeeper.client;

import java.util.Set;
import java.util.random.RandomGenerator;

/** Whether a client reconnects, and after how long (P21). */
final class Reconnecting {
  private static final long BACKOFF_FIRST_MILLIS = 200;
  private static final long BACKOFF_MAX_MILLIS = 5_000;
  private static final long MOVING_MILLIS = 200;

  /** The room is on another server, or will be back soon. */
  private static final Set<Integer> MOVING = Set.of(4503, 1012);

  /** Another attempt would get the same answer. */
  private static final Set<Integer> REFUSED = Set.of(4400, 4401, 4403, 4404, 4409);

  private Reconnecting() {}

  static boolean staysAway(int closeCode) {
    return REFUSED.contains(closeCode);
  }

  static boolean isMoving(int closeCode) {
    return MOVING.contains(closeCode);
  }

  /** A random delay, so that not all clients reconnect at the same instant. */
  static long movingMillis(RandomGenerator random) {
    return random.nextLong(MOVING_MILLIS + 1);
  }

  /**
   * A random delay from 0.1 s to 5 s: each step doubles with a failure, and the delay is in the
   * upper half of the step.
   *
   * @param failures attempts that failed in a row before this one
   */
  static long backoffMillis(int failures, RandomGenerator random) {
    long step = Math.min(BACKOFF_MAX_MILLIS, BACKOFF_FIRST_MILLIS << Math.min(failures, 16));
    return step / 2 + random.nextLong(step / 2 + 1);
  }
}
