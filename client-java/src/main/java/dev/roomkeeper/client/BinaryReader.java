package dev.roomkeeper.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.client.FrameCodec.UnreadableFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the values and changes of one binary frame ("Binary" in PROTOCOL.md). */
final class BinaryReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int STRINGS_MAX = 4_096;
  private static final long WHOLE_MAX = 1L << 53;

  private static final int REMOVE = 0;
  private static final int ASSIGN = 1;
  private static final int INSIDE = 2;
  private static final int MANY = 3;
  private static final int STEP_SCALED = 7;
  private static final int[] STEP_SCALES = {0, 22, 2};

  private static final int LISTED = 0;
  private static final int IN_A_ROW = 1;
  private static final int NEW = 2;

  private final byte[] bytes;
  private final int length;
  private List<String> strings = new ArrayList<>();
  private int at;

  BinaryReader(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  boolean isAtEnd() {
    return at == length;
  }

  int oneByte() throws UnreadableFrame {
    check(at < length, "the frame ends too early");
    return bytes[at++] & 0xFF;
  }

  long varint() throws UnreadableFrame {
    long value = 0;
    for (int shift = 0; shift < 56; shift += 7) {
      int next = oneByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        check(value <= WHOLE_MAX, "a number is over 2^53");
        return value;
      }
    }
    throw new UnreadableFrame("a number is over 2^53");
  }

  int fourBytes() throws UnreadableFrame {
    count(4);
    at += 4;
    return ByteBuffer.wrap(bytes, at - 4, 4).getInt();
  }

  long zigzag() throws UnreadableFrame {
    return untwisted(varint());
  }

  private static long untwisted(long value) {
    return value >>> 1 ^ -(value & 1);
  }

  int count(long claimed) throws UnreadableFrame {
    check(claimed <= length - at, "the frame ends too early");
    return (int) claimed;
  }

  String string() throws UnreadableFrame {
    return string(varint());
  }

  private String string(long first) throws UnreadableFrame {
    if ((first & 1) == 1) {
      check(first >>> 1 < strings.size(), "a reference to a string that was not sent");
      return strings.get((int) (first >>> 1));
    }
    String text = spelled(first >>> 1);
    if (strings.size() < STRINGS_MAX) {
      strings.add(text);
    }
    return text;
  }

  private String spelled(long claimed) throws UnreadableFrame {
    int size = count(claimed);
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, size)).toString();
      at += size;
      return text;
    } catch (CharacterCodingException e) {
      throw new UnreadableFrame("a string is not UTF-8");
    }
  }

  /** Forgets the strings that were sent so far: what follows does not refer to them. */
  void newStrings() {
    strings = new ArrayList<>();
  }

  // --- Values ---

  JsonNode value() throws UnreadableFrame {
    long tag = varint();
    long rest = tag >>> 3;
    return switch ((int) tag & 7) {
      case 0 -> simple(rest);
      case 1 -> number(untwisted(rest), 0);
      case 2 -> number(untwisted(rest), 22);
      case 3 -> number(untwisted(rest), 2);
      case 4 -> NODES.stringNode(string(rest));
      case 5 -> {
        ArrayNode items = NODES.arrayNode();
        for (int left = count(rest); left > 0; left--) {
          items.add(value());
        }
        yield items;
      }
      case 6 -> change(new HeldLayers.Held());
      default -> number(zigzag(), rest);
    };
  }

  private JsonNode simple(long which) throws UnreadableFrame {
    if (which == 3) {
      count(8);
      at += 8;
      return number(ByteBuffer.wrap(bytes, at - 8, 8).getDouble());
    }
    check(which <= 4, "unknown kind of value");
    return which == 0
        ? NODES.nullNode()
        : which == 4 ? NODES.objectNode() : NODES.booleanNode(which == 2);
  }

  private static double units(long scale) throws UnreadableFrame {
    check(scale <= 9 || (scale >= 16 && scale <= 40), "unknown scale");
    return scale <= 9 ? Math.pow(10, (int) scale) : (double) (1L << (scale - 16));
  }

  private static JsonNode number(long multiple, long scale) throws UnreadableFrame {
    return number(multiple / units(scale));
  }

  /** The node that a reader of JSON would make. */
  private static JsonNode number(double number) {
    if (number != Math.rint(number) || Math.abs(number) >= WHOLE_MAX) {
      return NODES.numberNode(number);
    }
    return number == (int) number
        ? NODES.numberNode((int) number)
        : NODES.numberNode((long) number);
  }

  // --- Changes ---

  /** The shape of a change: which members change and how, without their values. */
  private sealed interface Part {
    record One(int op, String key, long scale, List<Part> inside) implements Part {}

    /**
     * @param first the position of the first member, or the length of each key in bytes
     */
    record Many(int count, int how, int first, List<String> keys, List<Part> inside)
        implements Part {}
  }

  /** Reads a change, applies it to the object, and returns it as a merge patch. */
  ObjectNode change(HeldLayers.Held target) throws UnreadableFrame {
    return apply(shape(target), target);
  }

  private List<Part> shape(HeldLayers.Held target) throws UnreadableFrame {
    List<String> keys = target.keys();
    List<Part> shape = new ArrayList<>();
    int next = 0;
    while (true) {
      long tag = varint();
      int op = (int) (tag >>> 1) & 7;
      long reference = tag >>> 4;
      if (op == MANY) {
        shape.add(many(target, keys, reference));
      } else {
        check(reference <= keys.size() - next, "a reference to a member that is not there");
        int place = next + (int) reference;
        boolean isNew = place == keys.size();
        String key = isNew ? string() : keys.get(place);
        next = isNew ? next : place + 1;
        long scale = op == STEP_SCALED ? varint() : op > MANY ? STEP_SCALES[op - MANY - 1] : 0;
        shape.add(
            new Part.One(
                op, key, scale, op == INSIDE ? shape(target.inner(key)) : List.<Part>of()));
      }
      if ((tag & 1) == 1) {
        return shape;
      }
    }
  }

  private Part many(HeldLayers.Held target, List<String> keys, long reference)
      throws UnreadableFrame {
    int how = (int) reference & 3;
    int count = (int) Math.min(reference >>> 2, Integer.MAX_VALUE - 1) + 1;
    int first = how == NEW ? 0 : (int) Math.min(varint(), Integer.MAX_VALUE);
    HeldLayers.Held base =
        how == LISTED || how == IN_A_ROW ? target.inner(at(keys, first)) : new HeldLayers.Held();
    return new Part.Many(count, how, first, keys, shape(base));
  }

  private static String at(List<String> keys, long place) throws UnreadableFrame {
    check(place < keys.size(), "a reference to a member that is not there");
    return keys.get((int) place);
  }

  private ObjectNode apply(List<Part> shape, HeldLayers.Held target) throws UnreadableFrame {
    ObjectNode patch = NODES.objectNode();
    for (Part part : shape) {
      switch (part) {
        case Part.One one -> patch.set(one.key, member(one, target));
        case Part.Many many -> {
          long place = many.first;
          for (int i = 0; i < many.count; i++) {
            String key;
            if (many.how == NEW) {
              key = string();
            } else if (many.how > NEW) {
              key = spelled(many.first);
            } else {
              place += i == 0 ? 0 : many.how == IN_A_ROW ? 1 : varint() + 1;
              key = at(many.keys, place);
            }
            patch.set(key, apply(many.inside, target.made(key)));
          }
        }
      }
    }
    return patch;
  }

  private JsonNode member(Part.One one, HeldLayers.Held target) throws UnreadableFrame {
    String key = one.key;
    if (one.op == REMOVE) {
      target.remove(key);
      return NODES.nullNode();
    }
    if (one.op == INSIDE) {
      return apply(one.inside, target.made(key));
    }
    JsonNode value = one.op == ASSIGN ? value() : step(target.get(key), one.scale);
    target.put(key, value);
    return value;
  }

  private JsonNode step(@Nullable Object before, long scale) throws UnreadableFrame {
    double units = units(scale);
    double from = before instanceof JsonNode node && node.isNumber() ? node.doubleValue() : 0;
    return number((Math.rint(from * units) + zigzag()) / units);
  }

  private static void check(boolean holds, String otherwise) throws UnreadableFrame {
    if (!holds) {
      throw new UnreadableFrame(otherwise);
    }
  }
}
