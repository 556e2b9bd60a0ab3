package dev.roomkeeper.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Last values that are no state and lie over one layer of it (P9). They say something about leaves
 * alone, so an object without leaves goes. Trees are never changed in place; null stands for an
 * overlay without leaves.
 */
final class Overlay {
  private Overlay() {}

  /** The overlay after a merge patch on it. */
  static @Nullable ObjectNode patched(@Nullable ObjectNode overlay, ObjectNode patch) {
    return pruned(MergePatch.applyTo(overlay, patch));
  }

  /** The overlay without the leaves at, above or below those that the state's change touches. */
  static @Nullable ObjectNode without(ObjectNode overlay, ObjectNode changes) {
    ObjectNode result = overlay;
    for (var change : changes.properties()) {
      JsonNode laid = overlay.get(change.getKey());
      if (laid == null) {
        continue;
      }
      ObjectNode left =
          change.getValue() instanceof ObjectNode inner
                  && !inner.isEmpty()
                  && laid instanceof ObjectNode below
              ? without(below, inner)
              : null;
      if (left == laid) {
        continue;
      }
      result = MergePatch.ownCopy(result, overlay);
      if (left == null) {
        result.remove(change.getKey());
      } else {
        result.set(change.getKey(), left);
      }
    }
    return result.isEmpty() ? null : result;
  }

  private static @Nullable ObjectNode pruned(ObjectNode tree) {
    ObjectNode result = tree;
    for (var part : tree.properties()) {
      if (!(part.getValue() instanceof ObjectNode inner)) {
        continue;
      }
      ObjectNode left = pruned(inner);
      if (left == inner) {
        continue;
      }
      result = MergePatch.ownCopy(result, tree);
      if (left == null) {
        result.remove(part.getKey());
      } else {
        result.set(part.getKey(), left);
      }
    }
    return result.isEmpty() ? null : result;
  }
}
