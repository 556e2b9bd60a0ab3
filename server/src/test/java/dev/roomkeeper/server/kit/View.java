package dev.roomkeeper.server.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A room as one client sees it, put together from frames as PROTOCOL.md says and by nothing of the
 * server's own code. Complains of what the protocol rules out.
 */
public final class View {
  private final List<String> complaints = new ArrayList<>();
  private final TreeMap<Long, ObjectNode> history = new TreeMap<>();
  private ObjectNode layers = Js.empty();
  private ObjectNode overlay = Js.empty();
  private long epoch;
  private long version = -1;
  private boolean isLast;

  synchronized void joined(JsonNode payload) {
    boolean resumed = payload.path("resumed").asBoolean();
    complain(payload.has("layers") == resumed, "layers or changes, never both: " + payload);
    complain(payload.has("changes") != resumed, "changes go with resumed alone: " + payload);
    epoch = payload.path("epoch").asLong();
    isLast = false;
    version = payload.path("version").asLong();
    overlay = Js.empty();
    if (resumed) {
      change(payload);
    } else {
      layers = (ObjectNode) payload.path("layers").deepCopy();
      history.clear();
    }
    remember();
  }

  synchronized void patch(JsonNode frame) {
    long newer = frame.path("version").asLong();
    complain(version < 0, "a patch before joined");
    complain(frame.path("epoch").asLong() != epoch, "another epoch: " + frame.path("epoch"));
    boolean changes = frame.has("changes") || frame.has("enter") || frame.has("leave");
    complain(changes ? newer <= version : newer < version, newer + " after version " + version);
    complain(isLast, "a patch after the room's last");
    isLast = !changes && !frame.has("overlay");
    version = newer;
    change(frame);
    for (var part : frame.path("overlay").properties()) {
      Js.merge(overlay, Js.empty().set(part.getKey(), part.getValue()));
    }
    if (changes) {
      remember();
    }
  }

  private void change(JsonNode frame) {
    for (JsonNode name : frame.path("leave")) {
      complain(layers.remove(name.asString()) == null, "left a layer it had not: " + name);
    }
    for (var part : frame.path("changes").properties()) {
      if (layers.get(part.getKey()) instanceof ObjectNode layer) {
        complain(part.getValue().isEmpty(), "an empty change of " + part.getKey());
        Js.merge(layer, part.getValue());
      } else {
        complain(true, "changes in a layer it has not: " + part.getKey());
      }
    }
    for (var part : frame.path("enter").properties()) {
      complain(layers.has(part.getKey()), "entered a layer it had: " + part.getKey());
      layers.set(part.getKey(), part.getValue().deepCopy());
    }
  }

  private void remember() {
    history.put(version, layer("all"));
  }

  private void complain(boolean wrong, String what) {
    if (wrong) {
      complaints.add(what);
    }
  }

  public synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  public synchronized long epoch() {
    return epoch;
  }

  public synchronized long version() {
    return version;
  }

  /** The layer's document; an empty one where there is none. */
  public synchronized ObjectNode layer(String name) {
    return layers.get(name) instanceof ObjectNode layer ? layer.deepCopy() : Js.empty();
  }

  public synchronized List<String> layerNames() {
    return List.copyOf(new TreeSet<>(layers.propertyNames()));
  }

  /** The layers merged in their order. */
  public synchronized ObjectNode merged() {
    ObjectNode merged = Js.empty();
    for (String prefix : List.of("all", "role:", "cell:", "member:")) {
      for (String name : layerNames()) {
        if (name.startsWith(prefix)) {
          Js.merge(merged, layers.path(name).deepCopy());
        }
      }
    }
    return merged;
  }

  public synchronized JsonNode at(String pointer) {
    return merged().at(pointer);
  }

  public synchronized JsonNode overlayAt(String pointer) {
    return overlay.deepCopy().at(pointer);
  }

  /** What everybody saw at the version; null before this client's time. */
  public synchronized @Nullable ObjectNode allAt(long version) {
    Map.Entry<Long, ObjectNode> entry = history.floorEntry(version);
    return entry == null ? null : entry.getValue();
  }
}
