package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.kinds.table.Payloads;
import org.jspecify.annotations.Nullable;

/** What the owner may change of a deck by merge patch: all but what is in it. */
final class DeckLooks {
  static final int BYTES_MAX = 8 << 10;

  private DeckLooks() {}

  /** What is wrong with the patch, or null. */
  static @Nullable String problem(JsonObject change) {
    for (String key : change.keys()) {
      Json value = change.get(key);
      String problem =
          switch (key) {
            case "x", "y", "rotation" -> value instanceof Json.Num ? null : "must be a number";
            case "open" -> value instanceof Json.Bool ? null : "must be true or false";
            case "name" -> textProblem(value, Decks.NAME_LENGTH_MAX);
            case "back" -> textProblem(value, Card.BACK_LENGTH_MAX);
            case "metadata" ->
                value instanceof JsonObject || value == Json.Null.NULL
                    ? null
                    : "must be an object or null";
            case "count" -> "can't be set: it says how many cards there are";
            default -> "is unknown; known are back, metadata, name, open, rotation, x, y";
          };
      if (problem != null) {
        return "\"" + Payloads.shortened(key) + "\" " + problem;
      }
    }
    return null;
  }

  private static @Nullable String textProblem(@Nullable Json value, int lengthMax) {
    return value == Json.Null.NULL || Payloads.isText(value, lengthMax)
        ? null
        : "must be a string of 1 to " + lengthMax + " characters, or null";
  }
}
