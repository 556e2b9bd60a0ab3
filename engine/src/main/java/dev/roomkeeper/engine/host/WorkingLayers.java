package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A room's layers while a draft writes into them, one by one. The tree of all layers is made again
 * only when somebody asks for it.
 */
final class WorkingLayers {
  private final Map<String, Written> written = new LinkedHashMap<>(); // by layer
  private final Map<String, JsonObject> unmerged = new LinkedHashMap<>(); // not yet in layers
  private Layers layers;

  WorkingLayers(Layers layers) {
    this.layers = layers;
  }

  /** A layer that was written: as it is now, and how it differs from before the draft. */
  private record Written(JsonObject now, Change.Nested change) {}

  Layers layers() {
    unmerged.forEach((layer, now) -> layers = layers.with(layer, now));
    unmerged.clear();
    return layers;
  }

  JsonObject object(String layer) {
    Written changed = written.get(layer);
    return changed == null ? layers.object(layer) : changed.now;
  }

  void apply(String layer, Change.Nested inLayer) {
    JsonObject now = inLayer.applyTo(object(layer));
    if (now.hasNull()) {
      throw new IllegalArgumentException("layers have no nulls");
    }
    Written before = written.get(layer);
    Change.Nested change = before == null ? inLayer : Change.compose(before.change, inLayer);
    written.put(layer, new Written(now, change));
    unmerged.put(layer, now);
  }

  /** What was written into the kept layers, or into the live ones. */
  Change.Nested changes(boolean areLive) {
    Change.Nested[] changes = {Change.NONE};
    written.forEach((layer, one) -> {
      if (Layers.isLive(layer) == areLive && !one.change.isEmpty()) {
        changes[0] = changes[0].with(layer, one.change);
      }
    });
    return changes[0];
  }
}
