package dev.roomkeeper.testing;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON as tests write it: with single quotes and unquoted keys. */
public final class TestJson {
  private final String text;
  private int at;

  private TestJson(String text) {
    this.text = text;
  }

  public static JsonObject json(String text) {
    TestJson reader = new TestJson(text);
    JsonObject object = (JsonObject) reader.value();
    if (reader.peek() != '\0') {
      throw new IllegalArgumentException("there is more after " + object);
    }
    return object;
  }

  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean skip(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private Json value() {
    if (skip('{')) {
      JsonObject object = JsonObject.EMPTY;
      while (!skip('}')) {
        String key = peek() == '\'' ? quoted() : word();
        if (!skip(':')) {
          throw new IllegalArgumentException("no colon after " + key + " in " + text);
        }
        object = object.with(key, value());
        skip(',');
      }
      return object;
    }
    if (skip('[')) {
      List<Json> items = new ArrayList<>();
      while (!skip(']')) {
        items.add(value());
        skip(',');
      }
      return new Json.Arr(items);
    }
    if (peek() == '\'') {
      return Json.of(quoted());
    }
    String word = word();
    return switch (word) {
      case "true" -> Json.Bool.TRUE;
      case "false" -> Json.Bool.FALSE;
      case "null" -> Json.Null.NULL;
      default -> Json.of(Double.parseDouble(word));
    };
  }

  private String quoted() {
    int end = text.indexOf('\'', ++at);
    String quoted = text.substring(at, end);
    at = end + 1;
    return quoted;
  }

  private String word() {
    peek();
    int start = at;
    while (at < text.length() && "{}[]:,' ".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }
}
