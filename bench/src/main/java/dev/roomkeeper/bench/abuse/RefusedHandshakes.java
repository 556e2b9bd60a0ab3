package dev.roomkeeper.bench.abuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Knocks at rooms that do not let the attacker in: a refusal must not open them. */
final class RefusedHandshakes implements Attack {
  private static final int ROOMS = 90;

  /** Others may open some rooms meanwhile. */
  private static final int OPENED_MAX = 5;

  @Override
  public String name() {
    return "refused-handshakes";
  }

  @Override
  public String what() {
    return "handshakes with 90 rooms that do not admit the attacker, 200/s";
  }

  @Override
  public Set<String> tells() {
    return Set.of("403");
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    List<Guest> guests = attackers.guests(2);
    List<String> rooms = new ArrayList<>();
    for (int i = 0; i < ROOMS; i++) {
      rooms.add(attackers.room(guests.getFirst(), "lobby", "{\"only\":[]}"));
    }
    return () -> {
      LiveRooms live = new LiveRooms(attackers);
      live.look();
      attackers.atRate(
          200,
          i -> {
            attackers.open(guests.getLast(), rooms.get((int) (i % rooms.size())), true);
            if (i % 50 == 0) {
              live.look();
            }
          });
      live.look();
      if (live.opened() > OPENED_MAX) {
        attackers.fault("refusals opened " + live.opened() + " rooms");
      }
    };
  }
}
