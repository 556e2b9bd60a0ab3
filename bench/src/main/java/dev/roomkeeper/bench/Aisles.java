package dev.roomkeeper.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A map on which newcomers are spread evenly from the start, however many they are. No walker has
 * to leave a crowd first.
 *
 * <p>A space puts a newcomer onto the free block nearest to its spawn point whose right neighbour
 * is free too. Here every fourth column is an aisle, one block wide between static blocks. Streets
 * cross from one aisle to the next, and only they have such pairs of free blocks: four of them for
 * each four columns and hundred rows.
 */
record Aisles(int width, int height) {
  /** The side of a space's cell, in blocks. */
  static final int CELL = 16;

  /** The elements for more walkers would not fit into the request that creates the space. */
  static final int WALKERS_MAX = 2_400;

  private static final int AISLE = 4;
  private static final int STREET = 100;

  /** How many rows further down the streets of the next column are. */
  private static final int STAGGER = 37;

  /** An obstacle: it fills the width between two aisles. */
  record Block(Place corner, int height) {
    static final int WIDTH = AISLE - 1;
  }

  /** A position on the map, in blocks. */
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

  /** At the left edge. So a street's left blocks are taken first, and none is left over. */
  Place spawn() {
    return new Place(0, height / 2);
  }

  /** All obstacles. */
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

  /** Whether a walker there sees nine whole cells, none of them cut off by the edge. */
  boolean isInner(Place place) {
    int across = place.x / CELL;
    int down = place.y / CELL;
    return across >= 1 && across < width / CELL - 1 && down >= 1 && down < height / CELL - 1;
  }

  /** How many cells a walker sees on average: 9, less at the edges. */
  double cellsSeen() {
    return (3 - 2.0 * CELL / width) * (3 - 2.0 * CELL / height);
  }
}
