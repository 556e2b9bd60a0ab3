package dev.roomkeeper.bench.abuse;

import java.util.Set;

/** Has passphrases hashed, which is slow on purpose. */
final class Passphrases implements Attack {
  @Override
  public String name() {
    return "passphrases";
  }

  @Override
  public String what() {
    return "one guest sets its passphrase, 145 times a second";
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
            145,
            i ->
                member
                    .line()
                    .send(Texts.command("passphrase", "{\"passphrase\":\"number " + i + "\"}")));
  }
}
