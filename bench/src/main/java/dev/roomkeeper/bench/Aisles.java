package dev.roomkeeper.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A map on which newcomers stand spread evenly at once, however many they are: nobody has to walk
 * there through a crowd first.
 *
 * <p>A space puts a newcomer onto the free block nearest to its spawn point whose right neighbour
 * is free too. Here every fourth column is an aisle, one block wide between static blocks, so that
 * only the streets that cross from one aisle to the next have such blocks: four of them for each
 * four columns and hundred rows.
 */
record Aisles(int width, int height) {
  /** A space's cells have as many blocks on each side. */
  static final int CELL = 16;

  /** More would not fit into the request that makes the space. */
  static final int WALKERS_MAX = 2_400;

  private static final int AISLE = 4;
  private static final int STREET = 100;

  /** Where the streets of one column of blocks are, beside the next one's. */
  private static final int STAGGER = 37;

  /** What is in the way: as wide as the aisles leave it. */
  record Block(Place corner, int height) {
    static final int WIDTH = AISLE - 1;
  }

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
    int streets = Math.max(1, (int) Math.round(Math.sqrt(walkers * (double) STREET) / STREET));
    int columns = (walkers + AISLE * streets - 1) / (AISLE * streets);
    return new Aisles(AISLE * columns + 1, STREET * streets);
  }

  boolean isFree(int x, int y) {
    return x >= 0
        && y >= 0
        && x < width
        && y < height
        && (x % AISLE == 0 || y % STREET == streetRow(x / AISLE));
  }

  private static int streetRow(int column) {
    return column * STAGGER % STREET;
  }

  /** From the left edge, so that of a street the left block is taken first, and all are. */
  Place spawn() {
    return new Place(0, height / 2);
  }

  /** All that is in the way. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int column = 0; column < width / AISLE; column++) {
      int top = 0;
      for (int street = streetRow(column); top < height; street += STREET) {
        int end = Math.min(street, height);
        if (end > top) {
          blocks.add(new Block(new Place(column * AISLE + 1, top), end - top));
        }
        top = end + 1;
      }
    }
    return blocks;
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
