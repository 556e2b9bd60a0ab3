package dev.roomkeeper.module.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Converts JSON text to and from the engine's values, within bounds. Thread-safe. */
public final class JsonCodec {
  /** The depth of nesting that a frame or body may have. */
  public static final int DEPTH_MAX = 32;

  private static final double WHOLE_MAX = 9_007_199_254_740_991.0;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Keys are often ids, so a table of all keys ever seen costs more than it saves.
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(1_000).maxNumberLength(100).build())
          .build();

  private JsonCodec() {}

  /** The JSON cannot be read. The message says what is wrong and quotes none of it. */
  public static final class MalformedJson extends Exception {
    private static final long serialVersionUID = 1;

    MalformedJson(String message) {
      super(message);
    }
  }

  /**
   * Reads one object that takes up all the bytes. It may contain nulls, which delete in a patch.
   */
  public static JsonObject readObject(byte[] bytes, int offset, int length) throws MalformedJson {
    return read(bytes, offset, length, DEPTH_MAX);
  }

  public static JsonObject readObject(byte[] bytes) throws MalformedJson {
    return readObject(bytes, 0, bytes.length);
  }

  /**
   * Reads text that is valid Unicode. An escape can yield half of a surrogate pair, which could
   * never be written.
   */
  private static String whole(String text) throws MalformedJson {
    if (hasHalfPair(text)) {
      throw new MalformedJson("a string holds half of a surrogate pair");
    }
    return text;
  }

  private static boolean hasHalfPair(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /** Reads what {@link #write} wrote, which can be nested deeper than input from outside. */
  public static JsonObject readOwn(byte[] bytes) {
    try {
      return read(bytes, 0, bytes.length, 200);
    } catch (MalformedJson e) {
      throw new IllegalStateException("what was kept can't be read", e);
    }
  }

  /** Like {@link #readOwn}, for a column of a table. */
  public static JsonObject json(String text) {
    return readOwn(text.getBytes(UTF_8));
  }

  /** For a column of a table. */
  public static String text(Json value) {
    return new String(write(value), UTF_8);
  }

  private static JsonObject read(byte[] bytes, int offset, int length, int depthMax)
      throws MalformedJson {
    try (JsonParser parser =
        FACTORY.createParser(
            ObjectReadContext.empty(), escapesChecked(decoded(bytes, offset, length)))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedJson("a JSON object is expected");
      }
      JsonObject object = object(parser, depthMax - 1);
      if (parser.nextToken() != null) {
        throw new MalformedJson("there is something behind the JSON object");
      }
      return object;
    } catch (JacksonException e) {
      throw new MalformedJson("this is not JSON: " + place(e));
    }
  }

  /** Decodes strictly: refuses invalid UTF-8 and never replaces it. */
  private static String decoded(byte[] bytes, int offset, int length) throws MalformedJson {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedJson("this is not UTF-8");
    }
  }

  /**
   * Jackson's string reader accepts any character as a hex digit, because it looks only at the low
   * byte.
   */
  private static String escapesChecked(String json) throws MalformedJson {
    for (int at = json.indexOf('\\'); at >= 0; at = json.indexOf('\\', at + 2)) {
      if (json.startsWith("u", at + 1)) {
        for (int i = at + 2; i < at + 6; i++) {
          if (i >= json.length() || !HexFormat.isHexDigit(json.charAt(i))) {
            throw new MalformedJson("this is not JSON: an escape needs four hex digits");
          }
        }
      }
    }
    return json;
  }

  private static String place(JacksonException e) {
    var location = e.getLocation();
    return location == null
        ? "it can't be read"
        : "it can't be read at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static JsonObject object(JsonParser parser, int depthLeft) throws MalformedJson {
    Map<String, Json> members = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = whole(parser.currentName());
      parser.nextToken();
      members.put(key, value(parser, depthLeft));
    }
    return JsonObject.of(members);
  }

  private static Json value(JsonParser parser, int depthLeft) throws MalformedJson {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new MalformedJson("the JSON ends too early");
    }
    return switch (token) {
      case START_OBJECT -> object(parser, deeper(depthLeft));
      case START_ARRAY -> array(parser, deeper(depthLeft));
      case VALUE_STRING -> Json.of(whole(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> Json.Bool.TRUE;
      case VALUE_FALSE -> Json.Bool.FALSE;
      case VALUE_NULL -> Json.Null.NULL;
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new MalformedJson("the JSON can't be read");
    };
  }

  private static Json array(JsonParser parser, int depthLeft) throws MalformedJson {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Json item = value(parser, depthLeft);
      if (item.hasNull()) {
        throw new MalformedJson("an array must not hold null: arrays are set whole");
      }
      items.add(item);
    }
    return new Json.Arr(items);
  }

  private static Json number(JsonParser parser) throws MalformedJson {
    double number = parser.getDoubleValue();
    if (!Double.isFinite(number)) {
      throw new MalformedJson("a number is not finite");
    }
    return Json.of(number);
  }

  private static int deeper(int depthLeft) throws MalformedJson {
    if (depthLeft == 0) {
      throw new MalformedJson("the JSON is nested more than " + DEPTH_MAX + " levels deep");
    }
    return depthLeft - 1;
  }

  /** The value as UTF-8 JSON without spaces, keys in order. */
  public static byte[] write(Json value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(value.bytes() + 16, 1 << 20));
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(value, generator);
    }
    return out.toByteArray();
  }

  /** The patch of a change, as {@link #write} writes it, without building a tree first. */
  public static byte[] writePatch(Change change) {
    return write(change, false);
  }

  /** The patch that undoes the change. */
  public static byte[] writeInverse(Change change) {
    return write(change, true);
  }

  private static byte[] write(Change change, boolean inverse) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(change.bytes() + 16, 1 << 20));
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(change, inverse, generator);
    }
    return out.toByteArray();
  }

  private static void write(Change change, boolean inverse, JsonGenerator generator) {
    switch (change) {
      case Change.Replace(var before, var after) -> {
        Json value = inverse ? before : after;
        write(value == null ? Json.Null.NULL : value, generator);
      }
      case Change.Nested nested -> {
        generator.writeStartObject();
        nested.forEach((key, inner) -> {
          generator.writeName(key);
          write(inner, inverse, generator);
        });
        generator.writeEndObject();
      }
    }
  }

  private static void write(Json value, JsonGenerator generator) {
    switch (value) {
      case Json.Text(var text) -> generator.writeString(text);
      case Json.Num(var number) -> {
        if (number == Math.rint(number) && Math.abs(number) <= WHOLE_MAX) {
          generator.writeNumber((long) number);
        } else {
          generator.writeNumber(number);
        }
      }
      case Json.Bool(var bool) -> generator.writeBoolean(bool);
      case Json.Null.NULL -> generator.writeNull();
      case Json.Arr(var items) -> {
        generator.writeStartArray();
        items.forEach(item -> write(item, generator));
        generator.writeEndArray();
      }
      case JsonObject object -> {
        generator.writeStartObject();
        object.forEach((key, member) -> {
          generator.writeName(key);
          write(member, generator);
        });
        generator.writeEndObject();
      }
    }
  }
}
