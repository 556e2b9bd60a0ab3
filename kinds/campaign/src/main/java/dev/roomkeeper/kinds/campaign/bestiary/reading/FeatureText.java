package dev.roomkeeper.kinds.campaign.bestiary.reading;

import dev.roomkeeper.kinds.campaign.bestiary.Feature;
import dev.roomkeeper.kinds.campaign.bestiary.Feature.Attack;
import dev.roomkeeper.kinds.campaign.bestiary.Feature.Uses;
import dev.roomkeeper.kinds.campaign.bestiary.Harm;
import dev.roomkeeper.kinds.campaign.bestiary.Outcome;
import dev.roomkeeper.kinds.campaign.bestiary.Save;
import dev.roomkeeper.kinds.campaign.rules.Refill;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the figures of a trait or action from its name and its sentences. */
final class FeatureText {
  private static final Pattern ATTACK =
      Words.pattern(
          "(?:Melee or Ranged|Melee|Ranged) (?:(?:Weapon |Spell )?Attack|Attack Roll): ?"
              + "([+\\-−]\\d+)(?: to hit)?(?: ?\\([^)]*\\))?,? ?"
              + "(?:reach (\\d+) ?(?:ft\\.?|feet))?(?:,? (?:or|and) )?"
              + "(?:range (\\d+)(?: ?/ ?(\\d+))? ?(?:ft\\.?|feet)?)?");

  private static final Pattern RECHARGE =
      Words.pattern("\\(?recharge (\\d)(?: ?[-–−] ?6)?(?:[^)]*)\\)?");

  private static final Pattern PER_DAY =
      Words.pattern("(\\d+)/day(?: each)?(?:,? or (\\d+)/day in lair)?");

  private static final Pattern PER_REST =
      Words.pattern("recharges? after a (short or long|long) rest");

  private static final Pattern COSTS = Words.pattern("costs (\\d) actions");

  /** More than any stat block has; patterns must not run over whatever somebody sends. */
  private static final int TEXT_MAX = 8_000;

  private static final int NAME_MAX = 200;

  private static final Pattern PARENTHESES = Pattern.compile("\\s*\\([^)]*\\)");

  private static final Pattern DICE = Words.pattern(Words.DICE);

  private final Report report;

  FeatureText(Report report) {
    this.report = report;
  }

  /**
   * What a stat block says of a feature.
   *
   * @param creature the name of the creature
   * @param usesKnown how often it can be used, if that is known already; else the name may tell
   */
  Feature read(
      String creature,
      Feature.Kind kind,
      String name,
      String text,
      int cost,
      @Nullable Uses usesKnown) {
    if (name.length() > NAME_MAX || text.length() > TEXT_MAX) {
      throw new IllegalArgumentException(
          "a name has at most " + NAME_MAX + " and a text " + TEXT_MAX + " characters");
    }
    String self = creature.toLowerCase(Locale.ROOT);
    String plain = text.replace(' ', ' ').replace("**", "").replace("_", "");
    Matcher attack = ATTACK.matcher(plain);
    boolean hasAttack = attack.find();
    String rest = hasAttack ? afterAttack(plain.substring(attack.end())) : plain;
    SaveText saveText = new SaveText(report);
    int begin = saveText.begin(rest, self);
    String direct = rest.substring(0, begin);
    List<Harm> harms = harms(kind, direct, hasAttack);
    // What is told without attack, save or harm is mostly what the creature does to itself.
    boolean bringsConditions = hasAttack || (kind == Feature.Kind.ACTION && !harms.isEmpty());
    Outcome hit =
        new Outcome(
            harms,
            bringsConditions ? ConditionText.conditions(direct) : List.of(),
            bringsConditions ? ConditionText.lasts(direct) : "",
            bringsConditions ? ConditionText.escapeDc(direct) : 0);
    List<Save> saves = saveText.read(rest, self, hasAttack);
    Matcher costs = COSTS.matcher(name);
    Feature feature =
        new Feature(
            plainName(name),
            kind,
            costs.find() ? Integer.parseInt(costs.group(1)) : Math.max(1, cost),
            usesKnown == null ? uses(name) : usesKnown,
            hasAttack ? attack(attack) : null,
            hit,
            saves);
    reportDice(feature, plain);
    return feature;
  }

  /** Flat damage in a trait is what harms the creature itself: sunlight, running water. */
  private List<Harm> harms(Feature.Kind kind, String text, boolean hasAttack) {
    List<Harm> harms = new ArrayList<>(new DamageText(report).read(text, hasAttack));
    if (kind == Feature.Kind.TRAIT) {
      harms.removeIf(harm -> harm.roll().count() == 0);
    }
    return harms;
  }

  private static String afterAttack(String rest) {
    int hit = rest.indexOf("Hit:");
    String after = hit >= 0 ? rest.substring(hit + 4) : rest;
    int from = 0;
    while (from < after.length() && ". ,".indexOf(after.charAt(from)) >= 0) {
      from++;
    }
    return after.substring(from);
  }

  private static Attack attack(Matcher attack) {
    return new Attack(
        number(attack.group(1).replace('−', '-')),
        number(attack.group(2)),
        number(attack.group(3)),
        number(attack.group(4)));
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static String plainName(String name) {
    String plain = PARENTHESES.matcher(name).replaceAll("").strip();
    return plain.isEmpty() ? name.strip() : plain;
  }

  static @Nullable Uses uses(String name) {
    Matcher recharge = RECHARGE.matcher(name);
    if (recharge.find()) {
      return recharge(Integer.parseInt(recharge.group(1)));
    }
    Matcher perDay = PER_DAY.matcher(name);
    if (perDay.find()) {
      int count = Integer.parseInt(perDay.group(1));
      int inLair = perDay.group(2) == null ? count : Integer.parseInt(perDay.group(2));
      return new Uses(count, Math.max(count, inLair), new Refill.LongRest());
    }
    Matcher perRest = PER_REST.matcher(name);
    return perRest.find()
        ? new Uses(
            1, 1, perRest.group(1).length() > 4 ? new Refill.ShortRest() : new Refill.LongRest())
        : null;
  }

  static @Nullable Uses recharge(int from) {
    return from >= 2 && from <= 6 ? new Uses(1, 1, new Refill.Recharge(from)) : null;
  }

  /** Dice in the text that no harm has are worth a line: they are what was not understood. */
  private void reportDice(Feature feature, String text) {
    int read = count(feature.hit());
    for (Save save : feature.saves()) {
      read += count(save.failure());
    }
    Matcher dice = DICE.matcher(text);
    int printed = 0;
    while (dice.find()) {
      printed++;
    }
    if (printed > read) {
      report.add(
          feature.name()
              + ": "
              + (printed - read)
              + " of "
              + printed
              + " dice are not damage read");
    }
  }

  private static int count(Outcome outcome) {
    int count = 0;
    for (Harm harm : outcome.harms()) {
      count += harm.roll().count() > 0 ? 1 : 0;
    }
    return count;
  }
}
