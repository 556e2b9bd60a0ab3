package dev.roomkeeper.bench.abuse;

import java.util.Set;

/** Shuffles a large deck: a few bytes sent, many written. */
final class Shuffles implements Attack {
  @Override
  public String name() {
    return "shuffles";
  }

  @Override
  public String what() {
    return "one guest shuffles a deck of 940 cards, 200 times a second";
  }

  @Override
  public Set<String> tells() {
    return Set.of("RATE_LIMITED", "4429");
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    Guest guest = attackers.guests(1).getFirst();
    Stubborn member = new Stubborn(attackers, guest, attackers.room(guest, "cardtable", "{}"));
    member
        .line()
        .send(
            Texts.command(
                "deck.create",
                "{\"deckId\":\"d\",\"cards\":["
                    + Texts.list(940, i -> "\"face-of-the-card-%04d\"".formatted(i))
                    + "]}"));
    String shuffle = Texts.command("deck.shuffle", "{\"deckId\":\"d\"}");
    return () -> attackers.atRate(200, _ -> member.line().send(shuffle));
  }
}
