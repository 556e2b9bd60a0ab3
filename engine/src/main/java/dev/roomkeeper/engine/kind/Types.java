package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Types that need no declaration of their own. */
public final class Types {
  private Types() {}

  public static final Type<String> TEXT =
      type(
          new Schema.Text(0, Integer.MAX_VALUE),
          kept -> kept instanceof Json.Text(var text) ? text : null,
          Json::of);

  public static final Type<Double> NUMBER =
      type(
          new Schema.Decimal(-Double.MAX_VALUE, Double.MAX_VALUE),
          kept -> kept instanceof Json.Num(var number) ? number : null,
          Json::of);

  public static final Type<Integer> INTEGER =
      type(
          new Schema.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE),
          kept -> kept instanceof Json.Num(var number) ? (int) number : null,
          value -> Json.of((long) value));

  public static final Type<Long> WHOLE =
      type(
          new Schema.Whole(-Command.SEQ_MAX, Command.SEQ_MAX),
          kept -> kept instanceof Json.Num(var number) ? (long) number : null,
          Json::of);

  public static final Type<Boolean> BOOL =
      type(new Schema.Bool(), kept -> kept instanceof Json.Bool(var bool) ? bool : null, Json::of);

  /** Objects whose meaning is up to the clients. */
  public static final Type<JsonObject> OBJECT =
      type(
          new Schema.AnyObject(false),
          kept -> kept instanceof JsonObject object ? object : null,
          object -> object);

  public static final Type<Json> JSON = type(new Schema.Any(), kept -> kept, json -> json);

  public static <T> Type<List<T>> list(Type<T> item) {
    return type(
        new Schema.ListOf(item.schema(), Integer.MAX_VALUE),
        kept -> {
          if (!(kept instanceof Json.Arr(var items))) {
            return null;
          }
          List<T> list = new ArrayList<>(items.size());
          items.forEach(one -> list.add(item.of(one)));
          return list;
        },
        list -> {
          List<Json> items = new ArrayList<>(list.size());
          list.forEach(one -> items.add(item.json(one)));
          return new Json.Arr(items);
        });
  }

  public static <T> Type<Map<String, T>> map(Type<T> value) {
    return type(
        new Schema.MapOf(value.schema(), Integer.MAX_VALUE),
        kept -> {
          if (!(kept instanceof JsonObject object)) {
            return null;
          }
          Map<String, T> map = new LinkedHashMap<>();
          object.forEach((key, one) -> map.put(key, value.of(one)));
          return map;
        },
        map -> {
          Map<String, Json> members = new TreeMap<>();
          map.forEach((key, one) -> members.put(key, value.json(one)));
          return JsonObject.of(members);
        });
  }

  private static <T> Type<T> type(
      Schema schema, Function<Json, @Nullable T> of, Function<T, Json> json) {
    return new Type<>() {
      @Override
      public T of(Json kept) {
        T value = of.apply(kept);
        if (value == null) {
          throw new IllegalStateException("the state has no " + schema.words() + " where one is");
        }
        return value;
      }

      @Override
      public Json json(T value) {
        return json.apply(value);
      }

      @Override
      public Schema schema() {
        return schema;
      }
    };
  }

  // --- For generated types ---

  /** A required value. */
  public static Json there(JsonObject kept, String key) {
    Json value = kept.get(key);
    if (value == null) {
      throw new IllegalStateException("the state has no \"" + key + "\" where one is");
    }
    return value;
  }

  public static JsonObject object(Json kept) {
    return OBJECT.of(kept);
  }

  public static String text(JsonObject kept, String key) {
    return kept.get(key) instanceof Json.Text(var text) ? text : TEXT.of(there(kept, key));
  }

  public static long whole(JsonObject kept, String key) {
    return kept.get(key) instanceof Json.Num(var number)
        ? (long) number
        : WHOLE.of(there(kept, key));
  }

  public static double number(JsonObject kept, String key) {
    return kept.get(key) instanceof Json.Num(var number) ? number : NUMBER.of(there(kept, key));
  }

  public static boolean bool(JsonObject kept, String key) {
    return kept.get(key) instanceof Json.Bool(var bool) ? bool : BOOL.of(there(kept, key));
  }
}
