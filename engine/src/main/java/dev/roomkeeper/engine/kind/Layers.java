package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A room's whole state: one document per layer. Every kept layer X has a live twin {@code live:X}
 * with the same audience. Kept layers are journaled; live layers hold what matters only to people
 * who are online, such as positions, drags and cursors. An empty layer equals one that was never
 * written. Immutable.
 *
 * @param root the kept layers, by name
 * @param live the live layers, by name with its prefix; no object in them is empty
 */
public record Layers(JsonObject root, JsonObject live) {
  public static final Layers EMPTY = new Layers(JsonObject.EMPTY);

  /** Seen by every member. */
  public static final String ALL = "all";

  /** Seen only by the kind, never sent. */
  public static final String SERVER = "server";

  /**
   * The engine's own state: members, sessions, outcomes, holdings, timers. Never sent; kinds change
   * it only through {@link Draft}.
   */
  public static final String ENGINE = "engine";

  private static final String LIVE_PREFIX = "live:";

  /** Seen by one member. */
  public static String member(String memberId) {
    return "member:" + memberId;
  }

  /** Seen by the members with one role. */
  public static String role(String role) {
    return "role:" + role;
  }

  /** Seen by the members near one region of a large map. */
  public static String cell(int x, int y) {
    return "cell:" + x + "," + y;
  }

  /** The name of a kept layer's live twin. */
  public static String live(String layer) {
    return LIVE_PREFIX + layer;
  }

  public static boolean isLive(String layer) {
    return layer.startsWith(LIVE_PREFIX);
  }

  /** The name of the kept layer of this pair of twins. */
  public static String kept(String layer) {
    return isLive(layer) ? layer.substring(LIVE_PREFIX.length()) : layer;
  }

  /** Whether this layer is ever sent to anybody. */
  public static boolean isSent(String layer) {
    String kept = kept(layer);
    return !kept.equals(SERVER) && !kept.equals(ENGINE);
  }

  public Layers {
    if (root.hasNull() || live.hasNull()) {
      throw new IllegalArgumentException("layers have no nulls");
    }
  }

  /** Kept layers without live ones. */
  public Layers(JsonObject root) {
    this(root, JsonObject.EMPTY);
  }

  /** The layer's content; empty if nothing was ever written. */
  public JsonObject object(String name) {
    return isLive(name) ? live.object(name) : root.object(name);
  }

  /** The layer's document; empty if nothing was ever written. */
  public Document layer(String name) {
    return new Document(object(name));
  }

  /** These layers with another content of one of them. */
  public Layers with(String name, JsonObject object) {
    JsonObject side = isLive(name) ? live : root;
    JsonObject after = object.isEmpty() ? side.without(name) : side.with(name, object);
    if (after == side) {
      return this;
    }
    return isLive(name) ? new Layers(root, after) : new Layers(after, live);
  }

  /** These layers after the change, which names kept and live layers. */
  public Layers apply(Change.Nested change) {
    Layers[] after = {this};
    change.forEach((name, inLayer) -> {
      Json layer = inLayer.apply(after[0].object(name));
      after[0] = after[0].with(name, layer instanceof JsonObject some ? some : JsonObject.EMPTY);
    });
    return after[0];
  }

  /** The kept layers only. */
  public Layers kept() {
    return live.isEmpty() ? this : new Layers(root);
  }

  /** Only the layers that may be sent to somebody. */
  public Layers sent() {
    return new Layers(
        root.without(SERVER).without(ENGINE), live.without(live(SERVER)).without(live(ENGINE)));
  }

  /**
   * The view of somebody who holds these layers: all, then roles, then cells, then the member's
   * own, and over them their live twins in the same order.
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

  /** The approximate size of all kept layers as JSON, in bytes. */
  public int bytes() {
    return root.bytes();
  }

  /** The approximate size of all live layers as JSON, in bytes. */
  public int liveBytes() {
    return live.bytes();
  }

  /** The approximate memory of all layers, in bytes. */
  public long heap() {
    return (long) root.heap() + live.heap();
  }
}
