package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.Fields;
import dev.roomkeeper.engine.Json;
import dev.roomkeeper.engine.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks on payloads that several commands share. */
public final class Payloads {
  /** How long the id of an object, a card or a deck may be. */
  public static final int ID_LENGTH_MAX = 64;

  private Payloads() {}

  /** Notes the first key that is none of these: most likely a slip of the pen. */
  public static void knownKeys(JsonObject payload, List<String> known, Fields fields) {
    for (String key : payload.keys()) {
      if (!known.contains(key)) {
        fields.wrong(
            "\"" + shortened(key) + "\" is unknown; known are " + String.join(", ", known));
      }
    }
  }

  /**
   * A merge patch whose keys are ids. An array with a null in it is noted as wrong: arrays are kept
   * whole, and nothing kept holds nulls.
   */
  public static JsonObject patchById(JsonObject patch, Fields fields) {
    for (String id : patch.keys()) {
      if (!isId(id)) {
        fields.wrong("an id has 1 to " + ID_LENGTH_MAX + " characters, not " + id.length());
      }
    }
    return patch(patch, fields);
  }

  /** A merge patch; an array with a null in it is noted as wrong, and so is what is no colour. */
  static JsonObject patch(JsonObject patch, Fields fields) {
    if (hasNullInArray(patch)) {
      fields.wrong("an array can't hold null");
    }
    String wrong = Colours.wrongKey(patch);
    if (wrong != null) {
      fields.wrong("\"" + shortened(wrong) + "\" must be a colour, such as #a0c or rebeccapurple");
    }
    return patch;
  }

  private static boolean hasNullInArray(Json value) {
    return switch (value) {
      case Json.Arr array -> array.hasNull();
      case Json.Leaf _ -> false;
      case JsonObject object -> {
        boolean[] found = {false};
        object.forEach((_, member) -> found[0] |= hasNullInArray(member));
        yield found[0];
      }
    };
  }

  public static boolean isId(String id) {
    return !id.isEmpty() && id.length() <= ID_LENGTH_MAX;
  }

  /** Whether the value may stand under a key that holds a string of at most so many characters. */
  public static boolean isText(@Nullable Json value, int lengthMax) {
    return value instanceof Json.Text(var text) && !text.isEmpty() && text.length() <= lengthMax;
  }

  /** A name that came from a client, short enough for a sentence. */
  public static String shortened(String name) {
    if (name.length() <= ID_LENGTH_MAX) {
      return name;
    }
    boolean splitsPair = Character.isHighSurrogate(name.charAt(ID_LENGTH_MAX - 1));
    return name.substring(0, splitsPair ? ID_LENGTH_MAX - 1 : ID_LENGTH_MAX) + "…";
  }
}
