package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Readers of the types that need no declaration of their own. */
public final class Readers {
  private Readers() {}

  private static <T> Reader<T> reader(
      Schema schema, BiFunction<Json, Reading, ? extends @Nullable T> read) {
    return new Reader<>() {
      @Override
      public @Nullable T read(Json value, Reading reading) {
        return read.apply(value, reading);
      }

      @Override
      public Schema schema() {
        return schema;
      }
    };
  }

  /** Strings with a bounded number of characters. */
  public static Reader<String> text(int min, int max, Code tooLong) {
    return reader(
        new Schema.Text(min, max), (value, reading) -> reading.text("", value, min, max, tooLong));
  }

  public static Reader<Integer> integer(int min, int max) {
    return reader(
        new Schema.Whole(min, max), (value, reading) -> (int) reading.whole("", value, min, max));
  }

  public static Reader<Long> whole(long min, long max) {
    return reader(
        new Schema.Whole(min, max), (value, reading) -> reading.whole("", value, min, max));
  }

  public static Reader<Double> number(double min, double max) {
    return reader(
        new Schema.Decimal(min, max), (value, reading) -> reading.number("", value, min, max));
  }

  public static Reader<Boolean> bool() {
    return reader(new Schema.Bool(), (value, reading) -> reading.bool("", value));
  }

  /** Any value with a bounded size. */
  public static Reader<Json> json(int bytesMax) {
    return reader(
        new Schema.Any(), (value, reading) -> isSmall(value, bytesMax, reading) ? value : null);
  }

  /** Objects of any fields, with a bounded number of fields and size. */
  public static Reader<JsonObject> object(int min, int max, Code tooMany, int bytesMax) {
    return reader(
        new Schema.AnyObject(false),
        (value, reading) -> {
          JsonObject object = reading.object(value);
          return object != null
                  && reading.fits(object.size(), min, max, "fields", tooMany)
                  && isSmall(object, bytesMax, reading)
              ? object
              : null;
        });
  }

  /** Merge patches, whose arrays hold no null; by id if the keys are ids. */
  public static Reader<JsonObject> patch(boolean byId) {
    return reader(
        new Schema.AnyObject(true),
        (value, reading) -> {
          JsonObject patch = reading.object(value);
          if (patch == null || (byId && !areIds(patch, reading))) {
            return null;
          }
          if (hasNullInArray(patch)) {
            reading.wrong(Code.BAD_REQUEST, "an array can't hold null");
          }
          return patch;
        });
  }

  /** Arrays with a bounded number of items. */
  public static <T> Reader<List<T>> list(Reader<T> item, int min, int max, Code tooMany) {
    return reader(
        new Schema.ListOf(item.schema(), max),
        (value, reading) -> reading.list(value, item, min, max, tooMany));
  }

  /** Objects with a bounded number of fields, whose keys are names or ids. */
  public static <T> Reader<Map<String, T>> map(
      Reader<String> key, Reader<T> field, int min, int max, Code tooMany) {
    return reader(
        new Schema.MapOf(field.schema(), max),
        (value, reading) -> reading.map(value, key, field, min, max, tooMany));
  }

  /** The same, but a field may hold null. */
  public static <T> Reader<Map<String, @Nullable T>> mapWithNulls(
      Reader<String> key, Reader<T> field, int min, int max, Code tooMany) {
    return reader(
        new Schema.MapOf(new Schema.OrNull(field.schema()), max),
        (value, reading) -> reading.mapWithNulls(value, key, field, min, max, tooMany));
  }

  private static boolean isSmall(Json value, int bytesMax, Reading reading) {
    if (value.bytes() > bytesMax) {
      reading.wrong(Code.TOO_LARGE, reading.named("") + " takes at most " + bytesMax + " bytes");
    }
    return value.bytes() <= bytesMax;
  }

  private static boolean areIds(JsonObject patch, Reading reading) {
    for (String id : patch.keys()) {
      if (id.isEmpty() || id.length() > Id.LENGTH_MAX) {
        reading.wrong(
            Code.BAD_REQUEST,
            "an id has 1 to " + Id.LENGTH_MAX + " characters, not " + id.length());
      }
    }
    return !reading.isWrong();
  }

  private static boolean hasNullInArray(Json value) {
    return switch (value) {
      case Json.Arr array -> array.hasNull();
      case Json.Leaf _ -> false;
      case JsonObject object -> {
        boolean[] found = {false};
        object.forEach((_, member) -> found[0] |= hasNullInArray(member));
        yield found[0];
      }
    };
  }
}
