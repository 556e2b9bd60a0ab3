package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How P19 has a text message answered, found out apart from the server's own reading. */
sealed interface FrameOracle {
  /** {@code error}, and one more of the three in a row. */
  record Malformed() implements FrameOracle {}

  /** {@code ack} or {@code reject} with this number. */
  record Numbered(long seq) implements FrameOracle {}

  /** {@code pong}. */
  record Pong() implements FrameOracle {}

  /** {@code error} or {@code auth}. */
  record AuthAnswer() implements FrameOracle {}

  /** {@code reject} without a number. */
  record Refused() implements FrameOracle {}

  /** {@code reject} without a number, or nothing. */
  record Silence() implements FrameOracle {}

  int MESSAGE_BYTES_MAX = 64 << 10;
  int DEPTH_MAX = 32;
  int TEXT_MAX = 64;
  long SEQ_MAX = (1L << 53) - 1;

  JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static FrameOracle of(String message) {
    byte[] bytes = message.getBytes(UTF_8);
    if (bytes.length > MESSAGE_BYTES_MAX) {
      return new Malformed();
    }
    JsonNode frame;
    try {
      frame =
          STRICT.readTree(bytes); // Jackson's reader of Strings takes any letter for a hex digit.
    } catch (JacksonException e) {
      return new Malformed();
    }
    if (!frame.isObject() || !isTaken(frame, DEPTH_MAX, false)) {
      return new Malformed();
    }
    JsonNode type = frame.path("type");
    String name = type.isString() ? type.asString() : "";
    if (name.isEmpty() || name.length() > TEXT_MAX) {
      return new Malformed();
    }
    JsonNode payload = frame.path("payload");
    return switch (name) {
      case "ping" -> new Pong();
      case "auth" -> payload.path("token").isString() ? new AuthAnswer() : new Malformed();
      case "join" -> isJoin(payload) ? new Refused() : new Malformed();
      default -> command(frame.get("seq"), payload);
    };
  }

  private static FrameOracle command(@Nullable JsonNode seq, JsonNode payload) {
    if (seq == null) {
      return payload.isObject() || payload.isMissingNode() ? new Silence() : new Refused();
    }
    double number = seq.isNumber() ? seq.doubleValue() : 0;
    return number >= 1 && number <= SEQ_MAX && number == Math.rint(number)
        ? new Numbered((long) number)
        : new Malformed();
  }

  private static boolean isJoin(JsonNode payload) {
    if (payload.isMissingNode()) {
      return true;
    }
    JsonNode name = payload.path("name");
    JsonNode passphrase = payload.path("passphrase");
    JsonNode resume = payload.path("resume");
    return payload.isObject()
        && (isNothing(name) || (name.isString() && name.asString().length() <= TEXT_MAX))
        && (isNothing(passphrase)
            || (passphrase.isString() && passphrase.asString().length() <= 256))
        && (isNothing(resume)
            || (resume.path("session").isString()
                && resume.path("epoch").isNumber()
                && resume.path("epoch").doubleValue() >= 0
                && resume.path("version").isNumber()
                && resume.path("version").doubleValue() >= 0));
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  /** Finite, not too deep, no null in an array, no half of a surrogate pair. */
  private static boolean isTaken(JsonNode node, int levels, boolean inArray) {
    if (node.isNumber()) {
      return Double.isFinite(node.doubleValue()) && node.asString().length() <= 100;
    }
    if (node.isString()) {
      return isWhole(node.asString());
    }
    if (node.isNull()) {
      return !inArray;
    }
    if (!node.isContainer()) {
      return true;
    }
    if (levels == 0) {
      return false;
    }
    boolean[] taken = {true};
    if (node.isArray()) {
      node.forEach(item -> taken[0] &= isTaken(item, levels - 1, true) && !hasNull(item));
    } else {
      node.forEachEntry(
          (key, member) -> taken[0] &= isWhole(key) && isTaken(member, levels - 1, false));
    }
    return taken[0];
  }

  private static boolean hasNull(JsonNode node) {
    if (node.isNull()) {
      return true;
    }
    boolean[] found = {false};
    node.forEach(child -> found[0] |= hasNull(child));
    return found[0];
  }

  private static boolean isWhole(String text) {
    return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
  }
}
