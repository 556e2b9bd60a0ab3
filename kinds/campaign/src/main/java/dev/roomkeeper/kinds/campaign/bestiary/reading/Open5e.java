package dev.roomkeeper.kinds.campaign.bestiary.reading;

import static dev.roomkeeper.kinds.campaign.bestiary.reading.JsonParts.keyed;
import static dev.roomkeeper.kinds.campaign.bestiary.reading.JsonParts.number;
import static dev.roomkeeper.kinds.campaign.bestiary.reading.JsonParts.objects;
import static dev.roomkeeper.kinds.campaign.bestiary.reading.JsonParts.text;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.kinds.campaign.bestiary.Creature;
import dev.roomkeeper.kinds.campaign.bestiary.Feature;
import dev.roomkeeper.kinds.campaign.bestiary.Feature.Uses;
import dev.roomkeeper.kinds.campaign.bestiary.Senses;
import dev.roomkeeper.kinds.campaign.bestiary.Size;
import dev.roomkeeper.kinds.campaign.bestiary.Speeds;
import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.Defences;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import dev.roomkeeper.kinds.campaign.rules.Refill;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one creature of open5e's HTTP API, in the shape of its version 1 or 2. */
final class Open5e {
  private Open5e() {}

  static Creature read(JsonObject json, Edition edition, Report report) {
    StatBlock block = new StatBlock(edition, report);
    block.name = text(json, "name").strip();
    report.about(block.name);
    String key = text(json, "key").isEmpty() ? text(json, "slug") : text(json, "key");
    block.id = key.substring(key.indexOf('_') + 1);
    size(json, block);
    block.type = keyed(json, "type").toLowerCase(Locale.ROOT);
    challenge(json, block);
    block.armorClass = number(json, "armor_class", 10);
    block.hp = Math.max(0, number(json, "hit_points", 0));
    if (!text(json, "hit_dice").isEmpty()) {
      block.hitDice(text(json, "hit_dice"));
    }
    if (JsonParts.hasNumber(json, "initiative_bonus")) {
      block.initiative = number(json, "initiative_bonus", 0);
    }
    speeds(json.object("speed"), block);
    scores(json, block);
    defences(json, block);
    senses(json, block);
    features(json, block);
    return block.creature();
  }

  private static void size(JsonObject json, StatBlock block) {
    Size size = Size.of(keyed(json, "size"));
    if (size == null) {
      block.report.add("not read as a size: " + keyed(json, "size"));
    } else {
      block.size = size;
    }
  }

  private static void challenge(JsonObject json, StatBlock block) {
    for (String key : List.of("challenge_rating_decimal", "challenge_rating", "cr")) {
      if (!text(json, key).isEmpty()) {
        block.challenge(text(json, key));
        break;
      }
    }
    block.xp = number(json, "experience_points", -1);
  }

  private static void speeds(JsonObject speed, StatBlock block) {
    block.speeds =
        new Speeds(
            number(speed, "walk", 0),
            number(speed, "burrow", 0),
            number(speed, "climb", 0),
            number(speed, "fly", 0),
            number(speed, "swim", 0),
            speed.isTrue("hover"));
  }

  private static void scores(JsonObject json, StatBlock block) {
    JsonObject scores = json.has("ability_scores") ? json.object("ability_scores") : json;
    JsonObject saves = json.object("saving_throws");
    for (Ability ability : Ability.values()) {
      block.abilities.put(ability, number(scores, ability.key(), 10));
      if (!JsonParts.hasNumber(scores, ability.key())) {
        block.report.add("no score of " + ability.key());
      }
      if (JsonParts.hasNumber(saves, ability.key())) {
        block.saves.put(ability, number(saves, ability.key(), 0));
      } else if (JsonParts.hasNumber(json, ability.key() + "_save")) {
        block.saves.put(ability, number(json, ability.key() + "_save", 0));
      }
    }
    JsonObject skills =
        json.has("skill_bonuses") ? json.object("skill_bonuses") : json.object("skills");
    for (String skill : skills.keys()) {
      if (JsonParts.hasNumber(skills, skill)) {
        block.skills.put(skill.toLowerCase(Locale.ROOT), number(skills, skill, 0));
      }
    }
  }

