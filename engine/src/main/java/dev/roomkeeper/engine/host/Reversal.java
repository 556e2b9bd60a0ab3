package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a change that can still be applied to newer layers: every leaf whose present value is
 * the expected one. The rest are conflicts.
 */
final class Reversal {
  /** A place in a layer. */
  record Place(String layer, List<String> path) {
    @Override
    public String toString() {
      return layer + "/" + String.join("/", path);
    }
  }

  private final Layers layers;
  private final Undo undo;
  private final List<Place> conflicts = new ArrayList<>();
  private Change.Nested result = Change.NONE;

  /**
   * @param wanted the wanted change of the kind's layers
   */
  Reversal(Layers layers, Change.Nested wanted, Undo undo) {
    this.layers = layers;
    this.undo = undo;
    wanted.forEach((layer, inLayer) -> {
      if (!layer.equals(Layers.ENGINE)) {
        Change change = fit(layer, new ArrayList<>(), layers.object(layer), inLayer);
        result = change == null ? result : result.with(layer, change);
      }
    });
  }

  List<Place> conflicts() {
    return conflicts;
  }

  /** The applicable part of the change. */
  Change.Nested change() {
    return result;
  }

  Layers layers() {
    return layers;
  }

  private @Nullable Change fit(String layer, List<String> path, @Nullable Json now, Change wanted) {
    if (!path.isEmpty() && undo.leaves(layer, path)) {
      return null;
    }
    return switch (wanted) {
      case Change.Replace(var expected, _) -> {
        if (!Objects.equals(now, expected)) {
          conflicts.add(new Place(layer, List.copyOf(path)));
          yield null;
        }
        yield wanted;
      }
      case Change.Nested nested -> {
        if (!(now instanceof JsonObject object)) {
          conflicts.add(new Place(layer, List.copyOf(path)));
          yield null;
        }
        Change.Nested[] fitting = {Change.NONE};
        nested.forEach((key, inner) -> {
          path.add(key);
          Change change = fit(layer, path, object.get(key), inner);
          path.removeLast();
          fitting[0] = change == null ? fitting[0] : fitting[0].with(key, change);
        });
        yield fitting[0].isEmpty() ? null : fitting[0];
      }
    };
  }
}
