package dev.roomkeeper.kinds.arena.motion;

/** The ground of a map: what each tile stops. Immutable. */
public final class Field {
  /** The side of a tile. */
  public static final int TILE = 32 * 64;

  public static final int SIDE_MAX = 64;

  public static final char WALL = '#';

  /** Cover stops bodies and bolts; beams and eyes go over it. */
  public static final char COVER = '+';

  private final int width;
  private final int height;
  private final String tiles; // row by row

  private Field(int width, int height, String tiles) {
    this.width = width;
    this.height = height;
    this.tiles = tiles;
  }

  /**
   * Reads a map.
   *
   * @param rows lines of one length, {@link #WALL} for a wall, {@link #COVER} for cover
   */
  public static Field of(String rows) {
    int width = rows.indexOf('\n');
    if (width < 0) {
      width = rows.length();
    }
    int height = (rows.length() + 1) / (width + 1);
    if (width < 1 || width > SIDE_MAX || height < 1 || height > SIDE_MAX) {
      throw new IllegalArgumentException("a map has 1 to " + SIDE_MAX + " tiles on each side");
    }
    StringBuilder tiles = new StringBuilder(width * height);
    for (int row = 0; row < height; row++) {
      int from = row * (width + 1);
      if (from + width > rows.length()) {
        throw new IllegalArgumentException("the rows of a map have one length");
      }
      tiles.append(rows, from, from + width);
    }
    return new Field(width, height, tiles.toString());
  }

  /** In tiles. */
  public int width() {
    return width;
  }

  /** In tiles. */
  public int height() {
    return height;
  }

  /** What stands at a tile; a wall outside of the map. */
  public char at(int column, int row) {
    return column < 0 || row < 0 || column >= width || row >= height
        ? WALL
        : tiles.charAt(row * width + column);
  }

  /** Whether bodies and bolts are stopped there. */
  public boolean stopsBodies(int column, int row) {
    char tile = at(column, row);
    return tile == WALL || tile == COVER;
  }

  /** Whether beams and eyes are stopped there. */
  public boolean stopsSight(int column, int row) {
    return at(column, row) == WALL;
  }

  /** The column or row in which a position lies. */
  public static int tile(int position) {
    return position >> 11; // by TILE, rounded down
  }

  /** The middle of a column or row. */
  public static int middle(int tile) {
    return tile * TILE + TILE / 2;
  }
}
