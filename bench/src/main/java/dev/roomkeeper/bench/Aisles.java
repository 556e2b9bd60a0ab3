package dev.roomkeeper.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A map on which newcomers stand spread evenly at once, however many they are: nobody has to walk
 * there through a crowd first.
 *
 * <p>A space puts a newcomer onto the free block nearest to its spawn point whose right neighbour
 * is free too. Here every second column is an aisle and those between are walls, so that only a
 * door in a wall has such blocks, two of them; and there is one door in each square of 16 x 16.
 */
record Aisles(int width, int height) {
  /** A space's cells have as many blocks on each side. */
  static final int CELL = 16;

  private static final int BLOCKS_PER_WALKER = CELL * CELL / 2;

  /** A space has walls on maps up to this size alone. */
  private static final int SIDE_MAX = 512;

  static final int WALKERS_MAX = SIDE_MAX * SIDE_MAX / BLOCKS_PER_WALKER;

  /** In which row of its square a door is; so far up that a last, narrow row of squares has it. */
  private static final int DOOR_ROW = 2;

  private static final int DOORS_IN_TURN = CELL / 2;

  /** A block. */
  record Place(int x, int y) {
    int distance(Place other) {
      return Math.max(Math.abs(x - other.x), Math.abs(y - other.y));
    }
  }

  static Aisles forWalkers(int walkers) {
    if (walkers < 1 || walkers > WALKERS_MAX) {
      throw new BenchException("walkers must be 1 to " + WALKERS_MAX + ", not " + walkers);
    }
    int blocks = walkers * BLOCKS_PER_WALKER;
    int across = Math.max(1, (int) Math.round(Math.sqrt(blocks) / CELL));
    int width = Math.min(SIDE_MAX, across * CELL);
    return new Aisles(width, (blocks + width - 1) / width);
  }

  boolean isFree(int x, int y) {
    return x >= 0
        && y >= 0
        && x < width
        && y < height
        && (x % 2 == 0 || (y % CELL == DOOR_ROW && x % CELL == doorColumn(x / CELL, y / CELL)));
  }

  /** Another one in each square, so that the aisles are connected. */
  private int doorColumn(int across, int down) {
    // The last wall of the map is its edge: a door in it would lead nowhere.
    int walls = across == width / CELL - 1 ? DOORS_IN_TURN - 1 : DOORS_IN_TURN;
    return 1 + 2 * ((5 * down + 3 * across) % walls);
  }

  /** From the left edge, so that the left one of a door's two blocks is taken first. */
  Place spawn() {
    return new Place(0, height / 2);
  }

  /** The walls as a space's option has them. */
  List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (int y = 0; y < height; y++) {
      StringBuilder row = new StringBuilder(width);
      for (int x = 0; x < width; x++) {
        row.append(isFree(x, y) ? ' ' : '#');
      }
      rows.add(row.toString());
    }
    return rows;
  }

  /** Whether who stands there sees nine whole cells: nothing of its view is beyond the edge. */
  boolean isInner(Place place) {
    int across = place.x / CELL;
    int down = place.y / CELL;
    return across >= 1 && across < width / CELL - 1 && down >= 1 && down < height / CELL - 1;
  }

  /** How many cells are around one place or another on average: 9 but for the edges. */
  double cellsSeen() {
    return (3 - 2.0 * CELL / width) * (3 - 2.0 * CELL / height);
  }
}
