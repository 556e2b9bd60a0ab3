package dev.roomkeeper.bench.abuse;

import java.util.List;
import java.util.Set;

/** Opens sockets and cuts them. */
final class Handshakes implements Attack {
  @Override
  public String name() {
    return "handshakes";
  }

  @Override
  public String what() {
    return "sockets from one address are opened and cut, 1,000/s";
  }

  @Override
  public Set<String> tells() {
    return Set.of("429");
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    List<Guest> guests = attackers.guests(20);
    String room = attackers.room(guests.getFirst(), "lobby", "{}");
    return () ->
        attackers.atRate(
            1_000,
            i -> {
              Line line = attackers.open(guests.get((int) (i % guests.size())), room, false);
              var _ = line.settled().thenRun(line::cut);
            });
  }
}
