package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.kinds.arena.motion.Body;
import dev.roomkeeper.kinds.arena.motion.Field;
import dev.roomkeeper.kinds.arena.motion.Ray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which tiles somebody may come to see from each tile before the next snapshot is on the screen:
 * what can be seen from any place that a body reaches in 400 ms. A row of the table is made when it
 * is first asked for, or before with all others. It follows from the map alone, so nobody notices
 * who made it, and when; any thread may.
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

  /** A bit for each tile. Immutable, so a thread that finds one finds all of it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(long[] bits) {
    boolean has(int tile) {
      return (bits[tile >> 6] & (1L << (tile & 63))) != 0;
    }
  }

  // By the viewer's tile; null until it was made. Two threads may make the same row.
  private final @Nullable Row[] seenFrom; // from there
  private final @Nullable Row[] within; // from there and from all that is near
  private boolean isWhole;

  Sightlines(Field field) {
    this.field = field;
    width = field.width();
    tiles = width * field.height();
    seenFrom = new Row[tiles];
    within = new Row[tiles];
  }

  private long[] row() {
    return new long[(tiles + 63) / 64];
  }

  /** Makes the whole table, unless it is made. */
  synchronized void makeAll() {
    if (isWhole) {
      return;
    }
    isWhole = true;
    long[][] seen = new long[tiles][];
    for (int tile = 0; tile < tiles; tile++) {
      seen[tile] = row();
    }
    for (int from = 0; from < tiles; from++) {
      for (int to = from; to < tiles && isFloor(from); to++) {
        if (isFloor(to) && sees(from, to)) {
          seen[from][to >> 6] |= 1L << (to & 63);
          seen[to][from >> 6] |= 1L << (from & 63);
        }
      }
    }
    for (int tile = 0; tile < tiles; tile++) {
      seenFrom[tile] = new Row(seen[tile]);
    }
    for (int from = 0; from < tiles; from++) {
      if (isFloor(from)) {
        Row _ = join(from);
      }
    }
  }

  /** The row of this tile, made now if it was not; null if nobody can stand there. */
  private @Nullable Row rowOf(int from) {
    Row known = within[from];
    if (known != null || !isFloor(from)) {
      return known;
    }
    for (int near : near(from)) {
      if (seenFrom[near] == null) {
        seenFrom[near] = look(near);
      }
    }
    return join(from);
  }

  private Row look(int from) {
    long[] row = row();
    for (int to = 0; to < tiles; to++) {
      if (isFloor(to) && sees(Math.min(from, to), Math.max(from, to))) {
        row[to >> 6] |= 1L << (to & 63);
      }
    }
    return new Row(row);
  }

  /** Whether somebody at the one position may be sent what is at the other. */
  boolean mayShow(int viewerX, int viewerY, int x, int y) {
    int from = tile(viewerX, viewerY);
    int to = tile(x, y);
    if (from < 0 || to < 0) {
      return false;
    }
    Row row = rowOf(from);
    return (row != null && row.has(to))
        // Lines of sight are tried between some points of two tiles; this is what is true now.
        || Ray.sees(field, viewerX, viewerY, x, y);
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
   * Puts together what is seen from all tiles near this one, and adds the tiles beside those, since
   * a body is wider than a point, and sees between two lines.
   */
  private Row join(int from) {
    long[] narrow = row();
    for (int near : near(from)) {
      Row seen = seenFrom[near];
      for (int word = 0; seen != null && word < narrow.length; word++) {
        narrow[word] |= seen.bits[word];
      }
    }
    long[] wide = narrow.clone();
    for (int tile = 0; tile < tiles; tile++) {
      if ((narrow[tile >> 6] & (1L << (tile & 63))) != 0) {
        for (int near = 0; near < 9; near++) {
          int column = tile % width + near % 3 - 1;
          int row = tile / width + near / 3 - 1;
          if (!field.stopsBodies(column, row)) {
            int beside = row * width + column;
            wide[beside >> 6] |= 1L << (beside & 63);
          }
        }
      }
    }
    Row joined = new Row(wide);
    within[from] = joined;
    return joined;
  }

  /** The tiles that a body reaches from this one before the next snapshot is on the screen. */
  private List<Integer> near(int from) {
    List<Integer> queue = new ArrayList<>();
    Map<Integer, Integer> cost = new TreeMap<>();
    queue.add(from);
    cost.put(from, 0);
    for (int next = 0; next < queue.size(); next++) {
      int tile = queue.get(next);
      for (int across = -1; across <= 1; across++) {
        for (int down = -1; down <= 1; down++) {
          int neighbour = (tile / width + down) * width + tile % width + across;
          int there = cost.getOrDefault(tile, 0) + (across != 0 && down != 0 ? DIAGONAL : STRAIGHT);
          boolean isNear =
              !field.stopsBodies(tile % width + across, tile / width + down)
                  && there <= REACH
                  && there < cost.getOrDefault(neighbour, REACH + 1);
          if (isNear) {
            cost.put(neighbour, there);
            queue.add(neighbour);
          }
        }
      }
    }
    return queue;
  }
}
