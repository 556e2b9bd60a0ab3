package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a colour is a colour. Pages put it into their styles, and a style such as {@code
 * url(https://…)} would make everybody's browser send a request to another host.
 */
public final class Colours {
  private static final int LENGTH_MAX = 64;

  private static final int NAME_LENGTH_MAX = 32;
  private static final String DIGITS = "0123456789";
  private static final String HEX = DIGITS + "abcdefABCDEF";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String LETTERS = LOWER + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String ARGUMENTS = DIGITS + ".,%/ +-" + LOWER;
  private static final List<String> FUNCTIONS =
      List.of("rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch");

  private Colours() {}

  /** The refusal if a patch sets a colour to something else; null if all are colours. */
  public static Verdict.@Nullable Refused refusal(JsonObject patch) {
    String wrong = wrongKey(patch);
    return wrong == null
        ? null
        : Verdict.refuse(
            Code.BAD_REQUEST,
            "\"" + Reading.shortened(wrong) + "\" must be a colour, such as #a0c or rebeccapurple");
  }

  /** The key of the first colour that holds something else, at any depth; null for none. */
  private static @Nullable String wrongKey(Json value) {
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

  /** Null is allowed: a patch removes a colour by it. */
  private static boolean isColour(Json value) {
    return value == Json.Null.NULL
        || (value instanceof Json.Text(var text) && text.length() <= LENGTH_MAX && isColour(text));
  }

  /** A name, a hex number, or a function of numbers without a nested function. */
  private static boolean isColour(String text) {
    if (text.startsWith("#")) {
      return text.length() >= 4 && text.length() <= 9 && consistsOf(text.substring(1), HEX);
    }
    int open = text.indexOf('(');
    if (open < 0) {
      return !text.isEmpty() && text.length() <= NAME_LENGTH_MAX && consistsOf(text, LETTERS);
    }
    return text.endsWith(")")
        && FUNCTIONS.contains(text.substring(0, open))
        && consistsOf(text.substring(open + 1, text.length() - 1), ARGUMENTS);
  }

  private static boolean consistsOf(String text, String characters) {
    return text.chars().allMatch(each -> characters.indexOf(each) >= 0);
  }
}
