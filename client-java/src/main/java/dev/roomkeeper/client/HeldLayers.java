package dev.roomkeeper.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The layers that a member holds, as the server sent them on all its links. A binary change names a
 * member by its position among the sorted keys, so the client needs them to read it. All methods
 * run on the loop.
 */
public final class HeldLayers {
  /** An object of a layer. */
  static final class Held {
    private final TreeMap<String, Object> members = new TreeMap<>(); // Held or JsonNode
    private @Nullable List<String> keys;

    /** The keys, sorted by UTF-16 code units. A change of the keys makes a new list. */
    List<String> keys() {
      if (keys == null) {
        keys = new ArrayList<>(members.keySet());
      }
      return keys;
    }

    @Nullable Object get(String key) {
      return members.get(key);
    }

    /** The object under the key, or a new one that is not added. */
    Held inner(String key) {
      return members.get(key) instanceof Held held ? held : new Held();
    }

    /** The object under the key; adds one if there is none. */
    Held made(String key) {
      if (members.get(key) instanceof Held held) {
        return held;
      }
      Held held = new Held();
      put(key, held);
      return held;
    }

    void put(String key, Held object) {
      if (members.put(key, object) == null) {
        keys = null;
      }
    }

    void put(String key, JsonNode value) {
      if (members.put(key, value.isObject() ? new Held() : value) == null) {
        keys = null;
      }
    }

    private static Held of(ObjectNode object) {
      Held held = new Held();
      object
          .properties()
          .forEach(member -> {
            JsonNode value = member.getValue();
            held.members.put(
                member.getKey(), value instanceof ObjectNode inner ? Held.of(inner) : value);
          });
      return held;
    }

    void remove(String key) {
      if (members.remove(key) != null) {
        keys = null;
      }
    }
  }

  final Map<String, Held> byName = new HashMap<>();
  long epoch;
  long version;

  /** The layers of this replica. */
  static HeldLayers of(Replica seen) {
    HeldLayers layers = new HeldLayers();
    layers.epoch = seen.epoch();
    layers.version = seen.version();
    seen.layers().forEach((name, layer) -> layers.byName.put(name, Held.of(layer)));
    return layers;
  }

  Held layer(String name) {
    return byName.computeIfAbsent(name, _ -> new Held());
  }

  /** Starts a new connection. If it resumes, the kept layers stay; live layers never do. */
  void begin(boolean resumed) {
    byName.keySet().removeIf(name -> !resumed || name.startsWith("live:"));
  }

  /**
   * Whether these are the layers at this point, so that the server may send later changes alone.
   */
  boolean isAt(ResumePoint point) {
    return point.epoch() == epoch && point.version() == version;
  }
}
