package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.kinds.arena.motion.Angles;

/**
 * A body. Others are told of it more coarsely than it is: {@link #told}; a shot is judged by what
 * was told.
 *
 * @param isSafe whether shots do it no harm
 * @param life counts its lives, so that nobody takes one for the next; from 0 to 7
 */
record Pose(int x, int y, int vx, int vy, int angle, int health, boolean isSafe, int life) {
  private static final int SPEED_OFFSET = 512;

  /** A position that is told is in 1/8 of a unit. */
  private static final int COARSE = 3;

  /** So many bits hold a coarse position on the largest map. */
  private static final int PLACE_BITS = 14;

  /** An angle that is told is in 1/128 of a turn. */
  private static final int ANGLE_BITS = 7;

  private static final int ANGLE_COARSE = 3;
  private static final int HEALTH_BITS = 7;
  static final int LIVES = 8;

  /** With all that it has, as it is kept. */
  String packed() {
    return new Packed.Writer()
        .add(x, 3)
        .add(y, 3)
        .add((isSafe ? Angles.FULL : 0) + angle, 2)
        .add(((((vx + SPEED_OFFSET) << 10) + (vy + SPEED_OFFSET)) << 10) + (health << 3) + life, 5)
        .toString();
  }

  /**
   * As others are told: one number. What rarely changes is in its highest bits, and a difference
   * that is sent has no more bits than what changed.
   */
  long told() {
    long told = ((long) life << 1) | (isSafe ? 1 : 0);
    told = (told << HEALTH_BITS) | health;
    told = (told << PLACE_BITS) | coarse(x);
    told = (told << PLACE_BITS) | coarse(y);
    return (told << ANGLE_BITS) | (angle >> ANGLE_COARSE);
  }

  /** To the nearest; a body beside a wall stands there exactly. */
  private static int coarse(int position) {
    return (position + (1 << (COARSE - 1))) >> COARSE;
  }

  /** What others know who were told; of its speed nothing. */
  static Pose told(long told) {
    long left = told;
    int angle = low(left, ANGLE_BITS) << ANGLE_COARSE;
    left >>= ANGLE_BITS;
    int y = low(left, PLACE_BITS) << COARSE;
    left >>= PLACE_BITS;
    int x = low(left, PLACE_BITS) << COARSE;
    left >>= PLACE_BITS;
    int health = low(left, HEALTH_BITS);
    left >>= HEALTH_BITS;
    return new Pose(x, y, 0, 0, angle, health, (left & 1) != 0, (int) (left >> 1));
  }

  private static int low(long number, int bits) {
    return (int) number & ((1 << bits) - 1);
  }

  static Pose of(String packed) {
    Packed.Reader reader = new Packed.Reader(packed);
    int x = reader.next(3);
    int y = reader.next(3);
    int aim = reader.next(2);
    int rest = reader.next(5);
    return new Pose(
        x,
        y,
        (rest >>> 20) - SPEED_OFFSET,
        ((rest >> 10) & 1_023) - SPEED_OFFSET,
        aim & Angles.MASK,
        (rest >> 3) & 127,
        (aim & Angles.FULL) != 0,
        rest & (LIVES - 1));
  }
}
