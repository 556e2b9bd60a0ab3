package dev.roomkeeper.kinds.campaign.bestiary.reading;

import dev.roomkeeper.kinds.campaign.bestiary.Creature;
import dev.roomkeeper.kinds.campaign.bestiary.Feature;
import dev.roomkeeper.kinds.campaign.bestiary.Feature.Uses;
import dev.roomkeeper.kinds.campaign.bestiary.Senses;
import dev.roomkeeper.kinds.campaign.bestiary.Size;
import dev.roomkeeper.kinds.campaign.bestiary.Speeds;
import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.ChallengeRating;
import dev.roomkeeper.kinds.campaign.rules.Condition;
import dev.roomkeeper.kinds.campaign.rules.Defences;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import dev.roomkeeper.kinds.campaign.rules.Legendary;
import dev.roomkeeper.kinds.campaign.rules.Roll;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A creature while it is read, part by part; what is missing gets a usual value and a line. */
final class StatBlock {
  private static final Pattern RESISTANCE =
      Words.pattern("legendary resistance \\((\\d+)/day(?:,? or (\\d+)/day in lair)?");

  private static final int LEGENDARY_ACTIONS = 3;

  final Report report;
  final Edition edition;
  String id = "";
  String name = "";
  Size size = Size.MEDIUM;
  String type = "";
  int challengeEighths;
  int xp = -1;
  int armorClass = 10;
  int hp;
  @Nullable Roll hitDice;
  @Nullable Integer initiative;
  Speeds speeds = new Speeds(0, 0, 0, 0, 0, false);
  final Map<Ability, Integer> abilities = new TreeMap<>();
  final Map<Ability, Integer> saves = new TreeMap<>();
  final Map<String, Integer> skills = new TreeMap<>();
  Defences defences = Defences.NONE;
  List<Condition> conditionImmunities = List.of();
  Senses senses = new Senses(0, 0, 0, 0, 0, 10);
  int legendaryActions;
  private int legendaryResistances;
  private int legendaryResistancesInLair;
  private final List<Feature> features = new ArrayList<>();

  StatBlock(Edition edition, Report report) {
    this.edition = edition;
    this.report = report;
  }

  /** A trait or action as it is printed. */
  record Printed(Feature.Kind kind, String name, String text, int cost, @Nullable Uses uses) {
    Printed(Feature.Kind kind, String name, String text) {
      this(kind, name, text, 1, null);
    }
  }

  void add(Printed printed) {
    if (printed.name.isBlank()) {
      report.add("a feature without a name: " + printed.text);
      return;
    }
    if (features.size() == Creature.FEATURES_MAX) {
      report.add("more than " + Creature.FEATURES_MAX + " features: " + printed.name);
      return;
    }
    Matcher resistance = RESISTANCE.matcher(printed.name);
    if (resistance.find()) {
      legendaryResistances = Integer.parseInt(resistance.group(1));
      legendaryResistancesInLair =
          resistance.group(2) == null
              ? legendaryResistances
              : Integer.parseInt(resistance.group(2));
      return;
    }
    if (printed.kind == Feature.Kind.LEGENDARY_ACTION && legendaryActions == 0) {
      legendaryActions = LEGENDARY_ACTIONS;
    }
    try {
      features.add(
          new FeatureText(report)
              .read(
                  name,
                  printed.kind,
                  printed.name.strip(),
                  printed.text,
                  printed.cost,
                  printed.uses));
    } catch (IllegalArgumentException e) {
      String name = printed.name.strip();
      report.add(name.substring(0, Math.min(100, name.length())) + ": " + e.getMessage());
    }
  }

  void challenge(double rating) {
    int eighths = (int) Math.round(rating * 8);
    if (ChallengeRating.exists(eighths)) {
      challengeEighths = eighths;
    } else {
      report.add("there is no challenge rating " + rating);
    }
  }

  /** From "1/4", "10", or "10 (5,900 XP)". */
  void challenge(String text) {
    String plain = text.strip();
    int space = plain.indexOf(' ');
    String rating = space < 0 ? plain : plain.substring(0, space);
    int slash = rating.indexOf('/');
    try {
      challenge(
          slash < 0
              ? Double.parseDouble(rating)
              : Double.parseDouble(rating.substring(0, slash))
                  / Double.parseDouble(rating.substring(slash + 1)));
    } catch (NumberFormatException e) {
      report.add("not read as a challenge rating: " + text);
    }
  }

  void hitDice(String text) {
    try {
      hitDice = Roll.of(text.replace("(", "").replace(")", ""));
    } catch (IllegalArgumentException e) {
      report.add("not read as hit dice: " + text);
    }
  }

  private Roll hitDice() {
    if (hitDice == null) {
      report.add("no hit dice");
      return Roll.fixed(hp);
    }
    if (hp != 0 && hitDice.average() != hp) {
      report.add("the average of " + hitDice + " is not the printed " + hp + " hit points");
    }
    return hitDice;
  }

  /** As stat blocks have them: traits, actions, and so on; within a heading as they came. */
  private List<Feature> sorted() {
    List<Feature> sorted = new ArrayList<>(features);
    sorted.sort((a, b) -> Integer.compare(heading(a), heading(b)));
    return sorted;
  }

  private static int heading(Feature feature) {
    return switch (feature.kind()) {
      case TRAIT -> 0;
      case ACTION -> 1;
      case BONUS_ACTION -> 2;
      case REACTION -> 3;
      case LEGENDARY_ACTION -> 4;
    };
  }

  int modifier(Ability ability) {
    return Ability.modifier(abilities.getOrDefault(ability, 10));
  }

  Creature creature() {
    Roll dice = hitDice();
    // In its lair a creature of 2024 has one more of each, where its stat block knows a lair.
    boolean hasLair = legendaryResistancesInLair > legendaryResistances;
    Legendary legendary =
        new Legendary(
            legendaryActions,
            legendaryActions > 0 && hasLair ? legendaryActions + 1 : legendaryActions,
            legendaryResistances,
            legendaryResistancesInLair);
    return new Creature(
        id.isEmpty() ? slug(name) : id,
        name,
        edition,
        new Creature.Rank(size, type, challengeEighths, xp(), legendary),
        new Creature.Stats(
            armorClass,
            hp == 0 ? dice.average() : hp,
            dice,
            initiative == null ? modifier(Ability.DEXTERITY) : initiative,
            speeds),
        new Creature.Scores(abilities, saves, skills),
        new Creature.Wards(defences, conditionImmunities, senses),
        sorted());
  }

  /** A creature of rating 0 that does nothing to anybody is worth nothing. */
  private int xp() {
    boolean isHarmless = challengeEighths == 0;
    for (Feature feature : features) {
      isHarmless &= feature.kind() == Feature.Kind.TRAIT;
    }
    return xp >= 0 ? xp : isHarmless ? 0 : ChallengeRating.xp(challengeEighths);
  }

  /** Lower-case letters and digits, with hyphens between. */
  static String slug(String name) {
    StringBuilder slug = new StringBuilder();
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      if (Character.isLetterOrDigit(c)) {
        slug.append(c);
      } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-' && c != '\'') {
        slug.append('-');
      }
    }
    String text = slug.toString();
    return text.endsWith("-") ? text.substring(0, text.length() - 1) : text;
  }
}
