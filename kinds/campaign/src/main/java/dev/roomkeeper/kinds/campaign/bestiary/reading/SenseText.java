package dev.roomkeeper.kinds.campaign.bestiary.reading;

import dev.roomkeeper.kinds.campaign.bestiary.Senses;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads senses and speeds like "darkvision 60 ft., passive Perception 9". */
final class SenseText {
  private SenseText() {}

  static Senses read(String text) {
    return new Senses(
        feet(text, "darkvision"),
        feet(text, "blindsight"),
        feet(text, "tremorsense"),
        feet(text, "truesight"),
        feet(text, "telepathy"),
        number(text, "passive perception", 10));
  }

  static int feet(String text, String name) {
    return number(text, name, 0);
  }

  private static int number(String text, String name, int otherwise) {
    Matcher found = Words.pattern(Pattern.quote(name) + "\\s+(\\d{1,5})").matcher(text);
    return found.find() ? Integer.parseInt(found.group(1)) : otherwise;
  }
}
