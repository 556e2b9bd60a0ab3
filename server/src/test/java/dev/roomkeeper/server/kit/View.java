package dev.roomkeeper.server.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.client.FrameCodec;
import dev.roomkeeper.client.HeldLayers;
import dev.roomkeeper.client.LayerChange;
import dev.roomkeeper.client.Replica;
import dev.roomkeeper.client.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A room as one client sees it: the Java client's replica, made by nothing of the server's own
 * code. Complains of what the protocol rules out.
 */
public final class View {
  private static final String LIVE = "live:";

  private static final FrameCodec CODEC = FrameCodec.of("roomkeeper.v1.json", new HeldLayers());

  private final HeldLayers held = new HeldLayers();
  private final List<String> complaints = new ArrayList<>();
  private final TreeMap<Long, ObjectNode> history = new TreeMap<>();
  private Replica replica = Replica.EMPTY;
  private boolean isJoined;
  private boolean isLast;
  private boolean mayComeWhole; // layers that are held, once more

  /** What a binary link goes on from. */
  HeldLayers held() {
    return held;
  }

  synchronized void frame(TestClient.Frame frame) {
    switch (frame.type()) {
      case "joined" -> joined(frame.payload(), (ServerFrame.Joined) read(frame));
      case "patch" -> patch(frame.json(), (ServerFrame.Patch) read(frame));
      default -> {}
    }
  }

  private static ServerFrame read(TestClient.Frame frame) {
    byte[] bytes = frame.text().getBytes(UTF_8);
    try {
      return CODEC.read(bytes, bytes.length);
    } catch (FrameCodec.UnreadableFrame e) {
      throw new AssertionError(frame.text(), e);
    }
  }

  private void joined(JsonNode payload, ServerFrame.Joined joined) {
    boolean resumed = joined.resumed();
    complain(payload.has("layers") == resumed, "layers or changes, never both: " + payload);
    complain(payload.has("changes") != resumed, "changes go with resumed alone: " + payload);
    if (resumed) {
      check(payload);
    } else {
      history.clear();
    }
    isLast = false;
    isJoined = true;
    replica = replica.after(joined);
    remember();
  }

  private void patch(JsonNode frame, ServerFrame.Patch patch) {
    long newer = patch.version();
    complain(!isJoined, "a patch before joined");
    complain(patch.epoch() != epoch(), "another epoch: " + patch.epoch());
    boolean isNothing = patch.change().leavesState();
    boolean isWhole = mayComeWhole && !patch.change().enter().isEmpty();
    mayComeWhole = mayComeWhole && !isWhole;
    boolean changes = !isNothing && !isLiveAlone(patch.change()) && !isWhole;
    complain(changes ? newer <= version() : newer < version(), newer + " after " + version());
    complain(isLast, "a patch after the room's last");
    isLast = isNothing;
    if (!isWhole) {
      check(frame);
    }
    replica = replica.after(patch);
    if (changes) {
      remember();
    }
  }

  /** It has asked for layers that it holds (P24). */
  synchronized void asksForWhole() {
    mayComeWhole = true;
  }

  private static boolean isLiveAlone(LayerChange change) {
    List<String> names = new ArrayList<>(change.patches().keySet());
    names.addAll(change.enter().keySet());
    names.addAll(change.leave());
    return names.stream().allMatch(name -> name.startsWith(LIVE));
  }

  /** What a server may not say of layers, held against those that are held. */
  private void check(JsonNode frame) {
    Map<String, ObjectNode> held = new TreeMap<>(replica.layers());
    for (JsonNode name : frame.path("leave")) {
      complain(held.remove(name.asString()) == null, "left a layer it had not: " + name);
    }
    for (var part : frame.path("changes").properties()) {
      complain(!held.containsKey(part.getKey()), "changes in a layer not held: " + part.getKey());
      complain(part.getValue().isEmpty(), "an empty change of " + part.getKey());
    }
    for (String name : frame.path("enter").propertyNames()) {
      complain(held.containsKey(name), "entered a layer it had: " + name);
    }
  }

  private void remember() {
    history.put(version(), layer("all"));
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
    return replica.epoch();
  }

  /** -1 before anything was seen. */
  public synchronized long version() {
    return isJoined ? replica.version() : -1;
  }

  /** The layer's document; an empty one where there is none. */
  public synchronized ObjectNode layer(String name) {
    ObjectNode layer = replica.layers().get(name);
    return layer == null ? Js.empty() : layer.deepCopy();
  }

  public synchronized List<String> layerNames() {
    return List.copyOf(new TreeSet<>(replica.layers().keySet()));
  }

  /** The kept layers merged in their order. */
  public synchronized ObjectNode merged() {
    ObjectNode merged = Js.empty();
    replica
        .layers()
        .forEach((name, layer) -> {
          if (!name.startsWith(LIVE)) {
            Js.merge(merged, layer.deepCopy());
          }
        });
    return merged;
  }

  public synchronized JsonNode at(String pointer) {
    return merged().at(pointer);
  }

  /** What is live, by the name of the kept layer. */
  public synchronized JsonNode liveAt(String pointer) {
    ObjectNode byLayer = Js.empty();
    replica
        .layers()
        .forEach((name, layer) -> {
          if (name.startsWith(LIVE)) {
            byLayer.set(name.substring(LIVE.length()), layer);
          }
        });
    return byLayer.at(pointer);
  }

  /** What everybody saw at the version; null before this client's time. */
  public synchronized @Nullable ObjectNode allAt(long version) {
    Map.Entry<Long, ObjectNode> entry = history.floorEntry(version);
    return entry == null ? null : entry.getValue();
  }
}
