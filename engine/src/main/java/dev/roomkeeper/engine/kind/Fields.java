package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a payload and remembers the first thing that is wrong with it, as a sentence
 * for the sender. What it returns for a wrong field is a harmless value of the right type; look at
 * {@link #problem()} before using any.
 */
public final class Fields {
  private final JsonObject payload;
  private @Nullable String problem;

  public Fields(JsonObject payload) {
    this.payload = payload;
  }

  /** What is wrong, or null. */
  public @Nullable String problem() {
    return problem;
  }

  /** Notes that something is wrong, unless something was before. */
  public void wrong(String sentence) {
    if (problem == null) {
      problem = sentence;
    }
  }

  /** A string that must be there, of 1 to so many characters. */
  public String text(String key, int lengthMax) {
    Json value = payload.get(key);
    if (value instanceof Json.Text(var text) && !text.isEmpty() && text.length() <= lengthMax) {
      return text;
    }
    wrong("\"" + key + "\" must be a string of 1 to " + lengthMax + " characters");
    return "";
  }

  /** A string of 0 to so many characters, or null where there is none. */
  public @Nullable String optionalText(String key, int lengthMax) {
    Json value = payload.get(key);
    if (value == null || value == Json.Null.NULL) {
      return null;
    }
    if (value instanceof Json.Text(var text) && text.length() <= lengthMax) {
      return text;
    }
    wrong("\"" + key + "\" must be a string of at most " + lengthMax + " characters");
    return null;
  }

  /** A whole number within bounds that must be there. */
  public int integer(String key, int min, int max) {
    if (payload.get(key) instanceof Json.Num(var number)
        && number == Math.rint(number)
        && number >= min
        && number <= max) {
      return (int) number;
    }
    wrong("\"" + key + "\" must be a whole number from " + min + " to " + max);
    return min;
  }

  /** A whole number within bounds, or the given one where there is none. */
  public int integer(String key, int min, int max, int otherwise) {
    return payload.has(key) ? integer(key, min, max) : otherwise;
  }

  /** A number that must be there. */
  public double number(String key) {
    if (payload.get(key) instanceof Json.Num(var number)) {
      return number;
    }
    wrong("\"" + key + "\" must be a number");
    return 0;
  }

  /** A number, or the given one where there is none. */
  public double number(String key, double otherwise) {
    return payload.has(key) ? number(key) : otherwise;
  }

  /** True or false, or the given one where there is none. */
  public boolean bool(String key, boolean otherwise) {
    Json value = payload.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Json.Bool(var bool)) {
      return bool;
    }
    wrong("\"" + key + "\" must be true or false");
    return otherwise;
  }

  /** An object, empty where there is none; nulls inside are a patch's deletions. */
  public JsonObject object(String key) {
    Json value = payload.get(key);
    if (value == null) {
      return JsonObject.EMPTY;
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    wrong("\"" + key + "\" must be an object");
    return JsonObject.EMPTY;
  }
}
