package dev.roomkeeper.kinds.campaign.bestiary.reading;

import dev.roomkeeper.kinds.campaign.bestiary.Outcome.Lasting;
import dev.roomkeeper.kinds.campaign.rules.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which conditions a sentence brings, for how long, and how one escapes. */
final class ConditionText {
  private static final String LIST =
      Words.CONDITION + "(?:(?:, and |, or |, | and | or )" + Words.CONDITION + ")*";

  /** 2024: "has the Blinded and Deafened conditions". */
  private static final Pattern HAS = Words.pattern("ha(?:s|ve) the (" + LIST + ") conditions?");

  /** 2014: "be poisoned", "is knocked prone", "fall unconscious", "becomes charmed". */
  private static final Pattern BECOMES =
      Words.pattern(
          "\\b(?:be|being|becomes?|is|are|falls?|knocked|lands?)"
              + " (?:magically |also |instead |instantly |knocked |both )*("
              + LIST
              + ")");

  private static final Pattern ONE = Words.pattern(Words.CONDITION);

  private static final Pattern UNIT = Words.pattern("\\bfor (\\d+) (round|minute|hour|day)s?\\b");

  private static final Pattern OTHERS_TURN =
      Words.pattern("until the (start|end) of the [\\w -]+?['’]s? next turn");

  private static final Pattern ITS_TURN =
      Words.pattern(
          "until the (start|end) of (?:its|their|the target['’]s|the creature['’]s) next turn");

  private static final Pattern GRAPPLE = Words.pattern("until th(?:e|is|at) grapple ends");

  private static final Pattern ESCAPE = Words.pattern("\\(escape DC (\\d+)\\)");

  private ConditionText() {}

  static List<Condition> conditions(String sentences) {
    // "grappled (escape DC 13) and restrained" is one list
    String text = ESCAPE.matcher(sentences).replaceAll("").replace("  ", " ");
    List<Condition> conditions = new ArrayList<>();
    for (Pattern pattern : List.of(HAS, BECOMES)) {
      Matcher found = pattern.matcher(text);
      while (found.find()) {
        if (!isSupposed(text, found.start(), found.end())) {
          add(conditions, found.group(1));
        }
      }
    }
    // "can grapple the target (escape DC 18)"
    if (escapeDc(sentences) > 0 && !conditions.contains(Condition.GRAPPLED)) {
      conditions.add(Condition.GRAPPLED);
    }
    return conditions;
  }

  /**
   * Whether it is what must be so already, "if the target is prone", or what happens in the end, to
   * who was swallowed or is down.
   */
  private static boolean isSupposed(String text, int at, int end) {
    int sentence = text.lastIndexOf('.', at) + 1;
    String clause =
        text.substring(Math.max(sentence, text.lastIndexOf(',', at) + 1), at)
            .strip()
            .toLowerCase(Locale.ROOT);
    String whole = text.substring(sentence, end).toLowerCase(Locale.ROOT);
    return clause.startsWith("if ")
        || clause.startsWith("while ")
        || whole.contains("regurgitat")
        || text.substring(0, end).toLowerCase(Locale.ROOT).contains("to 0 hit points")
        || whole.contains(" dies")
        || (text.startsWith(" by", end) && whole.endsWith("grappled"));
  }

  private static void add(List<Condition> conditions, String names) {
    Matcher name = ONE.matcher(names);
    while (name.find()) {
      Condition condition = Condition.of(name.group());
      if (condition != null && !conditions.contains(condition)) {
        conditions.add(condition);
      }
    }
  }

  /** One of the words of {@link Lasting}, or a number and its unit; empty where there is none. */
  static String lasts(String text) {
    Matcher unit = UNIT.matcher(text);
    Matcher its = ITS_TURN.matcher(text);
    Matcher others = OTHERS_TURN.matcher(text);
    int atUnit = unit.find() ? unit.start() : Integer.MAX_VALUE;
    int atIts = its.find() ? its.start() : Integer.MAX_VALUE;
    int atOthers = others.find() ? others.start() : Integer.MAX_VALUE;
    if (atIts == atOthers && atIts < atUnit) {
      return isStart(its) ? Lasting.START_OF_ITS_TURN : Lasting.END_OF_ITS_TURN;
    }
    if (atIts < Math.min(atUnit, atOthers)) {
      return isStart(its) ? Lasting.START_OF_ITS_TURN : Lasting.END_OF_ITS_TURN;
    }
    if (atOthers < atUnit) {
      return isStart(others) ? Lasting.START_OF_SOURCES_TURN : Lasting.END_OF_SOURCES_TURN;
    }
    if (atUnit < Integer.MAX_VALUE) {
      return unit.group(1) + Character.toLowerCase(unit.group(2).charAt(0));
    }
    return GRAPPLE.matcher(text).find() ? Lasting.GRAPPLE : "";
  }

  private static boolean isStart(Matcher turn) {
    return turn.group(1).equalsIgnoreCase("start");
  }

  static int escapeDc(String text) {
    Matcher escape = ESCAPE.matcher(text);
    return escape.find() ? Integer.parseInt(escape.group(1)) : 0;
  }
}
