package dev.roomkeeper.bench.abuse;

import java.util.Set;

/** Fills the feedback page. */
final class FeedbackFlood implements Attack {
  @Override
  public String name() {
    return "feedback";
  }

  @Override
  public String what() {
    return "feedback without a name, 400/s";
  }

  @Override
  public Set<String> tells() {
    return Set.of("429");
  }

  @Override
  public Strike prepare(Attackers attackers) {
    String body = "{\"text\":\"" + "x".repeat(1_000) + "\"}";
    return () ->
        attackers.atRate(400, _ -> attackers.fire(0, "POST", "/api/v1/feedback", null, body));
  }
}
