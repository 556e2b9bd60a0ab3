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
    JsonObject set = Overlay.merge(byMember.getOrDefault(memberId, JsonObject.EMPTY), overlay);
    keep(memberId, Overlay.withoutNulls(set));
    unsent = Overlay.merge(unsent, overlay);
  }

  /** The change takes the place of the last values at, above and below its leaves. */
  void endAt(Change.Nested change) {
    unsent = Overlay.endedBy(change, unsent);
    for (var entry : new LinkedHashMap<>(byMember).entrySet()) {
      keep(entry.getKey(), Overlay.endedBy(change, entry.getValue()));
    }
  }

  void endOf(String memberId) {
    JsonObject set = byMember.remove(memberId);
    if (set != null) {
      unsent = Overlay.merge(unsent, Overlay.allNull(set));
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
}
