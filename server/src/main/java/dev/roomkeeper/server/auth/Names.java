package dev.roomkeeper.server.auth;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * What people may call themselves: text in one normal form (NFKC), without what can't be seen or
 * turns the reading direction of what stands beside it, so that no two names look alike by that.
 */
public final class Names {
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int PICTURE_SELECTOR = 0xFE0F;

  private Names() {}

  static String normal(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).strip();
  }

  /** What is wrong with a name in its normal form, as the end of a sentence; null for nothing. */
  static @Nullable String problem(String name, int lengthMax) {
    if (name.codePointCount(0, name.length()) > lengthMax) {
      return "has at most " + lengthMax + " characters";
    }
    return name.equals(cleaned(name, lengthMax))
        ? null
        : "has no control characters, and none that can't be seen";
  }

  /** The name in its normal form, cut, and without what a name must not have; may be empty. */
  public static String cleaned(String name, int lengthMax) {
    StringBuilder cleaned = new StringBuilder();
    int before = -1;
    int length = 0;
    for (int letter : normal(name).codePoints().toArray()) {
      if (length < lengthMax && (isVisible(letter) || joinsPictures(before, letter))) {
        cleaned.appendCodePoint(letter);
        before = letter;
        length++;
      }
    }
    return cleaned.toString().strip();
  }

  /** Emoji are made of several characters, some of which can't be seen by themselves. */
  private static boolean joinsPictures(int before, int letter) {
    boolean isJoint = letter == ZERO_WIDTH_JOINER || letter == PICTURE_SELECTOR;
    return isJoint
        && before >= 0
        && (before == PICTURE_SELECTOR
            || Character.isExtendedPictographic(before)
            || Character.isEmojiModifier(before));
  }

  private static boolean isVisible(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.FORMAT, // bidi controls and most of the invisible
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !isBlankLetter(letter);
    };
  }

  /** Those that count as letters or marks and show nothing. */
  private static boolean isBlankLetter(int letter) {
    return letter == 0x034F
        || letter == 0x115F
        || letter == 0x1160
        || letter == 0x17B4
        || letter == 0x17B5
        || letter == 0x2800
        || letter == 0x3164
        || letter == 0xFFA0
        || (letter >= 0x180B && letter <= 0x180F)
        || (letter >= 0xFE00 && letter <= 0xFE0F)
        || (letter >= 0xE0100 && letter <= 0xE01EF);
  }
}
