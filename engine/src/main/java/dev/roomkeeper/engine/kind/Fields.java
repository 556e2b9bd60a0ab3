package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a payload and remembers the first problem as a sentence for the sender. For a
 * wrong field it returns a harmless value of the right type, so check {@link #problem()} before
 * using any.
 */
public final class Fields {
  private final JsonObject payload;
  private @Nullable String problem;

  public Fields(JsonObject payload) {
    this.payload = payload;
  }

  /** The first problem, or null. */
  public @Nullable String problem() {
    return problem;
  }

  /** Records a problem, unless there is one already. */
  public void wrong(String sentence) {
    if (problem == null) {
      problem = sentence;
    }
  }

  /** A required string of 1 to this many characters. */
  public String text(String key, int lengthMax) {
    Json value = payload.get(key);
    if (value instanceof Json.Text(var text) && !text.isEmpty() && text.length() <= lengthMax) {
      return text;
    }
    wrong("\"" + key + "\" must be a string of 1 to " + lengthMax + " characters");
    return "";
  }

  /** A required name, without space around it: {@link Names}. */
  public String name(String key, int lengthMax) {
    if (!(payload.get(key) instanceof Json.Text(var text))) {
      wrong("\"" + key + "\" must be a string");
      return "";
    }
    String name = text.strip();
    String problem = name.isEmpty() ? "must not be blank" : Names.problem(name, lengthMax);
    if (problem != null) {
      wrong("\"" + key + "\" " + problem);
    }
    return problem == null ? name : "";
  }

  /** A string of 0 to this many characters, or null if missing. */
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

  /** A required whole number within bounds. */
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

  /** A whole number within bounds, or the given one if missing. */
  public int integer(String key, int min, int max, int otherwise) {
    return payload.has(key) ? integer(key, min, max) : otherwise;
  }

  /** A required number. */
  public double number(String key) {
    if (payload.get(key) instanceof Json.Num(var number)) {
      return number;
    }
    wrong("\"" + key + "\" must be a number");
    return 0;
  }

  /** A number, or the given one if missing. */
  public double number(String key, double otherwise) {
    return payload.has(key) ? number(key) : otherwise;
  }

  /** True or false, or the given one if missing. */
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

  /** An object, empty if missing. Nulls inside are a patch's deletions. */
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
