package dev.roomkeeper.client;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a member sees of a room at one version: the layers it holds, and their merge, the view. A
 * replica never changes. A change makes a new one, which shares the unchanged parts. Callers must
 * not change its trees.
 */
public final class Replica {
  /** Layers in the order in which they are merged (P7). */
  private static final Comparator<String> ORDER =
      Comparator.comparingInt(Replica::rank).thenComparing(Comparator.naturalOrder());

  /** Prefix of a layer's live twin, which the server does not keep. */
  private static final String LIVE = "live:";

  /** The replica before the first join. */
  public static final Replica EMPTY = new Replica(0, 0, new TreeMap<>(ORDER));

  private final long epoch;
  private final long version;
  private final SortedMap<String, ObjectNode> layers;
  private volatile @Nullable ObjectNode view;

  private Replica(long epoch, long version, SortedMap<String, ObjectNode> layers) {
    this.epoch = epoch;
    this.version = version;
    this.layers = layers;
  }

  private static int rank(String layer) {
    if (layer.startsWith(LIVE)) {
      return 4 + rank(layer.substring(LIVE.length()));
    }
    if (layer.equals("all")) {
      return 0;
    }
    return layer.startsWith("role:") ? 1 : layer.startsWith("cell:") ? 2 : 3;
  }

  /**
   * The replica after a join. A resume keeps only the kept layers. The live layers arrive whole,
   * and a layer whose live twin does not arrive is no longer held.
   */
  public Replica after(ServerFrame.Joined joined) {
    SortedMap<String, ObjectNode> kept = new TreeMap<>(ORDER);
    Map<String, ObjectNode> live = joined.live();
    if (joined.resumed()) {
      layers.forEach((name, layer) -> {
        if (live.containsKey(LIVE + name)) {
          kept.put(name, layer);
        }
      });
    }
    kept.putAll(live);
    Replica held = new Replica(epoch, version, kept);
    return held.after(joined.point().epoch(), joined.point().version(), joined.change());
  }

  /** The replica after a patch. */
  public Replica after(ServerFrame.Patch patch) {
    return after(patch.epoch(), patch.version(), patch.change());
  }

  private Replica after(long newEpoch, long newVersion, LayerChange change) {
    SortedMap<String, ObjectNode> state = new TreeMap<>(layers);
    for (String layer : change.leave()) {
      state.remove(layer);
      state.remove(LIVE + layer);
    }
    state.putAll(change.enter());
    change
        .patches()
        .forEach((layer, patch) -> state.put(layer, MergePatch.applyTo(state.get(layer), patch)));
    return new Replica(newEpoch, newVersion, state);
  }

  public long epoch() {
    return epoch;
  }

  public long version() {
    return version;
  }

  /** The layers by name, in the order in which they are merged. */
  public Map<String, ObjectNode> layers() {
    return Collections.unmodifiableMap(layers);
  }

  /** All layers merged. */
  public ObjectNode view() {
    ObjectNode merged = view;
    if (merged == null) {
      merged = JsonFrames.JSON.createObjectNode();
      for (ObjectNode layer : layers.values()) {
        merged = MergePatch.lay(layer, merged);
      }
      view = merged;
    }
    return merged;
  }

  /** The value in the view under these keys, or a missing node. */
  public JsonNode at(String... path) {
    JsonNode node = view();
    for (String key : path) {
      JsonNode inner = node instanceof ObjectNode object ? object.get(key) : null;
      if (inner == null) {
        return MissingNode.getInstance();
      }
      node = inner;
    }
    return node;
  }
}
