package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a payload. It records the first problem as a sentence for the sender. For a wrong
 * value its methods return something harmless, not to be used.
 */
public final class Reading {
  private static final int NAME_LENGTH_MAX = 64;

  private final List<String> path = new ArrayList<>(0); // of the value being read
  private Verdict.@Nullable Refused problem;

  /** The value of the payload, or the refusal that explains the problem. */
  public static <T> Result<T> of(Reader<T> reader, JsonObject payload) {
    Reading reading = new Reading();
    T value = reader.read(payload, reading);
    Verdict.Refused problem = reading.problem;
    if (problem != null) {
      return new Result.Wrong<>(problem);
    }
    return new Result.Right<>(
        Objects.requireNonNull(value, "a reader read nothing and said nothing"));
  }

  /** The same for the options of a new room; a refusal says that it is about options. */
  public static <T> Result<T> options(Reader<T> reader, JsonObject options) {
    return switch (of(reader, options)) {
      case Result.Wrong<T>(var problem) ->
          new Result.Wrong<>(new Verdict.Refused(problem.code(), "option " + problem.message()));
      case Result.Right<T> right -> right;
    };
  }

  /** The result of a reading. */
  public sealed interface Result<T> {
    /** The value. */
    record Right<T>(T value) implements Result<T> {}

    /** The problem. */
    record Wrong<T>(Verdict.Refused problem) implements Result<T> {}

    /** What is done with the value, or the refusal. */
    default Verdict then(Function<T, Verdict> action) {
      return switch (this) {
        case Right<T>(var value) -> action.apply(value);
        case Wrong<T>(var problem) -> problem;
      };
    }

    /** The value, where it was found right before. */
    default T need() {
      return switch (this) {
        case Right<T>(var value) -> value;
        case Wrong<T>(var problem) -> throw new IllegalArgumentException(problem.message());
      };
    }
  }

  /** Whether something was wrong so far. */
  public boolean isWrong() {
    return problem != null;
  }

  /** What was wrong. */
  Verdict.Refused refusal() {
    return Objects.requireNonNull(problem, "a reader read nothing and said nothing");
  }

  /** Notes that something is wrong, unless something was before. */
  public void wrong(Code code, String sentence) {
    if (problem == null) {
      problem = new Verdict.Refused(code, sentence);
    }
  }

  /** Records what the value under the key must be. */
  public void mustBe(String key, String what) {
    wrong(Code.BAD_REQUEST, named(key) + " must be " + what);
  }

  /** A client's name, shortened to fit a sentence. */
  public static String shortened(String name) {
    if (name.length() <= NAME_LENGTH_MAX) {
      return name;
    }
    boolean splitsPair = Character.isHighSurrogate(name.charAt(NAME_LENGTH_MAX - 1));
    return name.substring(0, splitsPair ? NAME_LENGTH_MAX - 1 : NAME_LENGTH_MAX) + "…";
  }

  /** The key with its path, in quotes; an empty key means the value itself. */
  public String named(String key) {
    StringBuilder name = new StringBuilder();
    for (String step : path) {
      if (!step.isEmpty()) {
        name.append(name.isEmpty() ? "" : ".").append(shortened(step));
      }
    }
    if (!key.isEmpty()) {
      name.append(name.isEmpty() ? "" : ".").append(shortened(key));
    }
    return name.isEmpty() ? "the payload" : "\"" + name + "\"";
  }

  // --- For generated readers ---

  /** The value as an object, or null. */
  public @Nullable JsonObject object(Json value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    mustBe("", "an object");
    return null;
  }

  /** Records the first field that is not one of these; most likely it is a typo. */
  public void unknown(JsonObject object, List<String> known) {
    for (String key : object.keys()) {
      if (!known.contains(key)) {
        String which = known.isEmpty() ? "there are none" : "known are " + String.join(", ", known);
        wrong(Code.BAD_REQUEST, named(key) + " is unknown; " + which);
        return;
      }
    }
  }

  /** Records that exactly one of these fields must be present. */
  public void oneOf(List<String> keys) {
    wrong(Code.BAD_REQUEST, named("") + " needs either \"" + String.join("\" or \"", keys) + "\"");
  }

