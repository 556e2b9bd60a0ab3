package dev.roomkeeper.bench;

import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * Finds the few values that a measurement needs in the bytes of a JSON frame, without parsing it.
 */
final class FrameScan {
  /** What a frame is, by its {@code type}. */
  enum Kind {
    MESSAGE,
    PATCH,
    ACK,
    REJECT,
    ERROR,
    OTHER
  }

  private static final byte[] TYPE = ascii("\"type\":\"");
  private static final byte[] SEQ = ascii("\"seq\":");
  private static final Kind[] NAMED = {Kind.MESSAGE, Kind.PATCH, Kind.ACK, Kind.REJECT, Kind.ERROR};
  private static final byte[][] NAMES = {
    ascii("message\""), ascii("patch\""), ascii("ack\""), ascii("reject\""), ascii("error\"")
  };

  private FrameScan() {}

  static Kind kind(byte[] data, int length) {
    int at = find(data, 0, length, TYPE);
    if (at >= 0) {
      for (int i = 0; i < NAMES.length; i++) {
        if (startsWith(data, at, length, NAMES[i])) {
          return NAMED[i];
        }
      }
    }
    return Kind.OTHER;
  }

  /** The frame's {@code seq}, or -1. */
  static long seq(byte[] data, int length) {
    int at = find(data, 0, length, SEQ);
    return at < 0 || at >= length || !isDigit(data[at]) ? -1 : number(data, at, length);
  }

  /** Calls {@code each} with every whole number after the marker. */
  static void stamps(byte[] data, int length, byte[] marker, LongConsumer each) {
    int at = find(data, 0, length, marker);
    while (at >= 0) {
      if (at < length && isDigit(data[at])) {
        each.accept(number(data, at, length));
      }
      at = find(data, at, length, marker);
    }
  }

  static long number(byte[] data, int from, int length) {
    long value = 0;
    for (int i = from; i < length && isDigit(data[i]); i++) {
      value = value * 10 + (data[i] - '0');
    }
    return value;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The index after the first occurrence that starts at {@code from} or later, or -1. */
  static int find(byte[] data, int from, int length, byte[] wanted) {
    byte first = wanted[0];
    int last = length - wanted.length;
    for (int i = from; i <= last; i++) {
      if (data[i] == first && startsWith(data, i, length, wanted)) {
        return i + wanted.length;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] data, int at, int length, byte[] wanted) {
    if (at + wanted.length > length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (data[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
