package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;

/** What reached somebody beside the table's log. */
final class Unlogged {
  private Unlogged() {}

  static JsonObject of(JsonObject byLayer) {
    JsonObject all = byLayer.object(Layers.ALL).without("log");
    return all.isEmpty() ? byLayer.without(Layers.ALL) : byLayer.with(Layers.ALL, all);
  }
}
