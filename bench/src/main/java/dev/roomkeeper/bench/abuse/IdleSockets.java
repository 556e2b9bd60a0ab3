package dev.roomkeeper.bench.abuse;

import java.util.List;
import java.util.Set;

/** Opens sockets, says nothing, and keeps them. */
final class IdleSockets implements Attack {
  @Override
  public String name() {
    return "idle-sockets";
  }

  @Override
  public String what() {
    return "sockets from one address are opened and left alone, 600/s";
  }

  @Override
  public Set<String> tells() {
    return Set.of("429", "4408");
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    List<Guest> guests = attackers.guests(30);
    String room = attackers.room(guests.getFirst(), "lobby", "{}");
    return () ->
        attackers.atRate(
            600, i -> attackers.open(guests.get((int) (i % guests.size())), room, false));
  }
}
