package dev.roomkeeper.kinds.arena.motion;

/** How far a straight line goes on the ground. */
public final class Ray {
  private Ray() {}

  /**
   * Which part of the way from a point by a vector is free: 1 for all of it.
   *
   * @param isSight whether walls alone stop it, as they stop beams and eyes
   */
  public static double free(Field field, int x, int y, int dx, int dy, boolean isSight) {
    int column = Field.tile(x);
    int row = Field.tile(y);
    if (stops(field, column, row, isSight)) {
      return 0;
    }
    int across = dx > 0 ? 1 : -1;
    int down = dy > 0 ? 1 : -1;
    // At which part of the way the line enters the next column, and the next row.
    double atColumn = dx == 0 ? 2 : (double) (edge(column, across) - x) / dx;
    double atRow = dy == 0 ? 2 : (double) (edge(row, down) - y) / dy;
    double perColumn = dx == 0 ? 0 : (double) Field.TILE * across / dx;
    double perRow = dy == 0 ? 0 : (double) Field.TILE * down / dy;
    while (true) {
      double at;
      if (atColumn <= atRow) {
        at = atColumn;
        atColumn += perColumn;
        column += across;
      } else {
        at = atRow;
        atRow += perRow;
        row += down;
      }
      if (at > 1) {
        return 1;
      }
      if (stops(field, column, row, isSight)) {
        return at;
      }
    }
  }

  private static int edge(int tile, int towards) {
    return (towards > 0 ? tile + 1 : tile) * Field.TILE;
  }

  private static boolean stops(Field field, int column, int row, boolean isSight) {
    return isSight ? field.stopsSight(column, row) : field.stopsBodies(column, row);
  }

  /** Whether a body there can be seen from here: its middle, or one of its sides. */
  public static boolean sees(Field field, int fromX, int fromY, int x, int y) {
    int dx = x - fromX;
    int dy = y - fromY;
    if (free(field, fromX, fromY, dx, dy, true) == 1) {
      return true;
    }
    double length = Math.sqrt((double) dx * dx + (double) dy * dy);
    int sideX = (int) (-dy / length * Body.RADIUS);
    int sideY = (int) (dx / length * Body.RADIUS);
    return free(field, fromX, fromY, dx + sideX, dy + sideY, true) == 1
        || free(field, fromX, fromY, dx - sideX, dy - sideY, true) == 1;
  }
}
