package dev.roomkeeper.engine.kind;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The rules for names: text in one normal form (NFKC), without characters that are invisible or
 * change the reading direction of their neighbours. So no two names look alike because of those.
 */
public final class Names {
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int PICTURE_SELECTOR = 0xFE0F;

  private Names() {}

  /** The name in its normal form, without space around it. */
  public static String normal(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).strip();
  }

  /** What is wrong with a name in its normal form, as the end of a sentence; null if nothing is. */
  public static @Nullable String problem(String name, int lengthMax) {
    if (name.codePointCount(0, name.length()) > lengthMax) {
      return "has at most " + lengthMax + " characters";
    }
    return name.equals(cleaned(name, lengthMax))
        ? null
        : "has no control characters, and none that can't be seen";
  }

  /** The name in its normal form, shortened and without forbidden characters. May be empty. */
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

  /** An emoji may consist of several characters, some of them invisible by themselves. */
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
          Character.FORMAT, // bidi controls and most invisible characters
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !isBlankLetter(letter);
    };
  }

  /** Characters that count as letters or marks but show nothing. */
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
