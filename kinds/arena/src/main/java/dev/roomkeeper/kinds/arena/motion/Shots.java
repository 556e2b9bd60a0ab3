package dev.roomkeeper.kinds.arena.motion;

/** Where shots go, and what they hit. */
public final class Shots {
  /** How far a bolt flies in one step. */
  public static final int BOLT_SPEED = 16 * 64;

  public static final int BOLT_RADIUS = 3 * 64;

  /** A bolt's life. */
  public static final int BOLT_LIFE = 54;

  /** How far a beam goes. */
  public static final int BEAM_RANGE = 600 * 64;

  /** What {@link #hits} answers for a miss. */
  public static final double MISS = 2;

  private Shots() {}

  /** How far a bolt gets until a wall or cover stops it, in 1/64 of a step. */
  public static int boltReach(Field field, int x, int y, int angle) {
    int dx = along(Angles.cos(angle), BOLT_SPEED * BOLT_LIFE);
    int dy = along(Angles.sin(angle), BOLT_SPEED * BOLT_LIFE);
    return (int) (Ray.free(field, x, y, dx, dy, false) * (BOLT_LIFE * 64));
  }

  /** How far a bolt is on one axis after so many 1/64 of a step. */
  public static int boltAt(int start, int direction, int sixtyFourths) {
    return start + along(direction, BOLT_SPEED / 64 * sixtyFourths);
  }

  /** How far a beam gets until a wall stops it. */
  public static int beamReach(Field field, int x, int y, int angle) {
    int dx = along(Angles.cos(angle), BEAM_RANGE);
    int dy = along(Angles.sin(angle), BEAM_RANGE);
    return (int) (Ray.free(field, x, y, dx, dy, true) * BEAM_RANGE);
  }

  /** So much of a length as a direction has on an axis. */
  public static int along(int direction, int length) {
    return (int) ((double) direction * length / (1 << Angles.BITS));
  }

  /**
   * At which part of its way a point first touches a circle that moves meanwhile, from 0 to 1;
   * {@link #MISS} if it does not.
   *
   * @param x where the point is at first, seen from the middle of the circle
   * @param dx how far it goes, less how far the circle goes
   */
  public static double hits(int x, int y, int dx, int dy, int radius) {
    double c = (double) x * x + (double) y * y - (double) radius * radius;
    if (c <= 0) {
      return 0;
    }
    double a = (double) dx * dx + (double) dy * dy;
    double b = (double) x * dx + (double) y * dy;
    double root = b * b - a * c;
    if (b >= 0 || root < 0) {
      return MISS; // it goes away, or past
    }
    double at = (-b - Math.sqrt(root)) / a;
    return at <= 1 ? at : MISS;
  }

  /** Between two positions, as watchers see a body between two ticks. */
  public static int between(int from, int to, int sixteenths) {
    return from + (((to - from) * sixteenths) >> 4);
  }
}
