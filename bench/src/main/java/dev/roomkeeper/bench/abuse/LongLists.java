package dev.roomkeeper.bench.abuse;

import java.util.List;
import java.util.Set;

/** Rooms with long lists of who may enter, and requests for the list of rooms. */
final class LongLists implements Attack {
  private static final int GUESTS = 5;
  private static final int ROOMS_EACH = 40;
  private static final int IDS = 1_000;

  @Override
  public String name() {
    return "long-lists";
  }

  @Override
  public String what() {
    return "200 rooms with 1,000 ids in `only`; the list of rooms is asked for 300 times a second";
  }

  @Override
  public Set<String> tells() {
    return Set.of(); // So many one may ask for; the list comes from a cache.
  }

  @Override
  public double journalBytes(double seconds) {
    return Budget.ofUsers(GUESTS, seconds);
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    List<Guest> guests = attackers.guests(GUESTS);
    String options =
        "{\"only\":[" + Texts.list(IDS, i -> "\"u_%016d\"".formatted(i)) + "],\"listed\":true}";
    for (int i = 0; i < GUESTS * ROOMS_EACH; i++) {
      attackers.room(guests.get(i % GUESTS), "lobby", options);
    }
    return () ->
        attackers.atRate(
            300, i -> attackers.fire(0, "GET", "/api/v1/rooms", guests.getFirst(), null));
  }
}
