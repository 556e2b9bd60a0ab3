package dev.roomkeeper.bench.abuse;

import java.util.Set;

/** A message whose empty parts never end. */
final class EmptyParts implements Attack {
  @Override
  public String name() {
    return "empty-parts";
  }

  @Override
  public String what() {
    return "a message of empty continuations without end, 5,000/s";
  }

  @Override
  public Set<String> tells() {
    return Set.of("RATE_LIMITED", "4429");
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    Guest guest = attackers.guests(1).getFirst();
    Stubborn member = new Stubborn(attackers, guest, attackers.room(guest, "lobby", "{}"));
    byte[] begin = Texts.frame(0x01, "");
    byte[] part = Texts.frame(0x00, "");
    Line[] begun = new Line[1];
    return () ->
        attackers.atRate(
            5_000,
            _ -> {
              Line line = member.line();
              if (begun[0] != line && line.settled().getNow(false)) {
                begun[0] = line;
                line.sendRaw(begin);
              }
              line.sendRaw(part);
            });
  }
}
