package dev.roomkeeper.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * RFC 7396 merge patches on trees that never change in place. The result shares the unchanged parts
 * with the tree before it.
 */
final class MergePatch {
  private MergePatch() {}

  /** The RFC's MergePatch(target, patch); a null target is an absent one. */
  static JsonNode apply(@Nullable JsonNode target, JsonNode patch) {
    return patch instanceof ObjectNode changes
        ? applyTo(target instanceof ObjectNode object ? object : null, changes)
        : patch;
  }

  /** Like {@link #apply}, for objects. Returns the target itself if nothing changes. */
  static ObjectNode applyTo(@Nullable ObjectNode target, ObjectNode patch) {
    ObjectNode before = target == null ? JsonFrames.JSON.createObjectNode() : target;
    ObjectNode result = before;
    for (var change : patch.properties()) {
      String key = change.getKey();
      JsonNode old = before.get(key);
      if (change.getValue().isNull()) {
        if (old != null) {
          result = ownCopy(result, before);
          result.remove(key);
        }
        continue;
      }
      JsonNode now = apply(old, change.getValue());
      boolean isSame = now == old || (!now.isObject() && now.equals(old));
      if (!isSame) {
        result = ownCopy(result, before);
        result.set(key, now);
      }
    }
    return result;
  }

  /** Merges one document over another. The result shares the unchanged parts with both. */
  static ObjectNode lay(ObjectNode upper, ObjectNode lower) {
    if (lower.isEmpty() || upper.isEmpty()) {
      return lower.isEmpty() ? upper : lower;
    }
    ObjectNode result = lower;
    for (var part : upper.properties()) {
      JsonNode below = lower.get(part.getKey());
      JsonNode now =
          part.getValue() instanceof ObjectNode above && below instanceof ObjectNode object
              ? lay(above, object)
              : part.getValue();
      if (now != below) {
        result = ownCopy(result, lower);
        result.set(part.getKey(), now);
      }
    }
    return result;
  }

  static ObjectNode ownCopy(ObjectNode result, ObjectNode before) {
    return result != before ? result : JsonFrames.JSON.createObjectNode().setAll(before);
  }
}
