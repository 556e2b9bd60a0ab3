package dev.roomkeeper.server.binary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes of one frame, with the table of the strings that were spelled out in it or in its part.
 */
public final class ByteWriter {
  /** Strings beyond this number are spelled out each time. */
  static final int STRINGS_MAX = 4_096;

  private byte[] bytes;
  private int length;
  private final Map<String, Integer> strings = new HashMap<>();

  public ByteWriter(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  public ByteWriter() {
    this(64);
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(2L * bytes.length + more, Integer.MAX_VALUE - 8));
    }
  }

  public ByteWriter oneByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /** Seven bits per byte, the lowest first. The top bit says that more follow. */
  public ByteWriter varint(long value) {
    reserve(10);
    long rest = value;
    while (rest > 0x7F) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    return this;
  }

  /** 0, -1, 1, -2, 2 … as 0, 1, 2, 3, 4 … */
  ByteWriter zigzag(long value) {
    return varint(twisted(value));
  }

  static long twisted(long value) {
    return value << 1 ^ value >> 63;
  }

  public ByteWriter fourBytes(int value) {
    reserve(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
    return this;
  }

  ByteWriter eightBytes(long value) {
    return fourBytes((int) (value >>> 32)).fourBytes((int) value);
  }

  public ByteWriter raw(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  /** A string: spelled out, or the number of an earlier one in this frame. */
  public ByteWriter string(String text) {
    return string(text, 0, 0);
  }

  /** A string whose first number is combined with a tag of some bits. */
  ByteWriter string(String text, int tag, int tagBits) {
    Integer number = strings.get(text);
    if (number != null) {
      return varint(((long) number << 1 | 1) << tagBits | tag);
    }
    if (strings.size() < STRINGS_MAX) {
      strings.put(text, strings.size());
    }
    byte[] spelled = text.getBytes(UTF_8);
    return varint((long) spelled.length << 1 << tagBits | tag).raw(spelled);
  }

  /** Forgets the strings, because what follows is independent. */
  public ByteWriter newStrings() {
    strings.clear();
    return this;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
