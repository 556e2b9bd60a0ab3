package dev.roomkeeper.bench.abuse;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads the largest map of the catalogue without a name, on as many connections as a browser farm.
 */
final class LargestMap implements Attack {
  @Override
  public String name() {
    return "largest-map";
  }

  @Override
  public String what() {
    return "the largest shipped map is read on 64 connections, 1,000 times a second";
  }

  @Override
  public Set<String> tells() {
    return Set.of("429");
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    String largest = "/api/v1/maps/none";
    int most = 0;
    for (JsonNode map :
        attackers.from(0).ask("GET", "/api/v1/maps", null, null).json().path("maps")) {
      String path = "/api/v1/maps/" + map.path("id").asString();
      int size = attackers.from(0).ask("GET", path, null, null).body().length();
      if (size > most) {
        most = size;
        largest = path;
      }
    }
    String path = largest;
    return () -> attackers.atRate(1_000, _ -> attackers.fire(0, "GET", path, null, null));
  }
}
