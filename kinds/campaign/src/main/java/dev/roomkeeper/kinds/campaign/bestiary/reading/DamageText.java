package dev.roomkeeper.kinds.campaign.bestiary.reading;

import dev.roomkeeper.kinds.campaign.bestiary.Harm;
import dev.roomkeeper.kinds.campaign.bestiary.Harm.Role;
import dev.roomkeeper.kinds.campaign.rules.DamageType;
import dev.roomkeeper.kinds.campaign.rules.Roll;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads damage like "7 (1d8 + 3) piercing damage plus 3 (1d6) fire damage". */
final class DamageText {
  private static final Pattern TERM =
      Words.pattern(
          "(\\d+)(?: ?\\(("
              + Words.DICE
              + ")\\))?,? (?:extra )?("
              + Words.TYPE
              + "(?:(?:, or |, | or )"
              + Words.TYPE
              + ")*) damage|(\\d+) ?\\(("
              + Words.DICE
              + ")\\) (?:damage|(hit points at the start))");

  private static final Pattern TYPE = Words.pattern(Words.TYPE);

  private static final Pattern EACH_TURN =
      Words.pattern("^[^.]*?\\b(?:at the (?:start|end) of|each (?:turn|round)|every)\\b");

  private static final Pattern UNDER_CONDITION =
      Words.pattern(
          "^,? ?(?:\\([^)]*\\) ?)?(?:if|while|when|whenever|on a|with|at range|in melee)\\b");

  private final Report report;

  DamageText(Report report) {
    this.report = report;
  }

  /**
   * All damage of the text.
   *
   * @param isHit whether the first damage of its first sentence is what a hit deals
   */
  List<Harm> read(String text, boolean isHit) {
    List<Harm> harms = new ArrayList<>();
    Matcher term = TERM.matcher(text);
    int sentenceEnd = sentenceEnd(text);
    int before = 0;
    while (term.find()) {
      String lead = text.substring(before, term.start()).toLowerCase(Locale.ROOT);
      boolean isInFirst = isHit && term.start() < sentenceEnd;
      harms.add(harm(role(text, lead, term.end(), isInFirst, harms.isEmpty()), term));
      before = term.end();
    }
    return harms;
  }

  static int sentenceEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      boolean isEnd =
          text.charAt(i) == '.' && (i + 1 == text.length() || text.charAt(i + 1) == ' ');
      boolean isFoot = i >= 2 && text.startsWith("ft", i - 2);
      if ((isEnd && !isFoot) || text.charAt(i) == '\n') {
        return i;
      }
    }
    return text.length();
  }

  private static Role role(
      String text, String lead, int end, boolean isInFirst, boolean isFirstOfAll) {
    if (text.startsWith("hit points at the start", end - "hit points at the start".length())) {
      return Role.EACH_TURN; // it loses them, without damage
    }
    String rest = text.substring(end);
    boolean isEach = EACH_TURN.matcher(rest.substring(0, sentenceEnd(rest))).find();
    boolean isConditional = UNDER_CONDITION.matcher(rest).find();
    if (isEach && !(isInFirst && isFirstOfAll)) {
      return Role.EACH_TURN;
    }
    if (!isInFirst) {
      return lead.contains("extra") ? Role.SOMETIMES : Role.ALWAYS;
    }
    String link = lead.strip();
    if (isFirstOfAll) {
      return Role.ALWAYS;
    }
    if (link.endsWith("or") || link.endsWith("instead")) {
      return Role.INSTEAD;
    }
    return link.endsWith("plus") && !isConditional ? Role.ALWAYS : Role.SOMETIMES;
  }

  private Harm harm(Role role, Matcher term) {
    boolean hasType = term.group(3) != null;
    String printed = hasType ? term.group(1) : term.group(4);
    String dice = hasType ? term.group(2) : term.group(5);
    Roll roll = dice == null ? Roll.fixed(Integer.parseInt(printed)) : Roll.of(dice);
    // A damage of at least 1 is printed where dice and penalty average to less.
    if (Math.max(1, roll.average()) != Integer.parseInt(printed)) {
      report.add("the average of " + roll + " is not " + printed);
    }
    if (!hasType) {
      return new Harm(role, roll, List.of(DamageType.UNTYPED));
    }
    List<DamageType> types = new ArrayList<>();
    Matcher name = TYPE.matcher(term.group(3));
    while (name.find()) {
      DamageType type = DamageType.of(name.group());
      if (type != null) {
        types.add(type);
      }
    }
    return new Harm(role, roll, types);
  }
}
