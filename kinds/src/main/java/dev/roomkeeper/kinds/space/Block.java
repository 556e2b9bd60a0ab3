package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.JsonObject;

/** One place of the map, where any number of walkers may stand; (0, 0) is its upper left corner. */
record Block(int x, int y) {
  static Block of(JsonObject kept) {
    return new Block((int) kept.number("x", 0), (int) kept.number("y", 0));
  }

  JsonObject json() {
    return JsonObject.EMPTY.with("x", (long) x).with("y", (long) y);
  }

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
