package dev.roomkeeper.module.http;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Fields;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** JSON that several resources share. */
public final class Shapes {
  public static final int NAME_LENGTH_MAX = 100;
  public static final int ID_LENGTH_MAX = 64;

  private Shapes() {}

  public static Json textOrNull(@Nullable String text) {
    return text == null ? Json.Null.NULL : Json.of(text);
  }

  public static <T> JsonObject list(String key, List<T> items, Function<T, JsonObject> shape) {
    return JsonObject.of(key, new Json.Arr(items.stream().<Json>map(shape).toList()));
  }

  /** A name for display: one line of visible characters. */
  public static String name(Fields fields, String key) {
    return fields.name(key, NAME_LENGTH_MAX);
  }

  /** The requested length of a list, 50 by default. */
  public static int limit(Call call, int most) throws Refusal {
    String limit = call.query("limit", "50");
    if (!limit.matches("[1-9][0-9]{0,2}") || Integer.parseInt(limit) > most) {
      throw Refusal.bad("\"limit\" must be a whole number from 1 to " + most);
    }
    return Integer.parseInt(limit);
  }
}
