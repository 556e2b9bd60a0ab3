package dev.roomkeeper.server.binary;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.json.JsonCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the values that clients send. An object comes as a change of an empty one. */
final class ValueReader {
  private final ByteReader in;

  ValueReader(ByteReader in) {
    this.in = in;
  }

  // --- What an object is made of ---

  Form form() throws MalformedBinary {
    return form(JsonCodec.DEPTH_MAX - 2);
  }

  private Form form(int depthLeft) throws MalformedBinary {
    if (depthLeft == 0) {
      throw tooDeep();
    }
    List<Form.Part> parts = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    while (true) {
      long tag = in.varint();
      int op = (int) (tag >>> 1) & 7;
      Form.Part part =
          op == ChangeWriter.MANY ? many(tag >>> 4, depthLeft) : one(tag, op, depthLeft);
      if (part instanceof Form.One(var key, _, _) && !keys.add(key)) {
        throw twice();
      }
      parts.add(part);
      if ((tag & 1) == 1) {
        return new Form(parts);
      }
    }
  }

  private Form.One one(long tag, int op, int depthLeft) throws MalformedBinary {
    if (tag >>> 4 != 0) {
      throw new MalformedBinary("a member is named that is not there");
    }
    String key = in.string();
    return switch (op) {
      case ChangeWriter.ASSIGN -> new Form.One(key, -1, null);
      case ChangeWriter.INSIDE -> new Form.One(key, -1, form(depthLeft - 1));
      case ChangeWriter.STEP_WHOLE -> new Form.One(key, Scale.WHOLE, null);
      case ChangeWriter.STEP_64TH -> new Form.One(key, Scale.SIXTY_FOURTH, null);
      case ChangeWriter.STEP_100TH -> new Form.One(key, Scale.HUNDREDTH, null);
      case ChangeWriter.STEP_SCALED -> new Form.One(key, scale(in.varint()), null);
      default -> throw new MalformedBinary("a member is removed that is not there");
    };
  }

  private Form.Many many(long reference, int depthLeft) throws MalformedBinary {
    int how = (int) reference & 3;
    int count = in.count((reference >>> 2) + 1);
    return switch (how) {
      case ChangeWriter.NEW -> new Form.Many(count, 0, form(depthLeft - 1));
      case ChangeWriter.NEW_OF_ONE_LENGTH -> {
        int keyBytes = in.count(in.varint());
        if (keyBytes == 0) {
          throw new MalformedBinary("many members have no name");
        }
        yield new Form.Many(count, keyBytes, form(depthLeft - 1));
      }
      default -> throw new MalformedBinary("members are named that are not there");
    };
  }

  private static int scale(long code) throws MalformedBinary {
    if (!Scale.isCode(code)) {
      throw new MalformedBinary("there is no such scale");
    }
    return (int) code;
  }

  // --- Its values ---

  JsonObject object(Form form) throws MalformedBinary {
    return object(form, JsonCodec.DEPTH_MAX - 2);
  }

  private JsonObject object(Form form, int depthLeft) throws MalformedBinary {
    if (depthLeft == 0) {
      throw tooDeep();
    }
    in.charge(2);
    Map<String, Json> members = new HashMap<>();
    for (Form.Part part : form.parts()) {
      switch (part) {
        case Form.One(var key, var scale, var inside) -> {
          in.charge(key.length() + 4);
          put(
              members,
              key,
              inside != null
                  ? object(inside, depthLeft - 1)
                  : scale < 0 ? value(depthLeft) : number(in.varint(), scale));
        }
        case Form.Many(var count, var keyBytes, var inside) -> {
          for (int i = 0; i < count; i++) {
            in.charge(4);
            String key = keyBytes == 0 ? in.string() : in.spelled(keyBytes);
            put(members, key, object(inside, depthLeft - 1));
          }
        }
      }
    }
    return JsonObject.of(members);
  }

  private static void put(Map<String, Json> members, String key, Json value)
      throws MalformedBinary {
    if (members.put(key, value) != null) {
      throw twice();
    }
  }

  private Json number(long twisted, int scale) throws MalformedBinary {
    in.charge(1);
    return Json.of(Scale.number(ByteReader.untwisted(twisted), scale));
  }

  Json value() throws MalformedBinary {
    return value(JsonCodec.DEPTH_MAX - 1);
  }

  private Json value(int depthLeft) throws MalformedBinary {
    long tag = in.varint();
    in.charge(1);
    return switch ((int) tag & 7) {
      case ChangeWriter.SIMPLE -> simple(tag >>> 3);
      case ChangeWriter.INTEGER -> number(tag >>> 3, Scale.WHOLE);
      case ChangeWriter.IN_64THS -> number(tag >>> 3, Scale.SIXTY_FOURTH);
      case ChangeWriter.IN_100THS -> number(tag >>> 3, Scale.HUNDREDTH);
      case ChangeWriter.TEXT -> Json.of(in.string(tag >>> 3));
      case ChangeWriter.ARRAY -> array(in.count(tag >>> 3), depthLeft - 1);
      case ChangeWriter.OBJECT -> object(form(depthLeft - 1), depthLeft - 1);
      default -> number(in.varint(), scale(tag >>> 3));
    };
  }

  private Json simple(long which) throws MalformedBinary {
    return switch ((int) Math.min(which, Integer.MAX_VALUE)) {
      case ChangeWriter.NULL -> Json.Null.NULL;
      case ChangeWriter.FALSE -> Json.Bool.FALSE;
      case ChangeWriter.TRUE -> Json.Bool.TRUE;
      case ChangeWriter.DOUBLE -> Json.of(in.eightBytes());
      case ChangeWriter.EMPTY_OBJECT -> JsonObject.EMPTY;
      default -> throw new MalformedBinary("there is no such value");
    };
  }

  private Json array(int count, int depthLeft) throws MalformedBinary {
    if (depthLeft < 0) {
      throw tooDeep();
    }
    List<Json> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Json item = value(depthLeft);
      if (item.hasNull()) {
        throw new MalformedBinary("an array must not hold null: arrays are set whole");
      }
      items.add(item);
    }
    return new Json.Arr(items);
  }

  private static MalformedBinary tooDeep() {
    return new MalformedBinary(
        "values are nested more than " + JsonCodec.DEPTH_MAX + " levels deep");
  }

  private static MalformedBinary twice() {
    return new MalformedBinary("a key stands twice in an object");
  }
}
