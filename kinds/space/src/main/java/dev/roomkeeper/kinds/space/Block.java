package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;

/** One place of the map, where any number of walkers can stand. (0, 0) is the upper left corner. */
@Payload
@Data
record Block(
    @Range(min = 0, max = Extent.SIDE_MAX) int x, @Range(min = 0, max = Extent.SIDE_MAX) int y) {
  /** The number of steps between two blocks if nothing is in the way. */
  long steps(Block other) {
    return Math.abs((long) x - other.x) + Math.abs((long) y - other.y);
  }

  /** The distance, where a diagonal step counts as one (Chebyshev distance). */
  int distance(Block other) {
    return Math.max(Math.abs(x - other.x), Math.abs(y - other.y));
  }

  @Override
  public String toString() {
    return "(" + x + ", " + y + ")";
  }
}
