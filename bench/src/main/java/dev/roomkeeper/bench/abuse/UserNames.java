package dev.roomkeeper.bench.abuse;

import java.util.Set;

/** Tries which names are taken. */
final class UserNames implements Attack {
  @Override
  public String name() {
    return "user-names";
  }

  @Override
  public String what() {
    return "names that are taken are tried at the sign-up, 880/s";
  }

  @Override
  public Set<String> tells() {
    return Set.of("429");
  }

  @Override
  public Strike prepare(Attackers attackers) {
    String body =
        "{\"username\":\""
            + attackers.scene().victimName()
            + "\",\"password\":\"a long pass phrase 4711\",\"type\":\"user\"}";
    return () ->
        attackers.atRate(880, _ -> attackers.fire(0, "POST", "/api/v1/signup", null, body));
  }
}
