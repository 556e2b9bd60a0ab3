package dev.roomkeeper.bench;

import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;

/** Finds in a binary frame what {@link FrameScan} finds in a JSON frame. */
final class BinaryScan {
  private static final int PATCH = 0x03;
  private static final int EVENT = 0x04;
  private static final int ACK_DURABLE = 0x05;
  private static final int ACK_LAZY = 0x06;
  private static final int REJECT = 0x07;
  private static final int ERROR = 0x08;
  private static final int NEAR_PATCHES = 0x40;

  private BinaryScan() {}

  /** The kind of a frame. Reads only its first byte. */
  static FrameScan.Kind kind(byte[] data, int length) {
    int type = length == 0 ? -1 : data[0] & 0xFF;
    if (type >= NEAR_PATCHES) {
      return FrameScan.Kind.PATCH;
    }
    return switch (type) {
      case PATCH -> FrameScan.Kind.PATCH;
      case EVENT -> FrameScan.Kind.MESSAGE;
      case ACK_DURABLE, ACK_LAZY -> FrameScan.Kind.ACK;
      case REJECT -> FrameScan.Kind.REJECT;
      case ERROR -> FrameScan.Kind.ERROR;
      default -> FrameScan.Kind.OTHER;
    };
  }

  /** Calls {@code each} with every whole number under this key, at any depth. */
  static void stamps(JsonNode node, String key, LongConsumer each) {
    for (var member : node.properties()) {
      JsonNode value = member.getValue();
      if (value.isObject()) {
        stamps(value, key, each);
      } else if (value.isIntegralNumber() && member.getKey().equals(key)) {
        each.accept(value.longValue());
      }
    }
  }
}
