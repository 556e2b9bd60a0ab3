package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.server.spaces.Catalogue.Element;
import dev.roomkeeper.server.spaces.ImageUrl;
import dev.roomkeeper.server.spaces.Size;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** JSON that several resources of spaces have in common. */
final class Shapes {
  static final int NAME_LENGTH_MAX = 100;
  static final int ID_LENGTH_MAX = 64;

  private Shapes() {}

  /** {@code name} and {@code use} are left out where there are none. */
  static JsonObject element(Element element) {
    JsonObject json =
        JsonObject.EMPTY
            .with("id", element.id())
            .with("imageUrl", element.imageUrl())
            .with("width", (long) element.width())
            .with("height", (long) element.height())
            .with("static", element.isStatic());
    String name = element.name();
    String use = element.use();
    json = name == null ? json : json.with("name", name);
    return use == null ? json : json.with("use", use);
  }

  static Json textOrNull(@Nullable String text) {
    return text == null ? Json.Null.NULL : Json.of(text);
  }

  static <T> JsonObject list(String key, List<T> items, Function<T, JsonObject> shape) {
    return JsonObject.of(key, new Json.Arr(items.stream().<Json>map(shape).toList()));
  }

  /** A name to be shown: one line that is not blank. */
  static String name(Fields fields, String key) {
    String name = fields.text(key, NAME_LENGTH_MAX);
    if (fields.problem() == null
        && (name.isBlank() || name.codePoints().anyMatch(Character::isISOControl))) {
      fields.wrong("\"" + key + "\" must not be blank, and has no control characters");
    }
    return name.strip();
  }

  /** How many of a list are asked for, 50 where that is not said. */
  static int limit(Routes.Call call, int most) throws Routes.Refusal {
    String limit = call.query("limit", "50");
    if (!limit.matches("[1-9][0-9]{0,2}") || Integer.parseInt(limit) > most) {
      throw Routes.Refusal.bad("\"limit\" must be a whole number from 1 to " + most);
    }
    return Integer.parseInt(limit);
  }

  static String imageUrl(Fields fields, String key) {
    String url = fields.text(key, ImageUrl.LENGTH_MAX);
    if (fields.problem() == null && !ImageUrl.isGood(url)) {
      fields.wrong("\"" + key + "\" " + ImageUrl.RULE);
    }
    return url;
  }

  /** The size, or null where there is none. */
  static @Nullable Size size(JsonObject body, Fields fields, String key) {
    if (!body.has(key) || body.get(key) == Json.Null.NULL) {
      return null;
    }
    Size size = Size.parse(fields.text(key, 9)).orElse(null);
    if (size == null) {
      fields.wrong("\"" + key + "\" must read \"WxH\", each of 1 to 4 digits and not 0");
    }
    return size;
  }
}
