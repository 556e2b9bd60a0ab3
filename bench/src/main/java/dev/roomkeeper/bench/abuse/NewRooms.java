package dev.roomkeeper.bench.abuse;

import java.util.Set;

/** Makes rooms as fast as it goes. */
final class NewRooms implements Attack {
  @Override
  public String name() {
    return "new-rooms";
  }

  @Override
  public String what() {
    return "one guest makes rooms, 570/s";
  }

  @Override
  public Set<String> tells() {
    return Set.of("429", "409");
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    Guest guest = attackers.guests(1).getFirst();
    return () ->
        attackers.atRate(
            570,
            _ ->
                attackers.fire(
                    0, "POST", "/api/v1/rooms", guest, "{\"kind\":\"lobby\",\"name\":\"x\"}"));
  }
}
