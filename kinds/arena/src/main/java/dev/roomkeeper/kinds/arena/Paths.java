package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.kinds.arena.motion.Body;
import dev.roomkeeper.kinds.arena.motion.Field;
import dev.roomkeeper.kinds.arena.motion.Walk;
import java.util.Arrays;

/** The shortest way over the tiles of a map. */
final class Paths {
  private static final int CLOSE = 4 * 64;

  private Paths() {}

  /** The keys that lead a body towards a tile; none if it is there or there is no way. */
  static int keys(Field field, Body body, int column, int row) {
    int width = field.width();
    int from = Field.tile(body.y()) * width + Field.tile(body.x());
    int goal = row * width + column;
    int next = from == goal ? goal : next(field, from, goal);
    int dx = Field.middle(next % width) - body.x();
    int dy = Field.middle(next / width) - body.y();
    return (dx > CLOSE ? Walk.RIGHT : dx < -CLOSE ? Walk.LEFT : 0)
        | (dy > CLOSE ? Walk.DOWN : dy < -CLOSE ? Walk.UP : 0);
  }

  /** The first tile on the way, found from the goal; the tile itself if there is no way. */
  private static int next(Field field, int from, int goal) {
    int width = field.width();
    int tiles = width * field.height();
    int[] queue = new int[tiles];
    boolean[] seen = new boolean[tiles];
    Arrays.fill(seen, false);
    int last = 0;
    queue[last++] = goal;
    seen[goal] = true;
    for (int at = 0; at < last; at++) {
      int tile = queue[at];
      for (int way = 0; way < 4; way++) {
        int column = tile % width + (way == 0 ? 1 : way == 1 ? -1 : 0);
        int row = tile / width + (way == 2 ? 1 : way == 3 ? -1 : 0);
        int neighbour = row * width + column;
        if (field.stopsBodies(column, row) || seen[neighbour]) {
          continue;
        }
        if (neighbour == from) {
          return tile;
        }
        seen[neighbour] = true;
        queue[last++] = neighbour;
      }
    }
    return from;
  }
}
