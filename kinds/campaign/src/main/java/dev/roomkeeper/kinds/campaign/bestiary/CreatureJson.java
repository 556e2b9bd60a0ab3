package dev.roomkeeper.kinds.campaign.bestiary;

import static dev.roomkeeper.kinds.campaign.bestiary.FeatureJson.numbers;
import static dev.roomkeeper.kinds.campaign.bestiary.FeatureJson.text;
import static dev.roomkeeper.kinds.campaign.bestiary.FeatureJson.texts;
import static dev.roomkeeper.kinds.campaign.bestiary.FeatureJson.withNumber;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.ChallengeRating;
import dev.roomkeeper.kinds.campaign.rules.Condition;
import dev.roomkeeper.kinds.campaign.rules.DamageType;
import dev.roomkeeper.kinds.campaign.rules.Defences;
import dev.roomkeeper.kinds.campaign.rules.Defences.Against;
import dev.roomkeeper.kinds.campaign.rules.Defences.Defence;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import dev.roomkeeper.kinds.campaign.rules.Legendary;
import dev.roomkeeper.kinds.campaign.rules.Roll;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A creature as JSON with short keys; what is nothing, or follows from the rest, is left out. */
public final class CreatureJson {
  private CreatureJson() {}

  public static JsonObject write(Creature creature) {
    Creature.Rank rank = creature.rank();
    JsonObject json =
        JsonObject.EMPTY
            .with("id", creature.id())
            .with("n", creature.name())
            .with("e", creature.edition().key())
            .with("s", rank.size().key())
            .with("t", rank.type());
    json = withNumber(json, "cr", rank.challengeEighths());
    if (rank.xp() != ChallengeRating.xp(rank.challengeEighths())) {
      json = json.with("xp", (long) rank.xp());
    }
    Legendary legendary = rank.legendary();
    if (legendary.actions() > 0) {
      json = json.with("la", numbers(legendary.actions(), legendary.actionsInLair()));
    }
    if (legendary.resistances() > 0) {
      json = json.with("lr", numbers(legendary.resistances(), legendary.resistancesInLair()));
    }
    json = wards(scores(stats(json, creature), creature), creature.wards());
    return creature.features().isEmpty()
        ? json
        : json.with(
            "f", new Json.Arr(creature.features().stream().<Json>map(FeatureJson::write).toList()));
  }

  private static JsonObject stats(JsonObject before, Creature creature) {
    Creature.Stats stats = creature.stats();
    JsonObject json = before.with("ac", (long) stats.armorClass()).with("hd", stats.hitDice() + "");
    if (stats.hp() != stats.hitDice().average()) {
      json = json.with("hp", (long) stats.hp());
    }
    if (stats.initiative() != dexterityModifier(creature.scores())) {
      json = json.with("in", (long) stats.initiative());
    }
    Speeds speeds = stats.speeds();
    JsonObject moves = withNumber(JsonObject.EMPTY, "walk", speeds.walk());
    moves = withNumber(moves, "burrow", speeds.burrow());
    moves = withNumber(moves, "climb", speeds.climb());
    moves = withNumber(moves, "fly", speeds.fly());
    moves = withNumber(moves, "swim", speeds.swim());
    return json.with("sp", speeds.hovers() ? moves.with("hover", true) : moves);
  }

  private static int dexterityModifier(Creature.Scores scores) {
    return Ability.modifier(scores.score(Ability.DEXTERITY));
  }

  private static JsonObject scores(JsonObject before, Creature creature) {
    Creature.Scores scores = creature.scores();
    JsonObject json =
        before.with(
            "ab",
            new Json.Arr(
                scores.abilities().values().stream()
                    .map(each -> Json.of(each.longValue()))
                    .toList()));
    JsonObject saves = JsonObject.EMPTY;
    for (Map.Entry<Ability, Integer> save : scores.saves().entrySet()) {
      // 2024 prints all six; those that are the modifier itself say nothing new.
      if (save.getValue() != Ability.modifier(scores.score(save.getKey()))) {
        saves = saves.with(save.getKey().shortKey(), save.getValue().longValue());
      }
    }
    JsonObject skills = JsonObject.EMPTY;
    for (Map.Entry<String, Integer> skill : scores.skills().entrySet()) {
      skills = skills.with(skill.getKey(), skill.getValue().longValue());
    }
    json = saves.isEmpty() ? json : json.with("sv", saves);
    return skills.isEmpty() ? json : json.with("sk", skills);
  }

  private static JsonObject wards(JsonObject before, Creature.Wards wards) {
    Senses has = wards.senses();
    JsonObject senses = withNumber(JsonObject.EMPTY, "dark", has.darkvision());
    senses = withNumber(senses, "blind", has.blindsight());
    senses = withNumber(senses, "tremor", has.tremorsense());
    senses = withNumber(senses, "true", has.truesight());
    senses = withNumber(senses, "telepathy", has.telepathy());
    JsonObject json = before.with("se", senses.with("pp", (long) has.passivePerception()));
    json = defences(json, "vu", wards.defences().vulnerabilities());
    json = defences(json, "rs", wards.defences().resistances());
    json = defences(json, "im", wards.defences().immunities());
    return wards.conditionImmunities().isEmpty()
        ? json
        : json.with(
            "ci",
            new Json.Arr(
                wards.conditionImmunities().stream().map(each -> Json.of(each.key())).toList()));
  }

