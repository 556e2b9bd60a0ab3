package dev.roomkeeper.bench.abuse;

import java.util.List;
import java.util.Set;

/** Members who read nothing of a busy room: what waits for them takes memory. */
final class SilentReaders implements Attack {
  private static final int READERS = 100;

  @Override
  public String name() {
    return "silent-readers";
  }

  @Override
  public String what() {
    return "100 guests read nothing of a room of 2.4 MB in which 40 KB change, 20 times a second";
  }

  @Override
  public Set<String> tells() {
    return Set.of("RATE_LIMITED", "4429");
  }

  @Override
  public double journalBytes(double seconds) {
    return Budget.ofUsers(2, seconds);
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    List<Guest> guests = attackers.guests(READERS);
    Guest owner = attackers.guests(1).getFirst();
    String room = attackers.room(owner, "lobby", "{}");
    Rooms.fill(attackers, owner, room, 40, 60_000);
    Stubborn sender = new Stubborn(attackers, owner, room);
    for (Guest guest : guests) {
      attackers.join(guest, room).stopReading();
    }
    return () -> attackers.atRate(20, i -> sender.line().send(Texts.large("n" + i % 8, 40_000)));
  }
}
