package dev.roomkeeper.bench.abuse;

import java.util.Set;

/** Joins a full room again and again: each time all of it is sent. */
final class Rejoins implements Attack {
  private static final int OBJECTS = 60;
  private static final int OBJECT_BYTES = 60_000;

  @Override
  public String name() {
    return "rejoins";
  }

  @Override
  public String what() {
    return "one guest joins a room of 3.6 MB anew, 15 times a second";
  }

  @Override
  public Set<String> tells() {
    return Set.of("1013", "429");
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    Guest guest = attackers.guests(1).getFirst();
    String room = attackers.room(guest, "lobby", "{}");
    Rooms.fill(attackers, guest, room, OBJECTS, OBJECT_BYTES);
    Line[] last = new Line[1];
    return () ->
        attackers.atRate(
            15,
            _ -> {
              if (last[0] != null) {
                last[0].cut();
              }
              last[0] = attackers.open(guest, room, true);
            });
  }
}
