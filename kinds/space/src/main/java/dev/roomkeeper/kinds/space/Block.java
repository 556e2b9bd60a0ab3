package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;

/** One place of the map, where any number of walkers may stand; (0, 0) is its upper left corner. */
@Payload
@Data
record Block(
    @Range(min = 0, max = Extent.SIDE_MAX) int x, @Range(min = 0, max = Extent.SIDE_MAX) int y) {
  /** How many steps there are between the two where nothing is in the way. */
  long steps(Block other) {
    return Math.abs((long) x - other.x) + Math.abs((long) y - other.y);
  }

  /** How far the two are apart, a diagonal counting as one (Chebyshev's distance). */
  int distance(Block other) {
    return Math.max(Math.abs(x - other.x), Math.abs(y - other.y));
  }

  @Override
  public String toString() {
    return "(" + x + ", " + y + ")";
  }
}
