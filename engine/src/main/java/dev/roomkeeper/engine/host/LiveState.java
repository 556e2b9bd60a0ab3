package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The rules of live layers: they hold no empty objects, and a kept write ends the live values it
 * replaces.
 */
final class LiveState {
  private LiveState() {}

  /** The change without the empty objects it would leave; null if nothing remains. */
  static @Nullable Change pruned(@Nullable Json before, Change change) {
    return switch (change) {
      case Change.Replace(var old, var after) -> Change.between(old, pruned(after));
      case Change.Nested nested -> {
        JsonObject object = before instanceof JsonObject members ? members : JsonObject.EMPTY;
        Change.Nested[] left = {Change.NONE};
        nested.forEach((key, inner) -> {
          Change innerLeft = pruned(object.get(key), inner);
          if (innerLeft != null) {
            left[0] = left[0].with(key, innerLeft);
          }
        });
        if (left[0].isEmpty()) {
          yield null;
        }
        JsonObject after = left[0].applyTo(object);
        yield after.isEmpty() ? Change.between(before, null) : left[0];
      }
    };
  }

  private static @Nullable Json pruned(@Nullable Json value) {
    if (!(value instanceof JsonObject object)) {
      return value;
    }
    JsonObject[] left = {object};
    object.forEach((key, inner) -> {
      Json innerLeft = pruned(inner);
      if (innerLeft == null) {
        left[0] = left[0].without(key);
      } else if (innerLeft != inner) {
        left[0] = left[0].with(key, innerLeft);
      }
    });
    return left[0].isEmpty() ? null : left[0];
  }

  /** What a kept change removes from the live twin: the values at, above and below its leaves. */
  static Change.Nested endedBy(Change.Nested kept, JsonObject twin) {
    Change.Nested[] ended = {Change.NONE};
    if (twin.isEmpty()) {
      return Change.NONE;
    }
    kept.forEach((key, inner) -> {
      Json value = twin.get(key);
      if (value instanceof JsonObject object && inner instanceof Change.Nested nested) {
        Change.Nested below = endedBy(nested, object);
        if (!below.isEmpty()) {
          ended[0] = ended[0].with(key, below);
        }
      } else if (value != null) {
        ended[0] = ended[0].with(key, new Change.Replace(value, null));
      }
    });
    return ended[0];
  }
}
