package dev.roomkeeper.kinds.campaign.bestiary.reading;

import static dev.roomkeeper.kinds.campaign.bestiary.reading.JsonParts.joined;
import static dev.roomkeeper.kinds.campaign.bestiary.reading.JsonParts.number;
import static dev.roomkeeper.kinds.campaign.bestiary.reading.JsonParts.objects;
import static dev.roomkeeper.kinds.campaign.bestiary.reading.JsonParts.text;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.kinds.campaign.bestiary.Creature;
import dev.roomkeeper.kinds.campaign.bestiary.Feature;
import dev.roomkeeper.kinds.campaign.bestiary.Senses;
import dev.roomkeeper.kinds.campaign.bestiary.Size;
import dev.roomkeeper.kinds.campaign.bestiary.Speeds;
import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.Defences;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads one stat block of Improved Initiative. */
final class ImprovedInitiative {
  private static final List<String> TYPES =
      List.of(
          "aberration",
          "beast",
          "celestial",
          "construct",
          "dragon",
          "elemental",
          "fey",
          "fiend",
          "giant",
          "humanoid",
          "monstrosity",
          "ooze",
          "plant",
          "undead");

  private static final Map<String, Feature.Kind> LISTS = lists();

  private static Map<String, Feature.Kind> lists() {
    Map<String, Feature.Kind> lists = new java.util.TreeMap<>();
    lists.put("Actions", Feature.Kind.ACTION);
    lists.put("BonusActions", Feature.Kind.BONUS_ACTION);
    lists.put("LegendaryActions", Feature.Kind.LEGENDARY_ACTION);
    lists.put("MythicActions", Feature.Kind.LEGENDARY_ACTION);
    lists.put("Reactions", Feature.Kind.REACTION);
    lists.put("Traits", Feature.Kind.TRAIT);
    return lists;
  }

  private ImprovedInitiative() {}

  /** Whether it looks like one of its stat blocks. */
  static boolean isStatBlock(JsonObject json) {
    return json.has("Name") && json.has("HP") && json.has("Abilities");
  }

  static Creature read(JsonObject json, Edition edition, Report report) {
    StatBlock block = new StatBlock(edition, report);
    block.name = text(json, "Name").strip();
    report.about(block.name);
    type(text(json, "Type"), block);
    if (!text(json, "Challenge").isBlank()) {
      block.challenge(text(json, "Challenge"));
    }
    block.armorClass = number(json.object("AC"), "Value", 10);
    block.hp = Math.clamp(number(json.object("HP"), "Value", 0), 0, 10_000);
    if (!text(json.object("HP"), "Notes").isBlank()) {
      block.hitDice(text(json.object("HP"), "Notes"));
    }
    scores(json, block);
    if (JsonParts.hasNumber(json, "InitiativeModifier")) {
      int dexterity = block.modifier(Ability.DEXTERITY);
      block.initiative = dexterity + number(json, "InitiativeModifier", 0);
    }
    if (json.isTrue("InitiativeAdvantage") || json.has("InitiativeSpecialRoll")) {
      report.add("its special roll for initiative was not read");
    }
    String speed = "walk " + joined(json, "Speed", ", ");
    block.speeds =
        new Speeds(
            SenseText.feet(speed.replace("walk walk", "walk"), "walk"),
            SenseText.feet(speed, "burrow"),
            SenseText.feet(speed, "climb"),
            SenseText.feet(speed, "fly"),
            SenseText.feet(speed, "swim"),
            speed.contains("hover"));
    senses(json, block);
    DefenceText text = new DefenceText(report);
    block.defences =
        new Defences(
            text.defences(joined(json, "DamageImmunities", "; ")),
            text.defences(joined(json, "DamageResistances", "; ")),
            text.defences(joined(json, "DamageVulnerabilities", "; ")));
    block.conditionImmunities = DefenceText.conditions(joined(json, "ConditionImmunities", ", "));
    LISTS.forEach((list, kind) -> features(json, list, kind, block));
    return block.creature();
  }

  /** Like "Medium humanoid (elf), any alignment". */
  private static void type(String line, StatBlock block) {
    String lower = line.toLowerCase(Locale.ROOT);
    boolean hasSize = false;
    for (Size size : Size.values()) {
      if (lower.startsWith(size.key())) {
        block.size = size;
        hasSize = true;
      }
    }
    for (String type : TYPES) {
      if (block.type.isEmpty() && lower.contains(type)) {
        block.type = type;
      }
    }
    if (!hasSize || block.type.isEmpty()) {
      block.report.add("not read as a size and type: " + line);
    }
  }

  private static void scores(JsonObject json, StatBlock block) {
    JsonObject scores = json.object("Abilities");
    for (Ability ability : Ability.values()) {
      String shortKey = ability.shortKey();
      String name = shortKey.substring(0, 1).toUpperCase(Locale.ROOT) + shortKey.substring(1);
      block.abilities.put(ability, number(scores, name, 10));
    }
    for (JsonObject save : objects(json, "Saves")) {
      Ability ability = Ability.of(text(save, "Name").strip());
      if (ability == null) {
        block.report.add("not read as a save: " + text(save, "Name"));
      } else {
        block.saves.put(ability, number(save, "Modifier", 0));
      }
    }
    for (JsonObject skill : objects(json, "Skills")) {
      String name = text(skill, "Name").strip().toLowerCase(Locale.ROOT).replace(' ', '_');
      if (!name.isEmpty()) {
        block.skills.put(name, number(skill, "Modifier", 0));
      }
    }
  }

  private static void senses(JsonObject json, StatBlock block) {
    Senses read = SenseText.read(joined(json, "Senses", ", "));
    int telepathy = SenseText.feet(joined(json, "Languages", ", "), "telepathy");
    Integer perception = block.skills.get("perception");
    int wisdom = block.modifier(Ability.WISDOM);
    int passive = 10 + (perception == null ? wisdom : perception);
    boolean hasPassive =
        joined(json, "Senses", ", ").toLowerCase(Locale.ROOT).contains("passive perception");
    block.senses =
        new Senses(
            read.darkvision(),
            read.blindsight(),
            read.tremorsense(),
            read.truesight(),
            Math.max(telepathy, read.telepathy()),
            hasPassive ? read.passivePerception() : passive);
  }

  private static void features(JsonObject json, String list, Feature.Kind kind, StatBlock block) {
    for (JsonObject feature : objects(json, list)) {
      String usage = text(feature, "Usage");
      String name = text(feature, "Name") + (usage.isBlank() ? "" : " (" + usage + ")");
      block.add(new StatBlock.Printed(kind, name, text(feature, "Content")));
    }
  }
}
