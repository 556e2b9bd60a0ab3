package dev.roomkeeper.kinds.arena;

/**
 * Whole numbers as text, 6 bits a character, for what is sent 30 times a second. The same in
 * TypeScript: client/src/kinds/arena/packed.ts. What the rules alone read of the last tick is
 * packed too: an object with its fields costs many times as much.
 */
final class Packed {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

  private Packed() {}

  /** Writes numbers one after the other. */
  static final class Writer {
    private final StringBuilder text = new StringBuilder(16);

    /** The lowest bits of the number, 6 for each character. */
    Writer add(long number, int characters) {
      for (int i = characters - 1; i >= 0; i--) {
        text.append(DIGITS.charAt((int) (number >>> (6 * i)) & 63));
      }
      return this;
    }

    /** A number of any size: 5 bits a character, the lowest first. */
    Writer any(long number) {
      long left = (number << 1) ^ (number >> 63); // small ones stay small, whatever their sign
      while (left >>> 5 != 0) {
        text.append(DIGITS.charAt((int) (left & 31) | 32));
        left >>>= 5;
      }
      text.append(DIGITS.charAt((int) left));
      return this;
    }

    /** A text, with its length before it. */
    Writer text(String more) {
      any(more.length());
      text.append(more);
      return this;
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  /** Reads them again. */
  static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    boolean hasMore() {
      return at < text.length();
    }

    int next(int characters) {
      int number = 0;
      for (int i = 0; i < characters; i++) {
        number = (number << 6) | value(text.charAt(at++));
      }
      return number;
    }

    long any() {
      long number = 0;
      int digit = 32;
      for (int shift = 0; (digit & 32) != 0; shift += 5) {
        digit = value(text.charAt(at++));
        number |= (long) (digit & 31) << shift;
      }
      return (number >>> 1) ^ -(number & 1);
    }

    int anyInt() {
      return (int) any();
    }

    String text() {
      int length = anyInt();
      at += length;
      return text.substring(at - length, at);
    }

    private static int value(char digit) {
      if (digit <= '9') {
        return digit == '-' ? 62 : digit - '0';
      }
      return digit <= 'Z' ? digit - 'A' + 10 : digit == '_' ? 63 : digit - 'a' + 36;
    }
  }
}
