package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
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
  private JsonObject ended = JsonObject.EMPTY; // nulls
  private JsonObject told = JsonObject.EMPTY; // what everybody here has

  int bytes(String memberId) {
    return byMember.getOrDefault(memberId, JsonObject.EMPTY).bytes();
  }

  /** Lays the values over the state; a null ends whatever lies there, whoever's it is. */
  void add(String memberId, JsonObject overlay) {
    JsonObject told = withoutIdleNulls(overlay, all());
    if (told.hasNull()) {
      byMember.replaceAll((_, set) -> withoutNulled(set, told));
      byMember.values().removeIf(JsonObject::isEmpty);
    }
    JsonObject set = Overlay.merge(byMember.getOrDefault(memberId, JsonObject.EMPTY), told);
    keep(memberId, Overlay.withoutNulls(set));
    unsent = Overlay.merge(unsent, told);
  }

  private JsonObject all() {
    JsonObject all = JsonObject.EMPTY;
    for (JsonObject set : byMember.values()) {
      all = Overlay.merge(all, set);
    }
    return all;
  }

  /** The overlay without nulls where nothing lies that they could end. */
  private static JsonObject withoutIdleNulls(JsonObject overlay, JsonObject all) {
    if (!overlay.hasNull()) {
      return overlay;
    }
    JsonObject[] result = {overlay};
    overlay.forEach((key, value) -> {
      if (value == Json.Null.NULL && !all.has(key)) {
        result[0] = result[0].without(key);
      } else if (value instanceof JsonObject object) {
        JsonObject rest = withoutIdleNulls(object, all.object(key));
        result[0] = rest.isEmpty() ? result[0].without(key) : result[0].with(key, rest);
      }
    });
    return result[0];
  }

  private static JsonObject withoutNulled(JsonObject set, JsonObject nulls) {
    JsonObject[] result = {set};
    nulls.forEach((key, value) -> {
      if (value == Json.Null.NULL) {
        result[0] = result[0].without(key);
      } else if (value instanceof JsonObject inner
          && result[0].get(key) instanceof JsonObject object) {
        JsonObject rest = withoutNulled(object, inner);
        result[0] = rest.isEmpty() ? result[0].without(key) : result[0].with(key, rest);
      }
    });
    return result[0];
  }

  /** The change takes the place of the last values at, above and below its leaves. */
  void endAt(Change.Nested change) {
    unsent = Overlay.endedBy(change, unsent);
    for (var entry : new LinkedHashMap<>(byMember).entrySet()) {
      JsonObject left = Overlay.endedBy(change, entry.getValue());
      ended = Overlay.merge(ended, Overlay.allNull(without(entry.getValue(), left)));
      keep(entry.getKey(), left);
    }
  }

  void endOf(String memberId) {
    JsonObject set = byMember.remove(memberId);
    if (set != null) {
      unsent = Overlay.merge(unsent, Overlay.allNull(set));
    }
  }

  boolean hasUnsent() {
    return !unsent.isEmpty() || !ended.isEmpty();
  }

  /**
   * What is to be sent beside the change that sums up all since the last time. What ended by a
   * commit whose leaf is not in that sum, because it was changed back, has to be told by itself.
   */
  JsonObject takeUnsent(Change.Nested change) {
    JsonObject taken = Overlay.merge(Overlay.endedBy(change, ended), unsent);
    unsent = JsonObject.EMPTY;
    ended = JsonObject.EMPTY;
    told = Overlay.endedBy(change, told);
    taken = withoutIdle(taken, told);
    told = Overlay.withoutNulls(Overlay.merge(told, taken));
    return taken;
  }

  /** Somebody arrived, or gained a layer, who was told of none: what is laid next is sent whole. */
  void tellAnew() {
    told = JsonObject.EMPTY;
  }

  /** The overlay without the leaves that are as the other has them. */
  private static JsonObject withoutIdle(JsonObject overlay, JsonObject known) {
    JsonObject[] result = {overlay};
    known.forEach((key, value) -> {
      Json leaf = overlay.get(key);
      if (leaf instanceof JsonObject object && value instanceof JsonObject inner) {
        JsonObject rest = withoutIdle(object, inner);
        result[0] = rest.isEmpty() ? result[0].without(key) : result[0].with(key, rest);
      } else if (value.equals(leaf)) {
        result[0] = result[0].without(key);
      }
    });
    return result[0];
  }

  /** The leaves of the one overlay that are not in the other, which is a part of it. */
  private static JsonObject without(JsonObject all, JsonObject part) {
    JsonObject[] result = {all};
    part.forEach((key, value) -> {
      JsonObject rest =
          value instanceof JsonObject inner && all.get(key) instanceof JsonObject object
              ? without(object, inner)
              : JsonObject.EMPTY;
      result[0] = rest.isEmpty() ? result[0].without(key) : result[0].with(key, rest);
    });
    return result[0];
  }

  private void keep(String memberId, JsonObject overlay) {
    if (overlay.isEmpty()) {
      byMember.remove(memberId);
    } else {
      byMember.put(memberId, overlay);
    }
  }
}
