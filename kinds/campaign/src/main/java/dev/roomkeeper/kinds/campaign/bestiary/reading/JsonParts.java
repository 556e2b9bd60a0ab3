package dev.roomkeeper.kinds.campaign.bestiary.reading;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Parts of JSON that others wrote: what is of another type counts as missing. */
final class JsonParts {
  private JsonParts() {}

  /** The text, or a number as its digits; empty where there is neither. */
  static String text(JsonObject json, String key) {
    return switch (json.get(key)) {
      case Json.Text(String value) -> value;
      case Json.Num number -> number.toString();
      case null, default -> "";
    };
  }

  /** The text, the key of an object, or its name. */
  static String keyed(JsonObject json, String key) {
    if (json.get(key) instanceof JsonObject object) {
      String named = text(object, "key");
      return named.isEmpty() ? text(object, "name") : named;
    }
    return text(json, key);
  }

  static int number(JsonObject json, String key, int otherwise) {
    return (int) Math.clamp(json.number(key, otherwise), -100_000, 100_000);
  }

  static boolean hasNumber(JsonObject json, String key) {
    return json.get(key) instanceof Json.Num;
  }

  static List<Json> items(JsonObject json, String key) {
    return json.get(key) instanceof Json.Arr(List<Json> items) ? items : List.of();
  }

  static List<JsonObject> objects(JsonObject json, String key) {
    List<JsonObject> objects = new ArrayList<>();
    for (Json item : items(json, key)) {
      if (item instanceof JsonObject object) {
        objects.add(object);
      }
    }
    return objects;
  }

  /** The texts of an array, joined by the separator; a plain text as it is. */
  static String joined(JsonObject json, String key, String separator) {
    List<String> texts = new ArrayList<>();
    for (Json item : items(json, key)) {
      if (item instanceof Json.Text(String value)) {
        texts.add(value);
      }
    }
    return texts.isEmpty() ? text(json, key) : String.join(separator, texts);
  }
}
