package dev.roomkeeper.server.binary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the bytes of one frame. It never allocates by a claimed length, and everything that it
 * reads is bounded by its size as JSON, where a repeated string counts each time.
 */
final class ByteReader {
  private static final long VARINT_MAX = 1L << 53;

  private final byte[] bytes;
  private final int jsonBytesMax;
  private final List<String> strings = new ArrayList<>();
  private int at;
  private int jsonBytes;
  private int formBytes;

  ByteReader(byte[] bytes, int jsonBytesMax) {
    this.bytes = bytes;
    this.jsonBytesMax = jsonBytesMax;
  }

  /** Notes that a command's form has been read, but not its values. */
  void endForm() {
    formBytes = at;
  }

  /** How many bytes the frame had up to there. */
  int formBytes() {
    return formBytes;
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  /** Counts something's size as JSON. */
  void charge(int more) throws MalformedBinary {
    jsonBytes += more;
    if (jsonBytes > jsonBytesMax) {
      throw MalformedBinary.tooLarge(jsonBytesMax);
    }
  }

  int oneByte() throws MalformedBinary {
    if (at == bytes.length) {
      throw new MalformedBinary("the frame ends too early");
    }
    return bytes[at++] & 0xFF;
  }

  long varint() throws MalformedBinary {
    long value = 0;
    for (int shift = 0; shift < 56; shift += 7) {
      int next = oneByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        if (value > VARINT_MAX) {
          break;
        }
        return value;
      }
    }
    throw new MalformedBinary("a number is over 2^53");
  }

  static long untwisted(long value) {
    return value >>> 1 ^ -(value & 1);
  }

  /** A count of items that follow, each of at least one byte. */
  int count(long claimed) throws MalformedBinary {
    if (claimed > bytes.length - at) {
      throw new MalformedBinary("more is announced than the frame has");
    }
    return (int) claimed;
  }

  double eightBytes() throws MalformedBinary {
    count(8);
    double number = ByteBuffer.wrap(bytes, at, 8).getDouble();
    at += 8;
    if (!Double.isFinite(number)) {
      throw new MalformedBinary("a number is not finite");
    }
    return number;
  }

  String string() throws MalformedBinary {
    return string(varint());
  }

  /** A string by its first number: spelled out, or a reference to an earlier one. */
  String string(long first) throws MalformedBinary {
    if ((first & 1) == 0) {
      String text = spelled(first >>> 1);
      if (strings.size() < ByteWriter.STRINGS_MAX) {
        strings.add(text);
      }
      return text;
    }
    if (first >>> 1 >= strings.size()) {
      throw new MalformedBinary("a string is named that was not spelled");
    }
    String text = strings.get((int) (first >>> 1));
    charge(text.length());
    return text;
  }

  /** Decodes strictly: refuses invalid UTF-8 and never replaces it. */
  String spelled(long claimed) throws MalformedBinary {
    int length = count(claimed);
    charge(length);
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length)).toString();
      at += length;
      return text;
    } catch (CharacterCodingException e) {
      throw new MalformedBinary("this is not UTF-8");
    }
  }
}
