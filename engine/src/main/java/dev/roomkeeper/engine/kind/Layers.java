package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * All that a room knows: a document for each audience, by the audience's name. An empty layer and
 * one that was never written are the same thing. Immutable.
 *
 * @param root layer name to document
 */
public record Layers(JsonObject root) {
  public static final Layers EMPTY = new Layers(JsonObject.EMPTY);

  /** What everybody in the room sees. */
  public static final String ALL = "all";

  /** What nobody sees but the rules of the room. */
  public static final String SERVER = "server";

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

  public Layers {
    if (root.hasNull()) {
      throw new IllegalArgumentException("layers have no nulls");
    }
  }

  /** The layer's document; empty where nothing was ever written. */
  public Document layer(String name) {
    return new Document(root.object(name));
  }

  public Layers apply(Change.Nested change) {
    JsonObject[] result = {root};
    change.forEach((name, inLayer) -> {
      JsonObject after = layer(name).apply(inLayer).root();
      result[0] = after.isEmpty() ? result[0].without(name) : result[0].with(name, after);
    });
    return new Layers(result[0]);
  }

  /**
   * What someone who holds these layers sees: all, then roles, then cells, then the member's own.
   */
  public Document view(Collection<String> held) {
    List<String> order = new ArrayList<>(held);
    order.sort(Comparator.comparingInt(Layers::rank).thenComparing(Comparator.naturalOrder()));
    Document view = order.isEmpty() ? Document.EMPTY : layer(order.getFirst());
    for (String name : order.subList(Math.min(1, order.size()), order.size())) {
      view = view.merge(layer(name));
    }
    return view;
  }

  private static int rank(String name) {
    if (name.equals(ALL)) {
      return 0;
    }
    return name.startsWith("role:") ? 1 : name.startsWith("cell:") ? 2 : 3;
  }

  /** About how many bytes all layers take as JSON. */
  public int bytes() {
    return root.bytes();
  }
}
