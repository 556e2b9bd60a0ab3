package dev.roomkeeper.kinds.space.server;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.kinds.space.server.Catalogue.Element;
import org.jspecify.annotations.Nullable;

/** JSON that several resources of spaces share. */
final class SpaceShapes {
  private SpaceShapes() {}

  /** {@code name} and {@code use} are left out if there are none. */
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

  static String imageUrl(Fields fields, String key) {
    String url = fields.text(key, ImageUrl.LENGTH_MAX);
    if (fields.problem() == null && !ImageUrl.isGood(url)) {
      fields.wrong("\"" + key + "\" " + ImageUrl.RULE);
    }
    return url;
  }

  /** The size, or null if there is none. */
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
