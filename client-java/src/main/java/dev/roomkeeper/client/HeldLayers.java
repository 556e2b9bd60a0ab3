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
 * All that a server told of the layers that a member holds, from link to link: a binary change
 * names members by their place among the keys in order, and so is read against this. On the loop.
 */
public final class HeldLayers {
  /** An object of a layer. */
  static final class Held {
    private final TreeMap<String, Object> members = new TreeMap<>(); // Held or JsonNode
    private @Nullable List<String> keys;

    /** The keys in order, by UTF-16 code units; replaced, never changed. */
    List<String> keys() {
      if (keys == null) {
        keys = new ArrayList<>(members.keySet());
      }
      return keys;
    }

    @Nullable Object get(String key) {
      return members.get(key);
    }

    /** The object under the key; a new one that stands nowhere if there is none. */
    Held inner(String key) {
      return members.get(key) instanceof Held held ? held : new Held();
    }

    /** The object under the key, which is there from now on. */
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

  /** As they were told to whoever sees this. */
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

  /** A new connection: kept layers stay if it resumes, live ones never. */
  void begin(boolean resumed) {
    byName.keySet().removeIf(name -> !resumed || name.startsWith("live:"));
  }

  /** Whether what came after this point can be told as changes of what is held. */
  boolean isAt(ResumePoint point) {
    return point.epoch() == epoch && point.version() == version;
  }
}
