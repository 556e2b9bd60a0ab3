package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.kind.Layer;
import java.util.ArrayList;
import java.util.List;

/** A square region of the map. What happens in it is told to those who hold its layer. */
record Cell(int x, int y) {
  /** The side length in blocks. */
  static final int SIDE = 16;

  private static final String PREFIX = "cell:";

  static Cell of(Block block) {
    return new Cell(Math.floorDiv(block.x(), SIDE), Math.floorDiv(block.y(), SIDE));
  }

  static boolean isLayer(String layer) {
    return layer.startsWith(PREFIX);
  }

  static Cell ofLayer(String layer) {
    int comma = layer.indexOf(',');
    return new Cell(
        Integer.parseInt(layer, PREFIX.length(), comma, 10),
        Integer.parseInt(layer, comma + 1, layer.length(), 10));
  }

  /** The layer of those who see it. */
  Layer.OfCell audience() {
    return Layer.cell(x, y);
  }

  String layer() {
    return audience().name();
  }

  /** Its key among the walls and the like, in the server's layer. */
  String key() {
    return x + "," + y;
  }

  int left() {
    return x * SIDE;
  }

  int top() {
    return y * SIDE;
  }

  /** Whether the block is more than this many blocks outside of this cell. */
  boolean isBeyond(Block block, int blocks) {
    return block.x() < left() - blocks
        || block.y() < top() - blocks
        || block.x() >= left() + SIDE + blocks
        || block.y() >= top() + SIDE + blocks;
  }

  /** This cell and its neighbours, as far as the map has them. */
  List<Cell> andAround(Extent extent) {
    return between(
        Math.max(0, x - 1),
        Math.max(0, y - 1),
        Math.min(extent.cellsAcross() - 1, x + 1),
        Math.min(extent.cellsDown() - 1, y + 1));
  }

  static List<Cell> all(Extent extent) {
    return between(0, 0, extent.cellsAcross() - 1, extent.cellsDown() - 1);
  }

  /** All cells between two corners, inclusive. */
  static List<Cell> between(int left, int top, int right, int bottom) {
    List<Cell> cells = new ArrayList<>();
    for (int cy = top; cy <= bottom; cy++) {
      for (int cx = left; cx <= right; cx++) {
        cells.add(new Cell(cx, cy));
      }
    }
    return cells;
  }
}
