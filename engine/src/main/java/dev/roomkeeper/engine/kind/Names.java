package dev.roomkeeper.engine.kind;

import org.jspecify.annotations.Nullable;

/**
 * The rules for names: no characters that are invisible or change the reading direction of their
 * neighbours, so that no two names look alike because of those; and no heaps of marks on a letter,
 * which reach into the lines above and below. A server puts what people write into one normal form
 * (NFKC) before.
 */
public final class Names {
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int PICTURE_SELECTOR = 0xFE0F;

  /** More than any language puts on one letter. */
  private static final int MARKS_MAX = 4;

  private Names() {}

  /** What is wrong with a name, as the end of a sentence; null if nothing is. */
  public static @Nullable String problem(String name, int lengthMax) {
    if (name.codePointCount(0, name.length()) > lengthMax) {
      return "has at most " + lengthMax + " characters";
    }
    return name.equals(cleaned(name, lengthMax))
        ? null
        : "has no control characters, none that can't be seen, and no heaps of marks on a letter";
  }

  /** The name without space around it, shortened and without forbidden characters. May be empty. */
  public static String cleaned(String name, int lengthMax) {
    StringBuilder cleaned = new StringBuilder();
    int before = -1;
    int length = 0;
    int marks = 0;
    for (int letter : name.strip().codePoints().toArray()) {
      boolean isMark = isMark(letter);
      if (length < lengthMax
          && (isVisible(letter) || joinsPictures(before, letter))
          && !(isMark && marks == MARKS_MAX)) {
        marks = isMark ? marks + 1 : 0;
        cleaned.appendCodePoint(letter);
        before = letter;
        length++;
      }
    }
    return cleaned.toString().strip();
  }

  private static boolean isMark(int letter) {
    int type = Character.getType(letter);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  /** An emoji may consist of several characters, some of them invisible by themselves. */
  private static boolean joinsPictures(int before, int letter) {
    boolean isJoint = letter == ZERO_WIDTH_JOINER || letter == PICTURE_SELECTOR;
    return isJoint && before >= 0 && (before == PICTURE_SELECTOR || isPicture(before));
  }

  /** Emoji and symbols, and the skin tones that follow them. */
  private static boolean isPicture(int letter) {
    return (letter >= 0x1F000 && letter <= 0x1FAFF)
        || (letter >= 0x2190 && letter <= 0x2BFF)
        || letter == 0x00A9
        || letter == 0x00AE
        || letter == 0x203C
        || letter == 0x2049
        || letter == 0x2122
        || letter == 0x2139
        || letter == 0x3030
        || letter == 0x303D
        || letter == 0x3297
        || letter == 0x3299;
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
