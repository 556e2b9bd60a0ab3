package dev.roomkeeper.kinds.campaign.bestiary.reading;

import dev.roomkeeper.kinds.campaign.rules.Condition;
import dev.roomkeeper.kinds.campaign.rules.DamageType;
import dev.roomkeeper.kinds.campaign.rules.Defences.Against;
import dev.roomkeeper.kinds.campaign.rules.Defences.Defence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lists like "cold; bludgeoning and piercing from nonmagical attacks". */
final class DefenceText {
  private static final Pattern TYPE = Words.pattern(Words.TYPE);
  private static final Pattern CONDITION = Words.pattern("exhaustion|" + Words.CONDITION);

  private final Report report;

  DefenceText(Report report) {
    this.report = report;
  }

  /** The damage types of the text; what it says beyond types and plain weapons is reported. */
  List<Defence> defences(String text) {
    List<Defence> defences = new ArrayList<>();
    for (String clause : text.split(";", -1)) {
      String lower = clause.toLowerCase(Locale.ROOT);
      boolean isNonmagical = lower.contains("nonmagical") || lower.contains("non magical");
      Against against =
          !isNonmagical
              ? Against.ALL
              : lower.contains("silver")
                  ? Against.NONMAGICAL_UNSILVERED
                  : lower.contains("adamantine")
                      ? Against.NONMAGICAL_NOT_ADAMANTINE
                      : Against.NONMAGICAL;
      // "from magic weapons wielded by good creatures": no rule of ours.
      boolean isOdd = !isNonmagical && (lower.contains("from") || lower.contains("damage from"));
      Matcher type = TYPE.matcher(lower);
      int found = 0;
      while (type.find()) {
        found++;
        DamageType named = DamageType.of(type.group());
        if (named != null && !isOdd) {
          add(defences, new Defence(named, against));
        }
      }
      if (isOdd || (found == 0 && !lower.isBlank())) {
        report.add("not read of its defences: " + clause.strip());
      }
    }
    return defences;
  }

  private static void add(List<Defence> defences, Defence defence) {
    if (!defences.contains(defence)) {
      defences.add(defence);
    }
  }

  static List<Condition> conditions(String text) {
    List<Condition> conditions = new ArrayList<>();
    Matcher name = CONDITION.matcher(text);
    while (name.find()) {
      Condition condition = Condition.of(name.group());
      if (condition != null && !conditions.contains(condition)) {
        conditions.add(condition);
      }
    }
    return conditions;
  }
}
