package dev.roomkeeper.server.blackbox;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * RFC 7396 from its own pseudocode, so that a fault of the engine's is not checked with the engine.
 */
final class MergePatch {
  private MergePatch() {}

  /**
   * The target after the patch; an object is changed in place, and shares nothing with the patch.
   */
  static JsonNode apply(@Nullable JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch.deepCopy();
    }
    ObjectNode result =
        target instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    changes.forEachEntry((key, change) -> {
      if (change.isNull()) {
        result.remove(key);
      } else {
        result.set(key, apply(result.get(key), change));
      }
    });
    return result;
  }

  /** Patches each layer; one that ends empty is as good as none. */
  static void applyToLayers(ObjectNode layers, JsonNode changes) {
    changes.forEachEntry((layer, patch) -> {
      JsonNode after = apply(layers.get(layer), patch);
      if (after.isEmpty()) {
        layers.remove(layer);
      } else {
        layers.set(layer, after);
      }
    });
  }
}
