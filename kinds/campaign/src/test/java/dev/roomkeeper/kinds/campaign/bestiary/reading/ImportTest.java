package dev.roomkeeper.kinds.campaign.bestiary.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.kinds.campaign.bestiary.Creature;
import dev.roomkeeper.kinds.campaign.bestiary.CreatureJson;
import dev.roomkeeper.kinds.campaign.bestiary.Feature;
import dev.roomkeeper.kinds.campaign.bestiary.Senses;
import dev.roomkeeper.kinds.campaign.bestiary.Size;
import dev.roomkeeper.kinds.campaign.bestiary.Speeds;
import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.Condition;
import dev.roomkeeper.kinds.campaign.rules.DamageType;
import dev.roomkeeper.kinds.campaign.rules.Defences.Against;
import dev.roomkeeper.kinds.campaign.rules.Defences.Defence;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import dev.roomkeeper.kinds.campaign.rules.Legendary;
import dev.roomkeeper.kinds.campaign.rules.Refill;
import dev.roomkeeper.kinds.campaign.rules.Roll;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The formats that others write: one creature of our own in each, and what is wrong with them. */
final class ImportTest {
  private static final String OPEN5E_1 =
      """
      {"slug": "cave-snarl", "name": "Cave Snarl", "size": "Large", "type": "Monstrosity",
       "armor_class": 14, "hit_points": 52, "hit_dice": "7d10+14",
       "speed": {"walk": 40, "climb": 20}, "strength": 18, "dexterity": 12, "constitution": 14,
       "intelligence": 3, "wisdom": 12, "charisma": 6, "constitution_save": 4,
       "dexterity_save": null, "skills": {"perception": 3}, "damage_vulnerabilities": "fire",
       "damage_resistances": "cold; bludgeoning from nonmagical attacks not made with silvered weapons",
       "damage_immunities": "", "condition_immunities": "prone, exhaustion",
       "senses": "darkvision 60 ft., passive Perception 13", "challenge_rating": "1/2", "cr": 0.5,
       "actions": [{"name": "Bite", "desc": "Melee Weapon Attack: +6 to hit, reach 5 ft., one target. Hit: 11 (2d6 + 4) piercing damage."}],
       "bonus_actions": null, "reactions": "",
       "special_abilities": [{"name": "Legendary Resistance (2/Day)", "desc": "It can choose to succeed."},
                             {"name": "Howl (Recharge 5-6)", "desc": "It howls."}],
       "legendary_actions": [{"name": "Bite (Costs 2 Actions)", "desc": "The snarl makes one bite attack."}]}
      """;

  private static final String OPEN5E_2 =
      """
      {"count": 1, "next": null, "results": [
       {"key": "ours_cave-snarl", "name": "Cave Snarl", "size": {"name": "Large", "key": "large"},
        "type": {"name": "Monstrosity", "key": "monstrosity"}, "challenge_rating_decimal": "0.500",
        "experience_points": 100, "armor_class": 14, "hit_points": 52, "hit_dice": "7d10 + 14",
        "initiative_bonus": 4, "speed": {"walk": 40.0, "climb": 20.0, "unit": "feet"},
        "ability_scores": {"strength": 18, "dexterity": 12, "constitution": 14, "intelligence": 3, "wisdom": 12, "charisma": 6},
        "saving_throws": {"constitution": 4}, "skill_bonuses": {"perception": 3},
        "passive_perception": 13, "darkvision_range": 60,
        "resistances_and_immunities": {"damage_vulnerabilities": [{"name": "Fire", "key": "fire"}],
          "damage_resistances_display": "cold", "condition_immunities": [{"name": "Prone", "key": "prone"}]},
        "actions": [{"name": "Bite", "action_type": "ACTION", "desc": "Melee Attack Roll: +6, reach 5 ft. 11 (2d6 + 4) Piercing damage."},
                    {"name": "Howl", "action_type": "BONUS_ACTION", "desc": "It howls.", "usage_limits": {"type": "RECHARGE_ON_ROLL", "param": 5}},
                    {"name": "Flee", "action_type": "REACTION", "desc": "It flees.", "uses_type": "PER_DAY", "uses_param": 2}],
        "traits": [{"name": "Keen Smell", "desc": "It smells well."}]}]}
      """;

