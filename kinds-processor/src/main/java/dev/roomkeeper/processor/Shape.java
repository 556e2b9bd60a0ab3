package dev.roomkeeper.processor;

import java.util.List;
import java.util.Locale;
import javax.lang.model.element.TypeElement;

/** The type of a record's component, and the Java code that reads and writes it. */
sealed interface Shape {
  /** Bounds of a list, a map or an object. */
  record Bounds(int min, int max, String tooMany) {
    static final Bounds NONE = new Bounds(0, Integer.MAX_VALUE, "TOO_LARGE");

    String arguments() {
      return min + ", " + max + ", Code." + tooMany;
    }
  }

  record Text(int min, int max, String tooLong) implements Shape {}

  record Whole(long min, long max, boolean isLong) implements Shape {}

  record Decimal(double min, double max) implements Shape {}

  record Bool() implements Shape {}

  /** One of the kind's own records, enums or sealed interfaces. */
  record Own(TypeElement element) implements Shape {}

  record ListOf(Shape item, Bounds size) implements Shape {}

  record MapOf(Text key, Shape value, boolean nullable, Bounds size) implements Shape {}

  record AnyJson(int bytesMax) implements Shape {}

  record AnyObject(Bounds size, int bytesMax) implements Shape {}

  record Patch(boolean byId) implements Shape {}

  /** The type as a type argument. */
  default String boxed() {
    return switch (this) {
      case Text _ -> "String";
      case Whole(_, _, var isLong) -> isLong ? "Long" : "Integer";
      case Decimal _ -> "Double";
      case Bool() -> "Boolean";
      case Own(var type) -> type.getQualifiedName().toString();
      case ListOf(var item, _) -> "List<" + item.boxed() + ">";
      case MapOf(_, var value, var nullable, _) ->
          "Map<String, " + (nullable ? nullable(value.boxed()) : value.boxed()) + ">";
      case AnyJson _ -> "Json";
      case AnyObject _, Patch _ -> "JsonObject";
    };
  }

  /** The type, annotated as nullable. */
  static String nullable(String type) {
    int generic = type.indexOf('<');
    int dot = type.lastIndexOf('.', generic < 0 ? type.length() : generic);
    return type.substring(0, dot + 1) + "@Nullable " + type.substring(dot + 1);
  }

  /** Whether {@code Reading} has a method for it. */
  default boolean isPlain() {
    return switch (this) {
      case Text _, Whole _, Decimal _, Bool() -> true;
      case Own _, ListOf _, MapOf _, AnyJson _, AnyObject _, Patch _ -> false;
    };
  }

  /** An expression that reads the variable as the value under the key. */
  default String reading(String key, String variable) {
    String arguments = "(" + literal(key) + ", " + variable;
    return switch (this) {
      case Text(var min, var max, var tooLong) ->
          "reading.text" + arguments + ", " + min + ", " + max + ", Code." + tooLong + ")";
      case Whole(var min, var max, var isLong) ->
          (isLong ? "" : "(int) ") + "reading.whole" + arguments + ", " + min + "L, " + max + "L)";
      case Decimal(var min, var max) ->
          "reading.number" + arguments + ", " + decimal(min) + ", " + decimal(max) + ")";
      case Bool() -> "reading.bool" + arguments + ")";
      case Own _, ListOf _, MapOf _, AnyJson _, AnyObject _, Patch _ ->
          "reading.value" + arguments + ", " + constant(key) + ")";
    };
  }

  /** An expression for a {@code Reader} of it. */
  default String reader() {
    return switch (this) {
      case Text(var min, var max, var tooLong) ->
          "Readers.text(" + min + ", " + max + ", Code." + tooLong + ")";
      case Whole(var min, var max, var isLong) ->
          isLong
              ? "Readers.whole(" + min + "L, " + max + "L)"
              : "Readers.integer(" + min + ", " + max + ")";
      case Decimal(var min, var max) ->
          "Readers.number(" + decimal(min) + ", " + decimal(max) + ")";
      case Bool() -> "Readers.bool()";
      case Own(var type) -> Names.made(type, "Reader") + ".INSTANCE";
      case ListOf(var item, var size) ->
          "Readers.list(" + item.reader() + ", " + size.arguments() + ")";
      case MapOf(var key, var value, var nullable, var size) ->
          (nullable ? "Readers.mapWithNulls(" : "Readers.map(")
              + (key.reader() + ", " + value.reader() + ", " + size.arguments() + ")");
      case AnyJson(var bytesMax) -> "Readers.json(" + bytesMax + ")";
      case AnyObject(var size, var bytesMax) ->
          "Readers.object(" + size.arguments() + ", " + bytesMax + ")";
      case Patch(var byId) -> "Readers.patch(" + byId + ")";
    };
  }

  /** An expression for a {@code Type} of it. */
  default String type() {
    return switch (this) {
      case Text _ -> "Types.TEXT";
      case Whole(_, _, var isLong) -> isLong ? "Types.WHOLE" : "Types.INTEGER";
      case Decimal _ -> "Types.NUMBER";
      case Bool() -> "Types.BOOL";
      case Own(var type) -> Names.made(type, "Type") + ".INSTANCE";
      case ListOf(var item, _) -> "Types.list(" + item.type() + ")";
      case MapOf(_, var value, _, _) -> "Types.map(" + value.type() + ")";
      case AnyJson _ -> "Types.JSON";
      case AnyObject _, Patch _ -> "Types.OBJECT";
    };
  }

  static String literal(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  static String literals(List<String> texts) {
    return String.join(", ", texts.stream().map(Shape::literal).toList());
  }

  static String decimal(double value) {
    return value == Double.MAX_VALUE
        ? "Double.MAX_VALUE"
        : value == -Double.MAX_VALUE ? "-Double.MAX_VALUE" : Double.toString(value);
  }

  /** The constant that holds the reader or type for this key. */
  static String constant(String key) {
    StringBuilder name = new StringBuilder("OF_");
    for (char c : key.toUpperCase(Locale.ROOT).toCharArray()) {
      name.append(Character.isJavaIdentifierPart(c) ? c : '_');
    }
    return name.toString();
  }
}
