package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;

/** How last values beside a state add up and end: patches of leaves, null where one ends. */
public final class Overlay {
  private Overlay() {}

  /** The last value of each leaf of both; nulls are kept. */
  public static JsonObject merge(JsonObject first, JsonObject second) {
    JsonObject[] result = {first};
    second.forEach((key, value) -> {
      Json merged =
          value instanceof JsonObject after && result[0].get(key) instanceof JsonObject before
              ? merge(before, after)
              : value;
      result[0] = result[0].with(key, merged);
    });
    return result[0];
  }

  /** What is left when a change takes the place of the values at, above and below its leaves. */
  public static JsonObject endedBy(Change.Nested change, JsonObject overlay) {
    if (overlay.isEmpty()) {
      return overlay;
    }
    JsonObject[] result = {overlay};
    change.forEach((key, inner) -> {
      Json value = result[0].get(key);
      if (value != null) {
        JsonObject rest =
            value instanceof JsonObject object && inner instanceof Change.Nested nested
                ? endedBy(nested, object)
                : JsonObject.EMPTY;
        result[0] = rest.isEmpty() ? result[0].without(key) : result[0].with(key, rest);
      }
    });
    return result[0];
  }

  static JsonObject withoutNulls(JsonObject overlay) {
    JsonObject[] result = {overlay};
    overlay.forEach((key, value) -> {
      if (value == Json.Null.NULL) {
        result[0] = result[0].without(key);
      } else if (value instanceof JsonObject object) {
        JsonObject rest = withoutNulls(object);
        result[0] = rest.isEmpty() ? result[0].without(key) : result[0].with(key, rest);
      }
    });
    return result[0];
  }

  static JsonObject allNull(JsonObject overlay) {
    JsonObject[] result = {overlay};
    overlay.forEach((key, value) ->
        result[0] =
            result[0].with(
                key, value instanceof JsonObject object ? allNull(object) : Json.Null.NULL));
    return result[0];
  }
}
