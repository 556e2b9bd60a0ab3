package dev.roomkeeper.bench.abuse;

import java.util.List;
import java.util.Set;

/** Guests who join a room of others and leave at once: their seats must not stay taken. */
final class Seats implements Attack {
  private static final int GUESTS = 400;

  @Override
  public String name() {
    return "seats";
  }

  @Override
  public String what() {
    return "400 guests of one address join a room of others and leave, 100 a second";
  }

  @Override
  public Set<String> tells() {
    return Set.of(); // Their seats are free again before a share is used up: visitors find room.
  }

  @Override
  public double journalBytes(double seconds) {
    return Budget.ofUsers(GUESTS, seconds);
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    List<Guest> guests = attackers.guests(GUESTS);
    String room = attackers.scene().squareId();
    return () ->
        attackers.atRate(
            100,
            i -> {
              Line line = attackers.open(guests.get((int) (i % GUESTS)), room, true);
              var _ = line.settled().thenRun(line::cut);
            });
  }
}
