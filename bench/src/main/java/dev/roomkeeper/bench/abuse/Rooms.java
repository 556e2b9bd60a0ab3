package dev.roomkeeper.bench.abuse;

/** Rooms as attackers want them. */
final class Rooms {
  private static final long PAUSE_MILLIS = 20;
  private static final long SETTLE_MILLIS = 500;

  private Rooms() {}

  /** Fills the board with objects of that size, slowly enough to be let. */
  static void fill(Attackers attackers, Guest guest, String room, int objects, int objectBytes)
      throws InterruptedException {
    Line line = attackers.join(guest, room);
    for (int i = 0; i < objects; i++) {
      line.send(Texts.large("o" + i, objectBytes));
      Thread.sleep(PAUSE_MILLIS);
    }
    Thread.sleep(SETTLE_MILLIS);
    line.cut();
  }
}
