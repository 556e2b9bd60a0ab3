package dev.roomkeeper.bench.abuse;

import java.util.Set;

/** Numbered commands that are refused: each refusal is kept. */
final class RejectedCommands implements Attack {
  @Override
  public String name() {
    return "rejected-commands";
  }

  @Override
  public String what() {
    return "one guest sends numbered commands that are refused, 390 a second";
  }

  @Override
  public Set<String> tells() {
    return Set.of("RATE_LIMITED", "4429");
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    Guest guest = attackers.guests(1).getFirst();
    Stubborn member = new Stubborn(attackers, guest, attackers.room(guest, "lobby", "{}"));
    return () ->
        attackers.atRate(
            390,
            i ->
                member
                    .line()
                    .send(Texts.command("board", i + 1, "{\"o\":{\"color\":\"url(x)\"}}")));
  }
}
