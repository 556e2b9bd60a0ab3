package dev.roomkeeper.server.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.json.JsonCodec;
import java.io.ByteArrayOutputStream;

/** WebSocket messages as bytes, and the JSON messages that every dialect may send. */
final class Frames {
  static final int OPCODE_TEXT = 0x1;
  static final int OPCODE_BINARY = 0x2;
  static final int OPCODE_CLOSE = 0x8;
  static final int OPCODE_PING = 0x9;
  static final int OPCODE_PONG = 0xA;

  private Frames() {}

  static byte[] message(String type, JsonObject payload) {
    return frame(type, JsonObject.of("payload", payload));
  }

  /** The type comes first, so that a reader knows early what it reads. */
  static byte[] frame(String type, JsonObject fields) {
    byte[] name = JsonCodec.write(Json.of(type));
    byte[] rest = JsonCodec.write(fields);
    ByteArrayOutputStream json = new ByteArrayOutputStream(name.length + rest.length + 10);
    json.writeBytes("{\"type\":".getBytes(UTF_8));
    json.writeBytes(name);
    json.write(',');
    json.write(rest, 1, rest.length - 1);
    return text(json.toByteArray());
  }

  /** A message of text. */
  static byte[] text(byte[] payload) {
    return frame(OPCODE_TEXT, payload);
  }

  static byte[] close(int code, String reason) {
    byte[] words = reason.getBytes(UTF_8);
    int length = Math.min(words.length, 120); // A control frame holds at most 125 bytes.
    while (length > 0 && length < words.length && (words[length] & 0xC0) == 0x80) {
      length--;
    }
    byte[] payload = new byte[2 + length];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(words, 0, payload, 2, length);
    return frame(OPCODE_CLOSE, payload);
  }

  /** An unmasked, unfragmented WebSocket frame (RFC 6455, 5.2). */
  static byte[] frame(int opcode, byte[] payload) {
    int length = payload.length;
    int header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
    byte[] frame = new byte[header + length];
    frame[0] = (byte) (0x80 | opcode);
    if (header == 2) {
      frame[1] = (byte) length;
    } else if (header == 4) {
      frame[1] = 126;
      frame[2] = (byte) (length >> 8);
      frame[3] = (byte) length;
    } else {
      frame[1] = 127;
      for (int i = 0; i < 4; i++) {
        frame[6 + i] = (byte) (length >> (24 - 8 * i));
      }
    }
    System.arraycopy(payload, 0, frame, header, length);
    return frame;
  }
}
