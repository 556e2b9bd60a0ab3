package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Payload;

/**
 * Where and how a card is laid on the table.
 *
 * @param rotation degrees, clockwise
 */
@Payload
record Place(double x, double y, @Default("0") double rotation, @Default("false") boolean faceUp)
    implements Target {
  // The felt of the card table app: 1600 by 1000 units, with (0, 0) at the upper left as seen from
  // seat 0. A client with another felt shows the heap where this point is on its own.
  private static final int WIDTH = 1_600;
  private static final int HEIGHT = 1_000;
  private static final int INSET = 120;

  /**
   * Face down in front of the seat. The first player sees the table upright; the second sits
   * opposite.
   */
  static Place beforeSeat(int seat) {
    return switch (Math.floorMod(seat, 4)) {
      case 0 -> new Place(WIDTH / 2, HEIGHT - INSET, 0, false);
      case 1 -> new Place(WIDTH / 2, INSET, 180, false);
      case 2 -> new Place(WIDTH - INSET, HEIGHT / 2, 270, false);
      default -> new Place(INSET, HEIGHT / 2, 90, false);
    };
  }
}
