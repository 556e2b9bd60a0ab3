package dev.roomkeeper.bench.abuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Members who read nothing of a busy room: what waits for them takes memory. */
final class SilentReaders implements Attack {
  private static final int READERS = 100;
  private static final int CATCH_UP_SECONDS = 10;

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
    return Set.of(); // The sender may do that. What becomes of the readers is looked at below.
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
    List<Line> readers = new ArrayList<>();
    for (Guest guest : guests) {
      readers.add(attackers.join(guest, room));
    }
    readers.forEach(reader -> reader.reading(false));
    return () -> {
      attackers.atRate(20, i -> sender.line().send(Texts.large("n" + i % 8, 40_000)));
      if (attackers.scene().isReal()) {
        readAgain(attackers, readers);
      }
    };
  }

  /** Each of them has been closed, or is sent what it missed. */
  private static void readAgain(Attackers attackers, List<Line> readers)
      throws InterruptedException {
    List<Long> before = readers.stream().map(Line::messages).toList();
    readers.forEach(reader -> reader.reading(true));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CATCH_UP_SECONDS);
    long forgotten = READERS;
    while (forgotten > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(50);
      forgotten = 0;
      for (int i = 0; i < READERS; i++) {
        Line reader = readers.get(i);
        forgotten += reader.hasEnded() || reader.messages() > before.get(i) ? 0 : 1;
      }
    }
    if (forgotten > 0) {
      attackers.fault(forgotten + " silent readers are neither closed nor sent what they missed");
    }
  }
}
