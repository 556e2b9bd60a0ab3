package dev.roomkeeper.kinds.space;

/** The size of a map, in blocks. */
record Extent(int width, int height) {
  static final int SIDE_MAX = 9_999;

  boolean contains(Block block) {
    return block.x() >= 0 && block.y() >= 0 && block.x() < width && block.y() < height;
  }

  int cellsAcross() {
    return (width + Cell.SIDE - 1) / Cell.SIDE;
  }

  int cellsDown() {
    return (height + Cell.SIDE - 1) / Cell.SIDE;
  }

  Block middle() {
    return new Block(width / 2, height / 2);
  }
}
