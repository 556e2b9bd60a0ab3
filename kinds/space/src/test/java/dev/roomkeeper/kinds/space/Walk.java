package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.testing.TestClient;

/** Walks step by step, along the row first. */
final class Walk {
  private Walk() {}

  static void to(TestClient client, int x, int y) {
    for (Block at = at(client); at.x() != x; at = at(client)) {
      step(client, new Block(at.x() + Integer.signum(x - at.x()), at.y()));
    }
    for (Block at = at(client); at.y() != y; at = at(client)) {
      step(client, new Block(at.x(), at.y() + Integer.signum(y - at.y())));
    }
  }

  static void step(TestClient client, Block to) {
    client.does("move", BlockType.INSTANCE.json(to).toString().replace("\"", ""));
  }

  /** Where this client sees itself. */
  static Block at(TestClient client) {
    JsonObject place = client.at("walkers", client.memberId);
    if (place.isEmpty()) {
      throw new AssertionError(client.memberId + " stands nowhere");
    }
    return BlockType.INSTANCE.of(place);
  }
}
