package dev.roomkeeper.bench.abuse;

import java.util.concurrent.TimeUnit;

/** A member who comes back whenever it is closed, some times a second at most. For one thread. */
final class Stubborn {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Attackers attackers;
  private final Guest guest;
  private final String roomId;
  private Line line;
  private long openedNanos = System.nanoTime();

  Stubborn(Attackers attackers, Guest guest, String roomId) throws InterruptedException {
    this.attackers = attackers;
    this.guest = guest;
    this.roomId = roomId;
    this.line = attackers.join(guest, roomId);
  }

  /** The present socket; it may be on its way. */
  Line line() {
    if (line.hasEnded() && System.nanoTime() - openedNanos > PAUSE_NANOS) {
      line = attackers.open(guest, roomId, true);
      openedNanos = System.nanoTime();
    }
    return line;
  }
}
