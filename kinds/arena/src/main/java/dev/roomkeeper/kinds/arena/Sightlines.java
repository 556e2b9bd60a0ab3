package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.kinds.arena.motion.Body;
import dev.roomkeeper.kinds.arena.motion.Field;
import dev.roomkeeper.kinds.arena.motion.Ray;

/**
 * Which tiles somebody may come to see from each tile before the next snapshot is on the screen:
 * what can be seen from any place that a body reaches in 400 ms. Immutable.
 */
final class Sightlines {
  /** A body goes 2.4 tiles in 400 ms; one at the edge of its tile enters the third one beyond. */
  private static final int REACH = 6;

  private static final int STRAIGHT = 2; // what a step to the next tile costs
  private static final int DIAGONAL = 3;
  private static final int EYE = Field.TILE / 2 - 64;
  private static final int BODY = Field.TILE / 2 + Body.RADIUS - 64;

  private final Field field;
  private final int width;
  private final int tiles;
  private final long[][] within; // by viewer's tile: a bit for each tile

  Sightlines(Field field) {
    this.field = field;
    width = field.width();
    tiles = width * field.height();
    long[][] seen = new long[tiles][];
    for (int tile = 0; tile < tiles; tile++) {
      seen[tile] = new long[(tiles + 63) / 64];
    }
    for (int from = 0; from < tiles; from++) {
      for (int to = from; to < tiles && isFloor(from); to++) {
        if (isFloor(to) && sees(from, to)) {
          seen[from][to >> 6] |= 1L << (to & 63);
          seen[to][from >> 6] |= 1L << (from & 63);
        }
      }
    }
    within = new long[tiles][];
    for (int from = 0; from < tiles; from++) {
      within[from] = new long[(tiles + 63) / 64];
      if (isFloor(from)) {
        join(from, seen);
        widen(from);
      }
    }
  }

  /** Whether somebody at the one position may be sent what is at the other. */
  boolean mayShow(int viewerX, int viewerY, int x, int y) {
    int from = tile(viewerX, viewerY);
    int to = tile(x, y);
    return from >= 0
        && to >= 0
        && ((within[from][to >> 6] & (1L << (to & 63))) != 0
            // Lines of sight are tried between some points of two tiles; this is what is true now.
            || Ray.sees(field, viewerX, viewerY, x, y));
  }

  private int tile(int x, int y) {
    int column = Field.tile(x);
    int row = Field.tile(y);
    boolean isOnMap = column >= 0 && row >= 0 && column < width && row < field.height();
    return isOnMap ? row * width + column : -1;
  }

  private boolean isFloor(int tile) {
    return !field.stopsBodies(tile % width, tile / width);
  }

  private boolean sees(int from, int to) {
    int x = Field.middle(from % width);
    int y = Field.middle(from / width);
    int toX = Field.middle(to % width);
    int toY = Field.middle(to / width);
    if (Ray.free(field, x, y, toX - x, toY - y, true) == 1) {
      return true;
    }
    for (int eye = 0; eye < 4; eye++) {
      int eyeX = x + corner(eye, EYE);
      int eyeY = y + corner(eye >> 1, EYE);
      for (int body = 0; body < 4; body++) {
        int bodyX = toX + corner(body, BODY);
        int bodyY = toY + corner(body >> 1, BODY);
        if (Ray.free(field, eyeX, eyeY, bodyX - eyeX, bodyY - eyeY, true) == 1) {
          return true;
        }
      }
    }
    return false;
  }

  private static int corner(int which, int distance) {
    return (which & 1) == 0 ? -distance : distance;
  }

  /**
   * Adds the tiles beside those, since a body is wider than a point, and sees between two lines.
   */
  private void widen(int from) {
    long[] narrow = within[from].clone();
    for (int tile = 0; tile < tiles; tile++) {
      if ((narrow[tile >> 6] & (1L << (tile & 63))) != 0) {
        for (int near = 0; near < 9; near++) {
          int column = tile % width + near % 3 - 1;
          int row = tile / width + near / 3 - 1;
          if (!field.stopsBodies(column, row)) {
            int beside = row * width + column;
            within[from][beside >> 6] |= 1L << (beside & 63);
          }
        }
      }
    }
  }

  /** Puts together what is seen from all tiles near this one. */
  private void join(int from, long[][] seen) {
    int[] cost = new int[tiles];
    java.util.Arrays.fill(cost, REACH + 1);
    int[] queue = new int[tiles * 8];
    int last = 0;
    queue[last++] = from;
    cost[from] = 0;
    for (int next = 0; next < last; next++) {
      int tile = queue[next];
      for (int word = 0; word < within[from].length; word++) {
        within[from][word] |= seen[tile][word];
      }
      for (int across = -1; across <= 1; across++) {
        for (int down = -1; down <= 1; down++) {
          int neighbour = (tile / width + down) * width + tile % width + across;
          int there = cost[tile] + (across != 0 && down != 0 ? DIAGONAL : STRAIGHT);
          boolean isNear =
              !field.stopsBodies(tile % width + across, tile / width + down)
                  && there < cost[neighbour];
          if (isNear) {
            cost[neighbour] = there;
            queue[last++] = neighbour;
          }
        }
      }
    }
  }
}
