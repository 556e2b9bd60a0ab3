package dev.roomkeeper.bench.abuse;

import java.util.Set;

/** Tries passwords of somebody else's name from two addresses. */
final class WrongPasswords implements Attack {
  @Override
  public String name() {
    return "wrong-passwords";
  }

  @Override
  public String what() {
    return "wrong passwords of a bystander's name from two addresses, 100/s";
  }

  @Override
  public Set<String> tells() {
    return Set.of("429");
  }

  @Override
  public Strike prepare(Attackers attackers) {
    String name = attackers.scene().victimName();
    return () ->
        attackers.atRate(
            100,
            i ->
                attackers.fire(
                    (int) (i % 2),
                    "POST",
                    "/api/v1/signin",
                    null,
                    "{\"username\":\"" + name + "\",\"password\":\"wrong " + i + "\"}"));
  }
}
