package dev.roomkeeper.engine.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain Java maps, lists, strings, doubles and booleans, with RFC 7396 word for word: what
 * the engine's own trees are compared with. Values are never changed in place.
 */
public final class PlainJson {
  private PlainJson() {}

  /** JSON null becomes Java's. */
  public static @Nullable Object of(Json value) {
    return switch (value) {
      case JsonObject object -> of(object);
      case Json.Arr(var items) -> {
        List<@Nullable Object> list = new ArrayList<>();
        items.forEach(item -> list.add(of(item)));
        yield list;
      }
      case Json.Text(var text) -> text;
      case Json.Num(var number) -> number;
      case Json.Bool(var bool) -> bool;
      case Json.Null.NULL -> null;
    };
  }

  /** An object as a sorted map. */
  public static SortedMap<String, @Nullable Object> of(JsonObject object) {
    SortedMap<String, @Nullable Object> map = new TreeMap<>();
    object.forEach((key, child) -> map.put(key, of(child)));
    return map;
  }

  /** MergePatch(Target, Patch) of RFC 7396, section 2. */
  public static @Nullable Object mergePatch(@Nullable Object target, @Nullable Object patch) {
    if (!(patch instanceof Map<?, ?> members)) {
      return patch;
    }
    return mergePatch(members(target), members);
  }

  /** The same where the patch is an object. */
  public static SortedMap<String, @Nullable Object> mergePatch(
      Map<String, @Nullable Object> target, Map<?, ?> patch) {
    SortedMap<String, @Nullable Object> result = new TreeMap<>(target);
    patch.forEach((name, value) -> {
      String key = (String) name;
      if (value == null) {
        result.remove(key);
      } else {
        result.put(key, mergePatch(result.get(key), value));
      }
    });
    return result;
  }

  /** The value as an object; an empty one if it is none. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> members(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : new TreeMap<>();
  }

  /** Calls the action for every string in the value, with the path of keys that leads there. */
  public static void forEachText(
      String path, @Nullable Object value, BiConsumer<String, String> action) {
    switch (value) {
      case String text -> action.accept(path, text);
      case Map<?, ?> map ->
          map.forEach((key, child) -> forEachText(path + "/" + key, child, action));
      case List<?> list -> list.forEach(child -> forEachText(path, child, action));
      case null, default -> {}
    }
  }
}
