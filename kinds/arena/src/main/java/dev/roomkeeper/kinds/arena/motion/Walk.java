package dev.roomkeeper.kinds.arena.motion;

/** One step of a body: one tick by its player's keys. */
public final class Walk {
  public static final int UP = 1;
  public static final int DOWN = 2;
  public static final int LEFT = 4;
  public static final int RIGHT = 8;
  public static final int KEYS_MAX = 15;

  /** In one step. */
  public static final int SPEED = 6 * 64;

  /** On each axis, so that a diagonal is no faster. */
  static final int SPEED_DIAGONAL = 271;

  /** How much faster or slower a body gets in one step, on each axis. */
  static final int PUSH = 96;

  private Walk() {}

  /** The body one tick later. Walls and cover stop it; other bodies do not. */
  public static Body step(Field field, Body body, int keys, int angle) {
    int right = ((keys & RIGHT) != 0 ? 1 : 0) - ((keys & LEFT) != 0 ? 1 : 0);
    int down = ((keys & DOWN) != 0 ? 1 : 0) - ((keys & UP) != 0 ? 1 : 0);
    int speed = right != 0 && down != 0 ? SPEED_DIAGONAL : SPEED;
    int vx = towards(body.vx(), right * speed);
    int vy = towards(body.vy(), down * speed);
    int x = across(field, body.x(), body.y(), vx);
    int y = along(field, x, body.y(), vy);
    return new Body(
        x,
        y,
        x == body.x() + vx ? vx : 0,
        y == body.y() + vy ? vy : 0,
        angle & Angles.MASK,
        body.boltWait() > 0 ? body.boltWait() - 1 : 0,
        body.beamWait() > 0 ? body.beamWait() - 1 : 0);
  }

  private static int towards(int speed, int wanted) {
    if (speed < wanted) {
      return speed + PUSH < wanted ? speed + PUSH : wanted;
    }
    return speed - PUSH > wanted ? speed - PUSH : wanted;
  }

  /** The new x: as far as it goes, or up to what stops it. */
  private static int across(Field field, int x, int y, int by) {
    int to = x + by;
    if (by == 0) {
      return to;
    }
    int column = Field.tile(by > 0 ? to + Body.RADIUS - 1 : to - Body.RADIUS);
    int last = Field.tile(y + Body.RADIUS - 1);
    for (int row = Field.tile(y - Body.RADIUS); row <= last; row++) {
      if (field.stopsBodies(column, row)) {
        return by > 0 ? column * Field.TILE - Body.RADIUS : (column + 1) * Field.TILE + Body.RADIUS;
      }
    }
    return to;
  }

  /** The new y, likewise. */
  private static int along(Field field, int x, int y, int by) {
    int to = y + by;
    if (by == 0) {
      return to;
    }
    int row = Field.tile(by > 0 ? to + Body.RADIUS - 1 : to - Body.RADIUS);
    int last = Field.tile(x + Body.RADIUS - 1);
    for (int column = Field.tile(x - Body.RADIUS); column <= last; column++) {
      if (field.stopsBodies(column, row)) {
        return by > 0 ? row * Field.TILE - Body.RADIUS : (row + 1) * Field.TILE + Body.RADIUS;
      }
    }
    return to;
  }
}
