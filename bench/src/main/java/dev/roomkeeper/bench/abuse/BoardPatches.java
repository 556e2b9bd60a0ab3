package dev.roomkeeper.bench.abuse;

import java.util.Set;

/** Overwrites one object with 60 KB again and again. */
final class BoardPatches implements Attack {
  @Override
  public String name() {
    return "board-patches";
  }

  @Override
  public String what() {
    return "one guest overwrites an object with 60 KB, 146 times a second";
  }

  @Override
  public Set<String> tells() {
    return Set.of("RATE_LIMITED", "4429");
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    Guest guest = attackers.guests(1).getFirst();
    Stubborn member = new Stubborn(attackers, guest, attackers.room(guest, "lobby", "{}"));
    String patch = Texts.large("o", 60_000);
    return () -> attackers.atRate(146, _ -> member.line().send(patch));
  }
}
