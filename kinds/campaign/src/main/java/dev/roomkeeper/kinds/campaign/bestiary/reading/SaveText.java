package dev.roomkeeper.kinds.campaign.bestiary.reading;

import dev.roomkeeper.kinds.campaign.bestiary.Outcome;
import dev.roomkeeper.kinds.campaign.bestiary.Save;
import dev.roomkeeper.kinds.campaign.bestiary.Save.Area;
import dev.roomkeeper.kinds.campaign.bestiary.Save.Shape;
import dev.roomkeeper.kinds.campaign.rules.Ability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the saving throws that a text asks of others: ability, DC, area, and what a failure does.
 */
final class SaveText {
  private static final Pattern SAVE =
      Words.pattern(
          "DC (\\d+) "
              + Words.ABILITY
              + " sav(?:e|ing throw)|"
              + Words.ABILITY
              + " Saving Throw: DC (\\d+)");

  private static final Pattern LINE =
      Words.pattern(
          "(\\d+)[- ](?:foot|feet|ft\\.)(?:[- ]long)?,? ?(?:(\\d+)-foot-wide )?line"
              + "(?: that is (\\d+) (?:feet|ft\\.) wide)?");

  /** "a line of lightning that is 20 feet long and 5 feet wide". */
  private static final Pattern LONG_AND_WIDE =
      Words.pattern("line [a-z ]*that is (\\d+) feet long and (\\d+) feet wide");

  private static final Pattern ROUND =
      Words.pattern(
          "(\\d+)[- ](?:foot|feet|ft\\.)[- ]radius(?:, (\\d+)[- ]foot[- ](?:high|tall))?"
              + " ?(sphere|cylinder|emanation)?");

  private static final Pattern SIMPLE =
      Words.pattern("(\\d+)[- ](?:foot|feet|ft\\.)[- ](cone|cube|emanation|sphere|cylinder)");

  private static final Pattern WITHIN = Words.pattern("within (\\d+) (?:feet|ft\\.?)");

  private static final Pattern SELF =
      Words.pattern("(?<!\\bof )the ([a-z' ’-]+?) (?:must|can|has to) (?:succeed on|make) an? $");

  private static final Pattern REPEATS =
      Words.pattern("repeats? the sav(?:e|ing throw) at the end of each of its turns");

  private static final Pattern FAILURE = Words.pattern("(?:First )?Failure:? ");

  private static final Pattern SUCCESS = Words.pattern("(?:Failure or )?Success: ");

  /** How far before a save its subject begins. */
  private static final int SUBJECT_MAX = 80;

  private final Report report;

  SaveText(Report report) {
    this.report = report;
  }

  /** Where the first save of others begins in the text; its length where there is none. */
  int begin(String text, String self) {
    Matcher save = SAVE.matcher(text);
    while (save.find()) {
      if (!isOfSelf(text, save.start(), self)) {
        return save.start();
      }
    }
    return text.length();
  }

  /**
   * All saves of the text.
   *
   * @param self the creature's name in lower case: its own saves are none of these
   * @param isWithAttack whether a hit asks for them, so that distances are not areas
   */
  List<Save> read(String text, String self, boolean isWithAttack) {
    List<int[]> spans = new ArrayList<>();
    Matcher save = SAVE.matcher(text);
    while (save.find()) {
      if (!isOfSelf(text, save.start(), self)) {
        spans.add(new int[] {save.start(), save.end()});
      }
    }
    List<Save> saves = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      String before = text.substring(i == 0 ? 0 : spans.get(i - 1)[1], spans.get(i)[0]);
      int end = i + 1 < spans.size() ? spans.get(i + 1)[0] : text.length();
      String head = text.substring(spans.get(i)[0], spans.get(i)[1]);
      saves.add(one(before, head, text.substring(spans.get(i)[1], end), isWithAttack));
    }
    return saves;
  }

  private static boolean isOfSelf(String text, int at, String self) {
    Matcher subject = SELF.matcher(text.substring(Math.max(0, at - SUBJECT_MAX), at));
    return subject.find() && self.contains(subject.group(1).strip().toLowerCase(Locale.ROOT));
  }

  private Save one(String before, String head, String after, boolean isWithAttack) {
    Matcher save = SAVE.matcher(head);
    if (!save.matches()) {
      throw new IllegalStateException("a save was found that is none");
    }
    boolean isOf2014 = save.group(1) != null;
    Ability ability = Ability.of(isOf2014 ? save.group(2) : save.group(3));
    if (ability == null) {
      throw new IllegalStateException("an ability was found that is none");
    }
    String failure = failure(after);
    // What comes before "Failure" says where it is; in 2014 that stands before the save.
    Matcher colon = FAILURE.matcher(after);
    String where = isOf2014 ? before : colon.find() ? after.substring(0, colon.start()) : after;
    return new Save(
        ability,
        Integer.parseInt(isOf2014 ? save.group(1) : save.group(4)),
        area(where, isWithAttack),
        new Outcome(
            new DamageText(report).read(failure, false),
            ConditionText.conditions(failure),
            ConditionText.lasts(failure),
            ConditionText.escapeDc(failure)),
        after.contains("half as much") || after.contains("Half damage"),
        REPEATS.matcher(after).find());
  }

  /** 2024 marks where failure begins and ends; in 2014 it is all that follows. */
  private static String failure(String after) {
    Matcher failure = FAILURE.matcher(after);
    if (!failure.find()) {
      return after;
    }
    Matcher success = SUCCESS.matcher(after);
    int end = success.find(failure.end()) ? success.start() : after.length();
    return after.substring(failure.end(), end);
  }

  private static @Nullable Area area(String text, boolean isWithAttack) {
    Matcher line = LINE.matcher(text);
    if (line.find()) {
      String width = line.group(2) == null ? line.group(3) : line.group(2);
      return new Area(Shape.LINE, number(line.group(1)), width == null ? 0 : number(width));
    }
    Matcher longAndWide = LONG_AND_WIDE.matcher(text);
    if (longAndWide.find()) {
      return new Area(Shape.LINE, number(longAndWide.group(1)), number(longAndWide.group(2)));
    }
    Matcher simple = SIMPLE.matcher(text);
    if (simple.find()) {
      Shape shape = Shape.of(simple.group(2));
      return shape == null ? null : new Area(shape, number(simple.group(1)), 0);
    }
    Matcher round = ROUND.matcher(text);
    if (round.find()) {
      Shape named = round.group(3) == null ? null : Shape.of(round.group(3));
      return new Area(
          named == null ? Shape.SPHERE : named,
          number(round.group(1)),
          round.group(2) == null ? 0 : number(round.group(2)));
    }
    Matcher within = WITHIN.matcher(text);
    return !isWithAttack && within.find()
        ? new Area(Shape.WITHIN, number(within.group(1)), 0)
        : null;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
