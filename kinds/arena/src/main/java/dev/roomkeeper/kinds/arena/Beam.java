package dev.roomkeeper.kinds.arena;

/**
 * A beam as it is told: from where, in which direction, how far.
 *
 * @param n the number of the step in which it was fired
 */
record Beam(long tick, int n, int x, int y, int angle, int length) {
  String packed() {
    return new Packed.Writer()
        .add(tick, 5)
        .add(n, 3)
        .add(x, 3)
        .add(y, 3)
        .add(angle, 2)
        .add(length, 3)
        .toString();
  }
}