  private static void defences(JsonObject json, StatBlock block) {
    DefenceText text = new DefenceText(block.report);
    JsonObject in =
        json.has("resistances_and_immunities") ? json.object("resistances_and_immunities") : json;
    block.defences =
        new Defences(
            text.defences(list(in, "damage_immunities")),
            text.defences(list(in, "damage_resistances")),
            text.defences(list(in, "damage_vulnerabilities")));
    block.conditionImmunities = DefenceText.conditions(list(in, "condition_immunities"));
  }

  /** Version 2 has a text to show beside the list, and the list may lack what the text says. */
  private static String list(JsonObject json, String key) {
    String shown = text(json, key + "_display");
    if (!shown.isEmpty()) {
      return shown;
    }
    StringBuilder names = new StringBuilder(text(json, key));
    for (Json item : JsonParts.items(json, key)) {
      String name =
          switch (item) {
            case JsonObject object -> keyed(JsonObject.of("it", object), "it");
            case Json.Text(String value) -> value;
            case Json.Arr _, Json.Num _, Json.Bool _, Json.Null _ -> "";
          };
      names.append(names.isEmpty() ? "" : ", ").append(name);
    }
    return names.toString();
  }

  private static void senses(JsonObject json, StatBlock block) {
    if (json.get("senses") instanceof Json.Text(String sentence)) {
      block.senses = SenseText.read(sentence);
      return;
    }
    block.senses =
        new Senses(
            number(json, "darkvision_range", 0),
            number(json, "blindsight_range", 0),
            number(json, "tremorsense_range", 0),
            number(json, "truesight_range", 0),
            number(json, "telepathy_range", 0),
            number(json, "passive_perception", 10));
  }

  private static void features(JsonObject json, StatBlock block) {
    for (String key : List.of("traits", "special_abilities")) {
      for (JsonObject trait : objects(json, key)) {
        block.add(printed(Feature.Kind.TRAIT, trait, block));
      }
    }
    for (JsonObject action : objects(json, "actions")) {
      Feature.Kind kind =
          switch (text(action, "action_type")) {
            case "BONUS_ACTION" -> Feature.Kind.BONUS_ACTION;
            case "REACTION" -> Feature.Kind.REACTION;
            case "LEGENDARY_ACTION" -> Feature.Kind.LEGENDARY_ACTION;
            default -> Feature.Kind.ACTION;
          };
      block.add(printed(kind, action, block));
    }
    objects(json, "bonus_actions")
        .forEach(each -> block.add(printed(Feature.Kind.BONUS_ACTION, each, block)));
    objects(json, "reactions")
        .forEach(each -> block.add(printed(Feature.Kind.REACTION, each, block)));
    objects(json, "legendary_actions")
        .forEach(each -> block.add(printed(Feature.Kind.LEGENDARY_ACTION, each, block)));
  }

  private static StatBlock.Printed printed(Feature.Kind kind, JsonObject json, StatBlock block) {
    return new StatBlock.Printed(
        kind,
        text(json, "name"),
        text(json, "desc"),
        number(json, "legendary_action_cost", 1),
        uses(json, block));
  }

  /** Version 2 tells it as an object; earlier, as two members of the action. */
  private static @Nullable Uses uses(JsonObject action, StatBlock block) {
    boolean isObject = action.has("usage_limits");
    JsonObject limits = isObject ? action.object("usage_limits") : action;
    String type = text(limits, isObject ? "type" : "uses_type");
    int param = number(limits, isObject ? "param" : "uses_param", 0);
    return switch (type) {
      // Both names stand for a die.
      case "RECHARGE_ON_ROLL", "RECHARGE" -> FeatureText.recharge(param);
      case "PER_DAY" ->
          param < 1 || param > 100 ? null : new Uses(param, param, new Refill.LongRest());
      case "RECHARGE_AFTER_REST" -> new Uses(1, 1, new Refill.ShortRest());
      case "" -> null;
      default -> {
        block.report.add("not read as a limit of uses: " + type);
        yield null;
      }
    };
  }
}
