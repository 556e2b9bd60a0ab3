package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.kinds.campaign.rules.Consequence.*;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads and writes what the tables of vectors say. */
final class Notation {
  private Notation() {}

  static List<Edition> editions(String text) {
    return text.equals("both")
        ? List.of(Edition.values())
        : List.of(java.util.Objects.requireNonNull(Edition.of(text)));
  }

  static List<String> list(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toList());
  }

  static boolean yes(String text) {
    return switch (text) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new IllegalArgumentException("yes or no, not " + text);
    };
  }

  static <E extends Enum<E>> E named(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Like "character 0/20+3 dying 1/2 out prone conc exhaustion:2 immune:poisoned". */
  static Body body(String text) {
    List<String> words = new ArrayList<>(List.of(text.strip().split(" +", -1)));
    Nature.Being being = named(Nature.Being.class, words.removeFirst());
    String[] hp = words.removeFirst().split("[/+]", -1);
    int max = Integer.parseInt(hp[1]);
    int maxNormal = max;
    List<Condition> immunities = new ArrayList<>();
    Life life = Life.UP;
    DeathSaves saves = DeathSaves.NONE;
    int exhaustion = 0;
    String concentration = null;
    List<Affliction> afflictions = new ArrayList<>();
    while (!words.isEmpty()) {
      String word = words.removeFirst();
      int colon = word.indexOf(':');
      String value = word.substring(colon + 1);
      switch (colon < 0 ? word : word.substring(0, colon)) {
        case "dying" -> {
          life = Life.DYING;
          String[] counts = words.removeFirst().split("/", -1);
          saves = new DeathSaves(Integer.parseInt(counts[0]), Integer.parseInt(counts[1]));
        }
        case "stable" -> life = Life.STABLE;
        case "dead" -> life = Life.DEAD;
        case "conc" -> concentration = "bless";
        case "exhaustion" -> exhaustion = Integer.parseInt(value);
        case "immune" -> immunities.add(named(Condition.class, value));
        case "max-normal" -> maxNormal = Integer.parseInt(value);
        case "out" -> afflictions.add(Affliction.OUT);
        case "knocked-out" -> afflictions.add(Affliction.KNOCKED_OUT);
        case "prone" -> afflictions.add(Affliction.PRONE);
        default -> afflictions.add(affliction(named(Condition.class, word)));
      }
    }
    HitPoints points =
        new HitPoints(
            Integer.parseInt(hp[0]), max, maxNormal, hp.length > 2 ? Integer.parseInt(hp[2]) : 0);
    return new Body(
        new Nature(being, Defences.NONE, immunities),
        points,
        life,
        saves,
        exhaustion,
        concentration,
        afflictions);
  }

  static Affliction affliction(Condition condition) {
    return new Affliction("by-a-spell", condition, "mage", new Until.Removed());
  }

  /** What two bodies are compared by: their natures and normal maxima are given. */
  static String text(Body body) {
    HitPoints hp = body.hp();
    List<String> words = new ArrayList<>();
    words.add(lower(body.nature().being()));
    words.add(hp.now() + "/" + hp.max() + (hp.temporary() > 0 ? "+" + hp.temporary() : ""));
    switch (body.life()) {
      case UP -> {}
      case DYING ->
          words.add("dying " + body.deathSaves().successes() + "/" + body.deathSaves().failures());
      case STABLE -> words.add("stable");
      case DEAD -> words.add("dead");
    }
    List<String> more = new ArrayList<>();
    for (Affliction affliction : body.afflictions()) {
      more.add(
          affliction.equals(Affliction.OUT)
              ? "out"
              : affliction.equals(Affliction.KNOCKED_OUT)
                  ? "knocked-out"
                  : affliction.condition().key());
    }
    if (body.concentration() != null) {
      more.add("conc");
    }
    if (body.exhaustion() > 0) {
      more.add("exhaustion:" + body.exhaustion());
    }
    more.sort(null);
    words.addAll(more);
    return String.join(" ", words);
  }

  static String text(List<Consequence> consequences) {
    return consequences.stream().map(Notation::text).collect(Collectors.joining("; "));
  }

  private static String text(Consequence consequence) {
    return switch (consequence) {
      case LosesTemporaryHp(int amount) -> "-" + amount + " temporary";
      case TemporaryHpBecome(int amount) -> "temporary " + amount;
      case LosesHp(int amount) -> "-" + amount + " hp";
      case RegainsHp(int amount) -> "+" + amount + " hp";
      case HpMaxBecomes(int max) -> "max " + max;
      case Dies(Cause cause) -> "dies " + lower(cause);
      case BeginsDying _ -> "dying";
      case Stabilises _ -> "stable";
      case Revives _ -> "revives";
      case DeathSavesCount(int successes, int failures) -> "saves " + successes + "/" + failures;
      case ConditionBegins(Affliction affliction) -> "begins " + affliction.condition().key();
      case ConditionEnds(_, Condition condition) -> "ends " + condition.key();
      case ConcentrationBegins(String effect) -> "concentration on " + effect;
      case ConcentrationEnds _ -> "concentration ends";
      case ExhaustionBecomes(int level) -> "exhaustion " + level;
      case PoolBecomes(String pool, int left) -> pool + " " + left;
      case AsksConcentrationSave(int dc) -> "save concentration " + dc;
      case AsksDeathSave _ -> "asks death save";
      case AsksSave(_, Ability ability, int dc) -> "asks " + ability.key() + " " + dc;
      case AsksRecharge(String pool, int from) -> "asks recharge " + pool + " " + from;
    };
  }

  /** Like "start goblin 3", "save wisdom 13 while web". */
  static Until until(String text) {
    String[] words = text.split(" ", -1);
    return switch (words[0]) {
      case "start" -> new Until.TurnStart(words[1], Integer.parseInt(words[2]));
      case "end" -> new Until.TurnEnd(words[1], Integer.parseInt(words[2]));
      case "removed" -> new Until.Removed();
      case "while" -> new Until.WhileEffect(words[1]);
      case "healed" -> new Until.Healed();
      case "long-rest" -> new Until.LongRested();
      case "save" ->
          new Until.SaveEnds(
              named(Ability.class, words[1]),
              Integer.parseInt(words[2]),
              (Until.Limit) until(String.join(" ", Arrays.copyOfRange(words, 3, words.length))));
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** Like "starts goblin 3". */
  static TurnEvent event(String text) {
    String[] words = text.split(" ", -1);
    return switch (words[0]) {
      case "round" -> new TurnEvent.RoundStarts(Integer.parseInt(words[1]));
      case "starts" -> new TurnEvent.TurnStarts(words[1], Integer.parseInt(words[2]));
      case "ends" -> new TurnEvent.TurnEnds(words[1], Integer.parseInt(words[2]));
      case "passes" -> new TurnEvent.TurnPasses(words[1], Integer.parseInt(words[2]));
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** Like "a 12 2", "lair 20 0 lair". */
  static TurnPlace place(String text) {
    String[] words = text.split(" ", -1);
    return new TurnPlace(
        words[0],
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        words.length > 3 ? named(TurnPlace.Kind.class, words[3]) : TurnPlace.Kind.ACTS);
  }

  /** Like "fire-breath 0/1 recharge:5". */
  static Pool pool(String text) {
    String[] words = text.split("[ /:]", -1);
    int number = words.length > 4 ? Integer.parseInt(words[4]) : 0;
    Refill refill =
        switch (words[3]) {
          case "turn" -> new Refill.OwnTurn();
          case "recharge" -> new Refill.Recharge(number);
          case "rest" -> new Refill.ShortRest();
          case "day" -> new Refill.LongRest();
          case "dice" -> new Refill.HitDice(number);
          case "never" -> new Refill.Never();
          default -> throw new IllegalArgumentException(text);
        };
    return new Pool(words[0], Integer.parseInt(words[2]), Integer.parseInt(words[1]), refill);
  }

  static List<Pool> pools(String text) {
    return list(text).stream().map(Notation::pool).toList();
  }

  /** Like "wizard 3, cleric 2". */
  static List<SpellSlots.ClassLevel> classes(String text) {
    return list(text).stream()
        .map(each -> each.split(" ", -1))
        .map(words ->
            new SpellSlots.ClassLevel(
                named(CharacterClass.class, words[0]), Integer.parseInt(words[1])))
        .toList();
  }
}
