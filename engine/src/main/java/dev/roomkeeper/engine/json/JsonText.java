package dev.roomkeeper.engine.json;

/** Writes JSON values as text and measures that text. */
final class JsonText {
  private static final double WHOLE_MAX = 9_007_199_254_740_991.0;

  private JsonText() {}

  public static String write(Json value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Json value, StringBuilder out) {
    switch (value) {
      case Json.Text(var text) -> quote(text, out);
      case Json.Num(var number) -> out.append(number(number));
      case Json.Bool(var bool) -> out.append(bool);
      case Json.Null.NULL -> out.append("null");
      case Json.Arr(var items) -> {
        out.append('[');
        for (int i = 0; i < items.size(); i++) {
          if (i > 0) {
            out.append(',');
          }
          write(items.get(i), out);
        }
        out.append(']');
      }
      case JsonObject object -> {
        out.append('{');
        object.forEach((key, child) -> {
          if (out.charAt(out.length() - 1) != '{') {
            out.append(',');
          }
          quote(key, out);
          out.append(':');
          write(child, out);
        });
        out.append('}');
      }
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  public static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) <= WHOLE_MAX;
  }

  private static String number(double value) {
    return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
  }

  public static int bytes(double value) {
    if (!isWhole(value)) {
      return number(value).length();
    }
    long whole = (long) value;
    int digits = whole < 0 ? 2 : 1;
    for (long rest = Math.abs(whole); rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  /** The approximate memory of a string, as if all its characters were wide. */
  static int heap(String text) {
    return (int) Math.min(40 + 2L * text.length(), Integer.MAX_VALUE);
  }

  public static int bytes(String text) {
    long bytes = 2;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Each half of a surrogate pair counts two bytes, four a pair.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }
}
