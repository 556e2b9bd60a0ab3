package dev.roomkeeper.bench.abuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Fills rooms with small values, which take ten times as much memory as bytes on the wire. */
final class SmallLeaves implements Attack {
  private static final int GUESTS = 10;
  private static final int ROOMS_EACH = 10;
  private static final int LEAVES = 5_000;

  @Override
  public String name() {
    return "small-leaves";
  }

  @Override
  public String what() {
    return "10 guests fill 100 rooms with objects of 5,000 small values, 200 patches/s";
  }

  @Override
  public Set<String> tells() {
    return Set.of("TOO_LARGE", "RATE_LIMITED", "1013", "4429");
  }

  @Override
  public double journalBytes(double seconds) {
    return Budget.ofUsers(GUESTS, seconds);
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    List<Stubborn> members = new ArrayList<>();
    for (Guest guest : attackers.guests(GUESTS)) {
      for (int i = 0; i < ROOMS_EACH; i++) {
        members.add(new Stubborn(attackers, guest, attackers.room(guest, "lobby", "{}")));
      }
    }
    List<String> patches = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      patches.add(Texts.leaves("o" + i, LEAVES));
    }
    return () ->
        attackers.atRate(
            200,
            i -> {
              int member = (int) (i % members.size());
              members
                  .get(member)
                  .line()
                  .send(patches.get((int) (i / members.size() % patches.size())));
            });
  }
}
