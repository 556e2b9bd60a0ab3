package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * All that a room knows: a document for each audience, by the layer's name. Every layer X has a
 * live twin {@code live:X} with the same audience. Kept layers are journaled; live ones hold what
 * is true only for whoever is here: positions, drags, cursors. An empty layer and one that was
 * never written are the same thing. Immutable.
 *
 * @param root the kept layers, by name
 * @param live the live layers, by name with its prefix; no object in them is empty
 */
public record Layers(JsonObject root, JsonObject live) {
  public static final Layers EMPTY = new Layers(JsonObject.EMPTY);

  /** What everybody in the room sees. */
  public static final String ALL = "all";

  /** What nobody sees but the rules of the room. */
  public static final String SERVER = "server";

  /**
   * What the engine keeps: members, sessions, outcomes, holdings, timers. It is never sent, and
   * kinds reach it by the calls of {@link Draft} alone.
   */
  public static final String ENGINE = "engine";

  private static final String LIVE_PREFIX = "live:";

  /** What one member sees. */
  public static String member(String memberId) {
    return "member:" + memberId;
  }

  /** What those of one role see. */
  public static String role(String role) {
    return "role:" + role;
  }

  /** What those near one region of a large map see. */
  public static String cell(int x, int y) {
    return "cell:" + x + "," + y;
  }

  /** The live twin of a kept layer. */
  public static String live(String layer) {
    return LIVE_PREFIX + layer;
  }

  public static boolean isLive(String layer) {
    return layer.startsWith(LIVE_PREFIX);
  }

  /** The kept layer of this pair of twins. */
  public static String kept(String layer) {
    return isLive(layer) ? layer.substring(LIVE_PREFIX.length()) : layer;
  }

  /** Whether anybody outside of the server may ever be sent this layer. */
  public static boolean isSent(String layer) {
    String kept = kept(layer);
    return !kept.equals(SERVER) && !kept.equals(ENGINE);
  }

  public Layers {
    if (root.hasNull() || live.hasNull()) {
      throw new IllegalArgumentException("layers have no nulls");
    }
  }

  /** These kept layers, and no live ones. */
  public Layers(JsonObject root) {
    this(root, JsonObject.EMPTY);
  }

  /** What is in the layer; empty where nothing was ever written. */
  public JsonObject object(String name) {
    return isLive(name) ? live.object(name) : root.object(name);
  }

  /** The layer's document; empty where nothing was ever written. */
  public Document layer(String name) {
    return new Document(object(name));
  }

  /** These layers after the change, which names kept and live layers. */
  public Layers apply(Change.Nested change) {
    JsonObject[] after = {root, live};
    change.forEach((name, inLayer) -> {
      int side = isLive(name) ? 1 : 0;
      JsonObject before = after[side].object(name);
      JsonObject layer =
          inLayer.apply(before) instanceof JsonObject object ? object : JsonObject.EMPTY;
      after[side] = layer.isEmpty() ? after[side].without(name) : after[side].with(name, layer);
    });
    return after[0] == root && after[1] == live ? this : new Layers(after[0], after[1]);
  }

  /** These without the live layers. */
  public Layers kept() {
    return live.isEmpty() ? this : new Layers(root);
  }

  /** Those of these that may be sent to somebody. */
  public Layers sent() {
    return new Layers(
        root.without(SERVER).without(ENGINE), live.without(live(SERVER)).without(live(ENGINE)));
  }

  /**
   * What someone who holds these layers sees: all, then roles, then cells, then the member's own;
   * and over that their live twins in the same order.
   *
   * @param held names of kept layers
   */
  public Document view(Collection<String> held) {
    List<String> order = new ArrayList<>(held);
    order.sort(Comparator.comparingInt(Layers::rank).thenComparing(Comparator.naturalOrder()));
    Document view = order.isEmpty() ? Document.EMPTY : layer(order.getFirst());
    for (String name : order.subList(Math.min(1, order.size()), order.size())) {
      view = view.merge(layer(name));
    }
    for (String name : order) {
      view = view.merge(layer(live(name)));
    }
    return view;
  }

  private static int rank(String name) {
    if (name.equals(ALL)) {
      return 0;
    }
    return name.startsWith("role:") ? 1 : name.startsWith("cell:") ? 2 : 3;
  }

  /** About how many bytes all kept layers take as JSON. */
  public int bytes() {
    return root.bytes();
  }

  /** About how many bytes all live layers take as JSON. */
  public int liveBytes() {
    return live.bytes();
  }

  /** About how many bytes of memory all layers take. */
  public long heap() {
    return (long) root.heap() + live.heap();
  }
}
