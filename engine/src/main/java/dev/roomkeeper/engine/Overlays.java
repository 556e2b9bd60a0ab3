package dev.roomkeeper.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last values that lie beside a room's state: who set them, so that they end when the member
 * goes, and what of them is still to be sent. A committed change ends those where it touches.
 */
final class Overlays {
  static final int BYTES_PER_MEMBER_MAX = 16 << 10;

  private final Map<String, JsonObject> byMember = new TreeMap<>();
  private JsonObject unsent = JsonObject.EMPTY;

  int bytes(String memberId) {
    return byMember.getOrDefault(memberId, JsonObject.EMPTY).bytes();
  }

  void add(String memberId, JsonObject overlay) {
    JsonObject set = Patch.overlay(byMember.getOrDefault(memberId, JsonObject.EMPTY), overlay);
    keep(memberId, withoutNulls(set));
    unsent = Patch.overlay(unsent, overlay);
  }

  /** The change takes the place of the last values at, above and below its leaves. */
  void endAt(Change.Nested change) {
    unsent = without(unsent, change);
    for (var entry : new LinkedHashMap<>(byMember).entrySet()) {
      keep(entry.getKey(), without(entry.getValue(), change));
    }
  }

  void endOf(String memberId) {
    JsonObject set = byMember.remove(memberId);
    if (set != null) {
      unsent = Patch.overlay(unsent, allNull(set));
    }
  }

  boolean hasUnsent() {
    return !unsent.isEmpty();
  }

  JsonObject takeUnsent() {
    JsonObject taken = unsent;
    unsent = JsonObject.EMPTY;
    return taken;
  }

  private void keep(String memberId, JsonObject overlay) {
    if (overlay.isEmpty()) {
      byMember.remove(memberId);
    } else {
      byMember.put(memberId, overlay);
    }
  }

  private static JsonObject without(JsonObject overlay, Change.Nested change) {
    if (overlay.isEmpty()) {
      return overlay;
    }
    JsonObject[] result = {overlay};
    change.forEach((key, inner) -> {
      Json value = result[0].get(key);
      if (value != null) {
        JsonObject rest =
            value instanceof JsonObject object && inner instanceof Change.Nested nested
                ? without(object, nested)
                : JsonObject.EMPTY;
        result[0] = rest.isEmpty() ? result[0].without(key) : result[0].with(key, rest);
      }
    });
    return result[0];
  }

  private static JsonObject withoutNulls(JsonObject overlay) {
    JsonObject[] result = {overlay};
    overlay.forEach((key, value) -> {
      if (value == Json.Null.NULL) {
        result[0] = result[0].without(key);
      } else if (value instanceof JsonObject object) {
        JsonObject rest = withoutNulls(object);
        result[0] = rest.isEmpty() ? result[0].without(key) : result[0].with(key, rest);
      }
    });
    return result[0];
  }

  private static JsonObject allNull(JsonObject overlay) {
    JsonObject[] result = {overlay};
    overlay.forEach((key, value) ->
        result[0] =
            result[0].with(
                key, value instanceof JsonObject object ? allNull(object) : Json.Null.NULL));
    return result[0];
  }
}
