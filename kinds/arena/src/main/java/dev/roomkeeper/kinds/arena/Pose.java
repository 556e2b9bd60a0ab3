package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.kinds.arena.motion.Angles;

/**
 * A body as those who may see it are told.
 *
 * @param isSafe whether shots do it no harm
 * @param life counts its lives, so that nobody takes one for the next; from 0 to 7
 */
record Pose(int x, int y, int vx, int vy, int angle, int health, boolean isSafe, int life) {
  private static final int SPEED_OFFSET = 512;
  static final int LIVES = 8;

  String packed() {
    return new Packed.Writer()
        .add(x, 3)
        .add(y, 3)
        .add((isSafe ? Angles.FULL : 0) + angle, 2)
        .add(((((vx + SPEED_OFFSET) << 10) + (vy + SPEED_OFFSET)) << 10) + (health << 3) + life, 5)
        .toString();
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
