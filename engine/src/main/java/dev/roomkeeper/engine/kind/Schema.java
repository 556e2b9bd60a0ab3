package dev.roomkeeper.engine.kind;

import java.util.ArrayList;
import java.util.List;

/** The JSON values of a type. TypeScript types and documentation are generated from it. */
public sealed interface Schema {
  record Text(int lengthMin, int lengthMax) implements Schema {}

  record Whole(long min, long max) implements Schema {}

  record Decimal(double min, double max) implements Schema {}

  record Bool() implements Schema {}

  /** One of these strings. */
  record Choice(List<String> names) implements Schema {
    public Choice {
      names = List.copyOf(names);
    }
  }

  /** An array with a largest size. */
  record ListOf(Schema item, int sizeMax) implements Schema {}

  /** An object whose keys are names or ids. */
  record MapOf(Schema value, int sizeMax) implements Schema {}

  /** An object with exactly these fields. */
  record Fields(String name, List<Field> fields) implements Schema {
    public Fields {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A field of an object.
   *
   * @param optional whether it may be missing
   */
  record Field(String key, Schema schema, boolean optional) {}

  /** A value of one of these schemas. */
  record OneOf(String name, List<Schema> alternatives) implements Schema {
    public OneOf {
      alternatives = List.copyOf(alternatives);
    }
  }

  /**
   * An object of any fields.
   *
   * @param patch whether nulls in it delete
   */
  record AnyObject(boolean patch) implements Schema {}

  /** A value, or null. */
  record OrNull(Schema schema) implements Schema {}

  /** Any JSON value. */
  record Any() implements Schema {}

  /** The schema of a record with a tag field added, which tells it from the others. */
  static Schema tagged(String tag, String name, Schema record) {
    Fields fields = (Fields) record;
    List<Field> all = new ArrayList<>(fields.fields);
    all.addFirst(new Field(tag, new Choice(List.of(name)), false));
    return new Fields(fields.name, all);
  }

  /** This type as part of a sentence: "a string of 1 to 40 characters". */
  default String words() {
    return switch (this) {
      case Text(var min, var max) ->
          "a string of " + (min == 0 ? "at most" : min + " to") + " " + max + " characters";
      case Whole(var min, var max) -> "a whole number from " + min + " to " + max;
      case Decimal _ -> "a number";
      case Bool() -> "true or false";
      case Choice(var names) -> "\"" + String.join("\" or \"", names) + "\"";
      case ListOf _ -> "an array";
      case MapOf _, Fields _, AnyObject _ -> "an object";
      case OneOf(_, var alternatives) -> {
        StringBuilder words = new StringBuilder();
        for (Schema alternative : alternatives) {
          String more = alternative.words();
          if (words.indexOf(more) < 0) {
            words.append(words.isEmpty() ? "" : " or ").append(more);
          }
        }
        yield words.toString();
      }
      case OrNull(var schema) -> schema.words() + " or null";
      case Any() -> "a value";
    };
  }
}