  private static final String IMPROVED_INITIATIVE =
      """
      {"Id": "x", "Name": "Cave Snarl", "Type": "Large monstrosity, unaligned",
       "HP": {"Value": 52, "Notes": "(7d10+14)"}, "AC": {"Value": 14, "Notes": ""},
       "InitiativeModifier": 3, "InitiativeAdvantage": false, "Speed": ["40 ft.", "climb 20 ft."],
       "Abilities": {"Str": 18, "Dex": 12, "Con": 14, "Int": 3, "Wis": 12, "Cha": 6},
       "DamageVulnerabilities": ["fire"], "DamageResistances": ["cold"], "DamageImmunities": [],
       "ConditionImmunities": ["Prone"], "Saves": [{"Name": "Con", "Modifier": 4}],
       "Skills": [{"Name": "Perception", "Modifier": 3}], "Senses": ["darkvision 60 ft."],
       "Languages": ["telepathy 30 ft."], "Challenge": "1/2",
       "Traits": [{"Name": "Keen Smell", "Content": "It smells well."}],
       "Actions": [{"Name": "Bite", "Content": "Melee Weapon Attack: +6 to hit, reach 5 ft., one target. Hit: 11 (2d6 + 4) piercing damage."},
                   {"Name": "Howl", "Content": "It howls.", "Usage": "Recharge 5-6"}],
       "Reactions": [], "LegendaryActions": [], "Player": ""}
      """;

  private static Import read(String text, Edition edition) {
    return Import.read(TextJson.parse(text), edition, TextJson::parse);
  }

  private static void checkCommon(Creature snarl) {
    assertThat(snarl.name()).isEqualTo("Cave Snarl");
    assertThat(snarl.rank().size()).isEqualTo(Size.LARGE);
    assertThat(snarl.rank().type()).isEqualTo("monstrosity");
    assertThat(snarl.rank().challengeEighths()).isEqualTo(4);
    assertThat(snarl.rank().xp()).isEqualTo(100);
    assertThat(snarl.stats().armorClass()).isEqualTo(14);
    assertThat(snarl.stats().hp()).isEqualTo(52);
    assertThat(snarl.stats().hitDice()).isEqualTo(new Roll(7, 10, 14));
    assertThat(snarl.stats().speeds()).isEqualTo(new Speeds(40, 0, 20, 0, 0, false));
    assertThat(snarl.scores().abilities().values()).containsExactly(18, 12, 14, 3, 12, 6);
    assertThat(snarl.scores().save(Ability.CONSTITUTION)).isEqualTo(4);
    assertThat(snarl.scores().save(Ability.DEXTERITY)).isEqualTo(1);
    assertThat(snarl.scores().skills()).containsEntry("perception", 3);
    assertThat(snarl.wards().senses().darkvision()).isEqualTo(60);
    assertThat(snarl.wards().senses().passivePerception()).isEqualTo(13);
    assertThat(snarl.wards().conditionImmunities()).contains(Condition.PRONE);
    assertThat(snarl.wards().defences().vulnerabilities())
        .containsExactly(new Defence(DamageType.FIRE, Against.ALL));
    assertThat(snarl.wards().defences().resistances())
        .contains(new Defence(DamageType.COLD, Against.ALL));
    Feature bite =
        snarl.features().stream().filter(each -> each.attack() != null).findFirst().orElseThrow();
    assertThat(bite.attack()).isEqualTo(new Feature.Attack(6, 5, 0, 0));
    assertThat(CreatureJson.read(CreatureJson.write(snarl)).features()).isEqualTo(snarl.features());
  }

