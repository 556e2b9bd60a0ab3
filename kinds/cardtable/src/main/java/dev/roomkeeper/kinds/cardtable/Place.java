package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Payload;

/**
 * Where on the table a card is laid, and how.
 *
 * @param rotation degrees, clockwise
 */
@Payload
record Place(double x, double y, @Default("0") double rotation, @Default("false") boolean faceUp)
    implements Target {
  // The felt that the card table app draws: 1600 by 1000 units, (0, 0) its upper left corner as
  // seen from seat 0. Other clients may draw another; then a heap lies where they see this point.
  private static final int WIDTH = 1_600;
  private static final int HEIGHT = 1_000;
  private static final int INSET = 120;

  /** Face down before the seat's edge: the first sees the table upright, the second is opposite. */
  static Place beforeSeat(int seat) {
    return switch (Math.floorMod(seat, 4)) {
      case 0 -> new Place(WIDTH / 2, HEIGHT - INSET, 0, false);
      case 1 -> new Place(WIDTH / 2, INSET, 180, false);
      case 2 -> new Place(WIDTH - INSET, HEIGHT / 2, 270, false);
      default -> new Place(INSET, HEIGHT / 2, 90, false);
    };
  }
}
