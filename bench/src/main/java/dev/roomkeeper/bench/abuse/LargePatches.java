package dev.roomkeeper.bench.abuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Moves many objects at once, in a room that shares its loop with others. */
final class LargePatches implements Attack {
  private static final int MEMBERS = 10;
  private static final int OBJECTS = 1_500;

  @Override
  public String name() {
    return "large-patches";
  }

  @Override
  public String what() {
    return "10 guests in one room move 1,500 objects at a time, 200 times a second";
  }

  @Override
  public Set<String> tells() {
    return Set.of("RATE_LIMITED", "4429");
  }

  @Override
  public double journalBytes(double seconds) {
    return Budget.ofUsers(MEMBERS, seconds);
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    List<Guest> guests = attackers.guests(MEMBERS);
    String room = attackers.room(guests.getFirst(), "lobby", "{}");
    List<Stubborn> members = new ArrayList<>();
    for (Guest guest : guests) {
      members.add(new Stubborn(attackers, guest, room));
    }
    List<String> patches = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      patches.add(Texts.manyObjects(OBJECTS, 1_000 + i));
    }
    return () ->
        attackers.atRate(
            200,
            i ->
                members
                    .get((int) (i % MEMBERS))
                    .line()
                    .send(patches.get((int) (i % patches.size()))));
  }
}
