package dev.roomkeeper.server.binary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the bytes of one frame. Nothing is allocated by a length that was only claimed, and all
 * that is read may take only so much as JSON: strings that are named again and again count each
 * time.
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

  /** Notes that what a command is made of has been read, but not its values. */
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

  /** Counts what something takes as JSON. */
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

  /** How many of something follow, each of which takes a byte at least. */
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

  /** A string by its first number: spelled, or one that was spelled before. */
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

  /** Strictly: what is no UTF-8 is refused, and not made something else. */
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