  /** A string with a bounded number of characters. */
  public String text(String key, @Nullable Json value, int min, int max, Code tooLong) {
    if (value instanceof Json.Text(var text)) {
      int length = text.length();
      if (length >= min && length <= max) {
        return text;
      }
      wrong(length > max ? tooLong : Code.BAD_REQUEST, named(key) + " must be " + textOf(min, max));
      return "";
    }
    mustBe(key, textOf(min, max));
    return "";
  }

  private static String textOf(int min, int max) {
    return "a string of " + (min == 0 ? "at most" : min + " to") + " " + max + " characters";
  }

  /** A whole number within bounds. */
  public long whole(String key, @Nullable Json value, long min, long max) {
    if (value instanceof Json.Num(var number)
        && number >= min
        && number <= max
        && number == (double) (long) number) {
      return (long) number;
    }
    mustBe(key, "a whole number from " + min + " to " + max);
    return min;
  }

  /** A number within bounds. */
  public double number(String key, @Nullable Json value, double min, double max) {
    if (value instanceof Json.Num(var number) && number >= min && number <= max) {
      return number;
    }
    mustBe(
        key,
        min == -Double.MAX_VALUE && max == Double.MAX_VALUE
            ? "a number"
            : "a number from " + Json.of(min) + " to " + Json.of(max));
    return 0;
  }

  public boolean bool(String key, @Nullable Json value) {
    if (value instanceof Json.Bool(var bool)) {
      return bool;
    }
    mustBe(key, "true or false");
    return false;
  }

  /** The value that another reader reads under the key, which is required. */
  public <T> @Nullable T value(String key, @Nullable Json value, Reader<T> reader) {
    if (value == null) {
      wrong(Code.BAD_REQUEST, named(key) + " is missing: it is " + reader.schema().words());
      return null;
    }
    path.add(key);
    T read = reader.read(value, this);
    path.removeLast();
    return read;
  }

  /** The items of an array. */
  public <T> List<T> list(Json value, Reader<T> item, int min, int max, Code tooMany) {
    if (!(value instanceof Json.Arr(var given))) {
      mustBe("", "an array");
      return List.of();
    }
    if (!fits(given.size(), min, max, "items", tooMany)) {
      return List.of();
    }
    List<T> items = new ArrayList<>(given.size());
    for (int i = 0; i < given.size() && problem == null; i++) {
      T read = value(Integer.toString(i), given.get(i), item);
      if (read != null) {
        items.add(read);
      }
    }
    return items;
  }

  /** The fields of an object in key order. */
  public <T> Map<String, T> map(
      Json value, Reader<String> key, Reader<T> field, int min, int max, Code tooMany) {
    Map<String, T> fields = new LinkedHashMap<>();
    for (String name : keys(value, key, min, max, tooMany)) {
      T read = value(name, ((JsonObject) value).get(name), field);
      if (read != null) {
        fields.put(name, read);
      }
    }
    return fields;
  }

  /** The fields of an object in key order; a value may be null. */
  public <T> Map<String, @Nullable T> mapWithNulls(
      Json value, Reader<String> key, Reader<T> field, int min, int max, Code tooMany) {
    Map<String, @Nullable T> fields = new LinkedHashMap<>();
    for (String name : keys(value, key, min, max, tooMany)) {
      Json one = ((JsonObject) value).get(name);
      fields.put(name, one == Json.Null.NULL ? null : value(name, one, field));
    }
    return fields;
  }

  private List<String> keys(Json value, Reader<String> key, int min, int max, Code tooMany) {
    JsonObject given = object(value);
    if (given == null || !fits(given.size(), min, max, "fields", tooMany)) {
      return List.of();
    }
    List<String> keys = given.keys();
    return keys.stream().allMatch(name -> isKey(name, key)) ? keys : List.of();
  }

  private boolean isKey(String name, Reader<String> key) {
    Reading ofKey = new Reading();
    key.read(Json.of(name), ofKey);
    if (ofKey.isWrong()) {
      wrong(
          Code.BAD_REQUEST,
          "a key of " + named("") + " must be " + key.schema().words() + ", not " + name.length());
    }
    return problem == null;
  }

  /** Whether the count is within bounds. If not, the problem is recorded. */
  boolean fits(int count, int min, int max, String what, Code tooMany) {
    if (count >= min && count <= max) {
      return true;
    }
    wrong(
        count > max ? tooMany : Code.BAD_REQUEST,
        named("") + " has " + (min == 0 ? "at most " : min + " to ") + max + " " + what);
    return false;
  }
}
