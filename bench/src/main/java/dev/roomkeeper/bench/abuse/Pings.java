package dev.roomkeeper.bench.abuse;

import java.util.Set;

/** Pings of the WebSocket protocol, each of which wants an answer. */
final class Pings implements Attack {
  @Override
  public String name() {
    return "pings";
  }

  @Override
  public String what() {
    return "pings of 100 bytes on one socket, 5,000/s";
  }

  @Override
  public Set<String> tells() {
    return Set.of("RATE_LIMITED", "4429");
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    Guest guest = attackers.guests(1).getFirst();
    Stubborn member = new Stubborn(attackers, guest, attackers.room(guest, "lobby", "{}"));
    byte[] ping = Texts.frame(0x89, "x".repeat(100));
    return () -> attackers.atRate(5_000, _ -> member.line().sendRaw(ping));
  }
}
