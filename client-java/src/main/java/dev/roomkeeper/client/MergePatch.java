package dev.roomkeeper.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * RFC 7396 merge patches on trees that are never changed in place: what a patch does not touch is
 * shared with the tree before it.
 */
final class MergePatch {
  private MergePatch() {}

  /** MergePatch(target, patch) of the RFC; null for a target that is not there. */
  static JsonNode apply(@Nullable JsonNode target, JsonNode patch) {
    return patch instanceof ObjectNode changes
        ? applyTo(target instanceof ObjectNode object ? object : null, changes)
        : patch;
  }

  /** As {@link #apply} between objects, which gives an object; the same one if nothing changes. */
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

  /** One document laid over another: as a patch, for documents hold no null, but shared. */
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