  private static JsonObject defences(JsonObject json, String key, List<Defence> defences) {
    if (defences.isEmpty()) {
      return json;
    }
    List<Json> items = new ArrayList<>();
    for (Defence defence : defences) {
      String against =
          switch (defence.against()) {
            case ALL -> "";
            case NONMAGICAL -> ":nonmagical";
            case NONMAGICAL_UNSILVERED -> ":unsilvered";
            case NONMAGICAL_NOT_ADAMANTINE -> ":not-adamantine";
          };
      items.add(Json.of(defence.type().key() + against));
    }
    return json.with(key, new Json.Arr(items));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException where it is no creature
   */
  public static Creature read(JsonObject json) {
    Edition edition = Edition.of(text(json, "e"));
    Size size = Size.of(text(json, "s"));
    if (edition == null || size == null) {
      throw new IllegalArgumentException("a creature must have an edition and a size");
    }
    int eighths = (int) json.number("cr", 0);
    int xp = (int) json.number("xp", ChallengeRating.xp(eighths));
    List<Integer> actions = numbers(json, "la");
    List<Integer> resistances = numbers(json, "lr");
    Legendary legendary =
        new Legendary(at(actions, 0), at(actions, 1), at(resistances, 0), at(resistances, 1));
    Creature.Scores scores = readScores(json);
    return new Creature(
        text(json, "id"),
        text(json, "n"),
        edition,
        new Creature.Rank(size, text(json, "t"), eighths, xp, legendary),
        readStats(json, scores),
        scores,
        readWards(json),
        FeatureJson.objects(json, "f").stream().map(FeatureJson::read).toList());
  }

  private static int at(List<Integer> numbers, int index) {
    return index < numbers.size() ? numbers.get(index) : 0;
  }

  private static Creature.Scores readScores(JsonObject json) {
    Map<Ability, Integer> saves = new TreeMap<>();
    json.object("sv")
        .forEach((key, value) ->
            saves.put(FeatureJson.readAbility(key), (int) json.object("sv").number(key, 0)));
    Map<String, Integer> skills = new TreeMap<>();
    json.object("sk").forEach((key, _) -> skills.put(key, (int) json.object("sk").number(key, 0)));
    Map<Ability, Integer> abilities = new TreeMap<>();
    List<Integer> scores = numbers(json, "ab");
    int next = 0;
    for (Ability ability : Ability.values()) {
      if (next < scores.size()) {
        abilities.put(ability, scores.get(next++));
      }
    }
    return new Creature.Scores(abilities, saves, skills);
  }

  private static Creature.Stats readStats(JsonObject json, Creature.Scores scores) {
    Roll hitDice = Roll.of(text(json, "hd"));
    JsonObject moves = json.object("sp");
    return new Creature.Stats(
        (int) json.number("ac", 0),
        (int) json.number("hp", hitDice.average()),
        hitDice,
        (int) json.number("in", dexterityModifier(scores)),
        new Speeds(
            (int) moves.number("walk", 0),
            (int) moves.number("burrow", 0),
            (int) moves.number("climb", 0),
            (int) moves.number("fly", 0),
            (int) moves.number("swim", 0),
            moves.isTrue("hover")));
  }

  private static Creature.Wards readWards(JsonObject json) {
    JsonObject senses = json.object("se");
    List<Condition> conditions = new ArrayList<>();
    for (String name : texts(json, "ci")) {
      Condition condition = Condition.of(name);
      if (condition != null) {
        conditions.add(condition);
      }
    }
    return new Creature.Wards(
        new Defences(readDefences(json, "im"), readDefences(json, "rs"), readDefences(json, "vu")),
        conditions,
        new Senses(
            (int) senses.number("dark", 0),
            (int) senses.number("blind", 0),
            (int) senses.number("tremor", 0),
            (int) senses.number("true", 0),
            (int) senses.number("telepathy", 0),
            (int) senses.number("pp", 10)));
  }

  private static List<Defence> readDefences(JsonObject json, String key) {
    List<Defence> defences = new ArrayList<>();
    for (String text : texts(json, key)) {
      int colon = text.indexOf(':');
      DamageType type = DamageType.of(colon < 0 ? text : text.substring(0, colon));
      Against against =
          switch (colon < 0 ? "" : text.substring(colon + 1)) {
            case "nonmagical" -> Against.NONMAGICAL;
            case "unsilvered" -> Against.NONMAGICAL_UNSILVERED;
            case "not-adamantine" -> Against.NONMAGICAL_NOT_ADAMANTINE;
            default -> Against.ALL;
          };
      if (type != null) {
        defences.add(new Defence(type, against));
      }
    }
    return defences;
  }
}