  private static Feature feature(Creature creature, Feature.Kind kind, String name) {
    return creature.features().stream()
        .filter(each -> each.kind() == kind && each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void open5e_in_its_first_version() {
    Import read = read(OPEN5E_1, Edition.OF_2014);
    Creature snarl = read.creatures().getFirst();
    checkCommon(snarl);
    assertThat(read.notRead()).isEmpty();
    assertThat(snarl.id()).isEqualTo("cave-snarl");
    assertThat(snarl.stats().initiative()).isEqualTo(1);
    assertThat(snarl.wards().conditionImmunities())
        .containsExactly(Condition.PRONE, Condition.EXHAUSTION);
    assertThat(snarl.wards().defences().resistances())
        .contains(new Defence(DamageType.BLUDGEONING, Against.NONMAGICAL_UNSILVERED));
    assertThat(snarl.rank().legendary()).isEqualTo(new Legendary(3, 3, 2, 2));
    assertThat(feature(snarl, Feature.Kind.LEGENDARY_ACTION, "Bite").cost()).isEqualTo(2);
    assertThat(feature(snarl, Feature.Kind.TRAIT, "Howl").uses())
        .isEqualTo(new Feature.Uses(1, 1, new Refill.Recharge(5)));
  }

  @Test
  void open5e_in_its_second_version_a_page_of_answers() {
    Import read = read(OPEN5E_2, Edition.OF_2024);
    Creature snarl = read.creatures().getFirst();
    checkCommon(snarl);
    assertThat(read.notRead()).isEmpty();
    assertThat(snarl.id()).isEqualTo("cave-snarl");
    assertThat(snarl.stats().initiative()).isEqualTo(4);
    assertThat(feature(snarl, Feature.Kind.BONUS_ACTION, "Howl").uses())
        .isEqualTo(new Feature.Uses(1, 1, new Refill.Recharge(5)));
    assertThat(feature(snarl, Feature.Kind.REACTION, "Flee").uses())
        .isEqualTo(new Feature.Uses(2, 2, new Refill.LongRest()));
    assertThat(snarl.rank().legendary()).isEqualTo(Legendary.NONE);
  }

  @Test
  void a_stat_block_of_improved_initiative() {
    Import read = read(IMPROVED_INITIATIVE, Edition.OF_2014);
    Creature snarl = read.creatures().getFirst();
    checkCommon(snarl);
    assertThat(read.notRead()).isEmpty();
    assertThat(snarl.stats().initiative()).isEqualTo(4);
    assertThat(snarl.wards().senses()).isEqualTo(new Senses(60, 0, 0, 0, 30, 13));
    assertThat(feature(snarl, Feature.Kind.ACTION, "Howl").uses())
        .isEqualTo(new Feature.Uses(1, 1, new Refill.Recharge(5)));
  }

  @Test
  void what_improved_initiative_exports_holds_json_within_texts() {
    JsonObject export =
        JsonObject.EMPTY
            .with("ImprovedInitiative.Creatures.x", IMPROVED_INITIATIVE.strip())
            .with("ImprovedInitiative.Creatures.y", "{broken")
            .with("ImprovedInitiative.Settings", "{\"Version\": \"3\"}")
            .with("other", "words");
    Import read = Import.read(export, Edition.OF_2014, TextJson::parse);
    assertThat(read.creatures()).hasSize(1);
    assertThat(read.notRead()).containsExactly("no JSON under ImprovedInitiative.Creatures.y");
  }

  @Test
  void what_is_not_read_is_told_with_the_creatures_name() {
    Import read =
        read(
            """
            [{"name": "Odd", "hit_points": 9, "size": "colossal", "type": "ooze", "challenge_rating": "1/3",
              "hit_dice": "many", "strength": "strong", "damage_immunities": "damage from spells",
              "actions": [{"name": "", "desc": "x"}, {"name": "Slap", "desc": "Melee Weapon Attack: +1 to hit, reach 5 ft., one target. Hit: 9 (1d4) cold damage."}]}]
            """,
            Edition.OF_2014);
    assertThat(read.creatures()).hasSize(1);
    assertThat(read.notRead())
        .contains(
            "Odd: not read as a size: colossal",
            "Odd: not read as hit dice: many",
            "Odd: no score of strength",
            "Odd: not read of its defences: damage from spells",
            "Odd: a feature without a name: x",
            "Odd: the average of 1d4 is not 9");
    assertThat(read.notRead()).anyMatch(line -> line.startsWith("Odd: there is no challenge"));
  }

  @Test
  void what_is_no_creature_is_told_too() {
    assertThat(read("[1, \"two\", {\"three\": 3}]", Edition.OF_2014).notRead())
        .containsExactly("no creature was found");
    assertThat(read("{\"name\": \"\", \"hit_points\": 1}", Edition.OF_2014).notRead())
        .anyMatch(line -> line.contains("not read: a creature's id and name"));
  }

  @Test
  void a_flood_is_bounded_and_says_so() {
    List<Json> many = new ArrayList<>();
    JsonObject one = JsonObject.EMPTY.with("name", "Rat").with("hit_points", 1L);
    for (int i = 0; i < Import.CREATURES_MAX + 50; i++) {
      many.add(one);
    }
    Import read = Import.read(new Json.Arr(many), Edition.OF_2014, TextJson::parse);
    assertThat(read.creatures()).hasSize(Import.CREATURES_MAX);
    assertThat(read.notRead()).hasSizeLessThanOrEqualTo(Report.LINES_MAX + 1);
  }

  @Test
  void numbers_out_of_all_bounds_do_no_harm() {
    Import read =
        read(
            """
            {"name": "Huge", "hit_points": 1e300, "armor_class": -5e9, "challenge_rating": "NaN",
             "hit_dice": "1d0", "passive_perception": 1e18, "speed": {"walk": -1e12}}
            """,
            Edition.OF_2014);
    assertThat(read.creatures().size() + read.notRead().size()).isPositive();
    assertThat(read.notRead()).isNotEmpty();
  }
}
