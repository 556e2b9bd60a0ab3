package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A layer and a path in it, linked from its end. Immutable. */
public final class Where {
  private final @Nullable Where parent;
  private final String key; // the layer's name for the root

  private Where(@Nullable Where parent, String key) {
    this.parent = parent;
    this.key = key;
  }

  /** The whole of a layer. */
  public static Where in(String layer) {
    return new Where(null, layer);
  }

  public Where child(String name) {
    return new Where(this, name);
  }

  /** The same path in another layer. */
  public Where in(Layer layer) {
    return parent == null ? new Where(null, layer.name()) : parent.in(layer).child(key);
  }

  /** The value there, or null. */
  @Nullable Json json(Draft draft) {
    if (parent == null) {
      return draft.object(key);
    }
    return parent.json(draft) instanceof JsonObject object ? object.get(key) : null;
  }

  String layer() {
    Where at = this;
    while (at.parent != null) {
      at = at.parent;
    }
    return at.key;
  }

  List<String> path() {
    Deque<String> path = new ArrayDeque<>();
    for (Where at = this; at.parent != null; at = at.parent) {
      path.addFirst(at.key);
    }
    return new ArrayList<>(path);
  }

  @Override
  public String toString() {
    return layer() + path();
  }
}
