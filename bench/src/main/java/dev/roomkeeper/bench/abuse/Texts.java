package dev.roomkeeper.bench.abuse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Frames that attackers send. */
final class Texts {
  private Texts() {}

  /** A command without a number. */
  static String command(String type, String payload) {
    return "{\"type\":\"" + type + "\",\"payload\":" + payload + "}";
  }

  /** A command with a number. */
  static String command(String type, long seq, String payload) {
    return "{\"type\":\"" + type + "\",\"seq\":" + seq + ",\"payload\":" + payload + "}";
  }

  /** A patch of the board that sets one object to a text of that many bytes. */
  static String large(String objectId, int bytes) {
    return command("board", "{\"" + objectId + "\":{\"text\":\"" + "x".repeat(bytes) + "\"}}");
  }

  /** A patch of the board that gives one object thousands of small values. */
  static String leaves(String objectId, int count) {
    return command("board", "{\"" + objectId + "\":{" + list(count, i -> "\"" + i + "\":1") + "}}");
  }

  /** A patch of the board that moves that many objects. */
  static String manyObjects(int count, long x) {
    return command("board", "{" + list(count, i -> "\"o" + i + "\":{\"x\":" + x + "}") + "}");
  }

  static String list(int count, IntFunction<String> item) {
    return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(","));
  }

  /**
   * A masked frame of the WebSocket protocol whose mask is 0.
   *
   * @param first its first byte: whether it is the last part, and its opcode
   */
  static byte[] frame(int first, String payload) {
    byte[] bytes = payload.getBytes(UTF_8);
    if (bytes.length > 125) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d bytes are no short frame", bytes.length));
    }
    byte[] frame = new byte[6 + bytes.length];
    frame[0] = (byte) first;
    frame[1] = (byte) (0x80 | bytes.length);
    System.arraycopy(bytes, 0, frame, 6, bytes.length);
    return frame;
  }
}
