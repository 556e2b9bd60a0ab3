package dev.roomkeeper.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a client's frames in binary. A command whose form was sent before is written as its values
 * and the form's number.
 */
final class BinaryWriter {
  private static final Set<String> MESSAGES = Set.of("join", "watch", "ping", "auth");
  private static final int FORMS_MAX = 32;
  private static final int FORM_BYTES_MAX = 1_024;

  /**
   * The server may refuse a larger frame before it keeps the form, so its form is not kept here
   * either.
   */
  private static final int FORM_FRAME_BYTES_MAX = 4_096;

  private final Map<String, Integer> forms = new HashMap<>();
  private int formBytes;

  byte[] frame(ObjectNode frame) {
    String type = frame.path("type").asString();
    JsonNode payload = frame.path("payload");
    if (MESSAGES.contains(type) || (!payload.isObject() && !payload.isMissingNode())) {
      Out out = new Out();
      out.write(1);
      out.string(type, 0, 1);
      out.value(payload.isMissingNode() ? JsonFrames.JSON.createObjectNode() : payload);
      return out.toByteArray();
    }
    JsonNode seq = frame.path("seq");
    int flags = (seq.isMissingNode() ? 0 : 1) + (payload.isEmpty() ? 2 : 0);
    Out out = new Out();
    out.string(type, 0, 1);
    out.write(flags);
    if (flags < 2) {
      out.shape(payload);
    }
    byte[] spelled = out.toByteArray();
    String name = new String(spelled, ISO_8859_1);
    Integer number = forms.get(name);
    Out whole = new Out();
    if (number != null) {
      whole.write(0x40 + number);
      whole.values(seq, payload);
      return whole.toByteArray();
    }
    out.values(seq, payload);
    byte[] all = out.toByteArray();
    boolean isKept =
        forms.size() < FORMS_MAX
            && formBytes + spelled.length + 1 <= FORM_BYTES_MAX
            && all.length < FORM_FRAME_BYTES_MAX;
    if (isKept) {
      forms.put(name, forms.size());
      formBytes += spelled.length + 1;
    }
    whole.write(isKept ? 3 : 2);
    whole.writeBytes(all);
    return whole.toByteArray();
  }

  /** The bytes of one frame. */
  private static final class Out extends ByteArrayOutputStream {
    private static final int ASSIGN = 1;
    private static final int INSIDE = 2;
    private static final int STEP_WHOLE = 4;
    private static final int STEP_64TH = 5;
    private static final double MULTIPLE_MAX = 1L << 49;

    private final Map<String, Integer> strings = new HashMap<>();

    void varint(long value) {
      long rest = value;
      while (rest > 0x7F) {
        write((int) rest | 0x80);
        rest >>>= 7;
      }
      write((int) rest);
    }

    void string(String text, int tag, int tags) {
      Integer number = strings.get(text);
      if (number != null) {
        varint((2L * number + 1) * tags + tag);
        return;
      }
      if (strings.size() < 4_096) {
        strings.put(text, strings.size());
      }
      byte[] spelled = text.getBytes(UTF_8);
      varint(2L * spelled.length * tags + tag);
      writeBytes(spelled);
    }

    private static int op(JsonNode value) {
      if (value.isObject() && !value.isEmpty()) {
        return INSIDE;
      }
      if (!value.isNumber()) {
        return ASSIGN;
      }
      double number = value.doubleValue();
      return isMultiple(number) ? STEP_WHOLE : isMultiple(number * 64) ? STEP_64TH : ASSIGN;
    }

    private static boolean isMultiple(double number) {
      return number == Math.rint(number) && Math.abs(number) <= MULTIPLE_MAX;
    }

    private static long twisted(double number) {
      long value = (long) number;
      return value << 1 ^ value >> 63;
    }

    void shape(JsonNode object) {
      int left = object.size();
      for (var member : object.properties()) {
        left--;
        int op = op(member.getValue());
        varint(2L * op + (left == 0 ? 1 : 0));
        string(member.getKey(), 0, 1);
        if (op == INSIDE) {
          shape(member.getValue());
        }
      }
    }

    void values(JsonNode seq, JsonNode payload) {
      if (!seq.isMissingNode()) {
        varint(seq.asLong());
      }
      data(payload);
    }

    private void data(JsonNode object) {
      for (var member : object.properties()) {
        JsonNode value = member.getValue();
        switch (op(value)) {
          case INSIDE -> data(value);
          case STEP_WHOLE -> varint(twisted(value.doubleValue()));
          case STEP_64TH -> varint(twisted(value.doubleValue() * 64));
          default -> value(value);
        }
      }
    }

    void value(JsonNode value) {
      if (value.isNumber()) {
        double number = value.doubleValue();
        if (isMultiple(number)) {
          varint(twisted(number) << 3 | 1);
        } else {
          varint(3 << 3);
          writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
        }
      } else if (value.isString()) {
        string(value.stringValue(), 4, 8);
      } else if (value.isArray()) {
        varint((long) value.size() << 3 | 5);
        value.forEach(this::value);
      } else if (value.isObject() && !value.isEmpty()) {
        varint(6);
        shape(value);
        data(value);
      } else {
        varint(
            value.isObject() ? 4 << 3 : value.isBoolean() ? (value.asBoolean() ? 2 : 1) << 3 : 0);
      }
    }
  }
}
