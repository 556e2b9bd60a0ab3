package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.Json;
import dev.roomkeeper.engine.JsonObject;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be a colour is one. Pages put it into their styles, and a style such as {@code
 * url(https://…)} would make the browser of everybody in the room ask another host.
 */
final class Colours {
  private static final int LENGTH_MAX = 64;

  /** A name, a number in hex, or a function of numbers. */
  private static final Pattern COLOUR =
      Pattern.compile(
          "#[0-9A-Fa-f]{3,8}|[A-Za-z]{1,32}|(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\\([0-9.,%/ +a-z-]*\\)");

  private Colours() {}

  /** The first key of a colour that holds something else, at any depth; null for none. */
  static @Nullable String wrongKey(Json value) {
    return switch (value) {
      case Json.Arr(var items) -> {
        String wrong = null;
        for (Json item : items) {
          wrong = wrong == null ? wrongKey(item) : wrong;
        }
        yield wrong;
      }
      case Json.Leaf _ -> null;
      case JsonObject object -> {
        String wrong = null;
        for (String key : object.keys()) {
          Json member = object.get(key);
          if (wrong == null && member != null) {
            wrong = isOfColour(key) && !isColour(member) ? key : wrongKey(member);
          }
        }
        yield wrong;
      }
    };
  }

  private static boolean isOfColour(String key) {
    return key.equals("color")
        || key.equals("colour")
        || key.endsWith("Color")
        || key.endsWith("Colour");
  }

  /** Also null, by which a patch takes a colour away. */
  private static boolean isColour(Json value) {
    return value == Json.Null.NULL
        || (value instanceof Json.Text(var text)
            && text.length() <= LENGTH_MAX
            && COLOUR.matcher(text).matches());
  }
}
