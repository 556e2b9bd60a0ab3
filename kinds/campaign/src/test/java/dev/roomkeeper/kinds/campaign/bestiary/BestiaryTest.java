package dev.roomkeeper.kinds.campaign.bestiary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.kinds.campaign.bestiary.Bestiary.Query;
import dev.roomkeeper.kinds.campaign.bestiary.reading.TextJson;
import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.Condition;
import dev.roomkeeper.kinds.campaign.rules.DamageType;
import dev.roomkeeper.kinds.campaign.rules.Defences.Against;
import dev.roomkeeper.kinds.campaign.rules.Defences.Defence;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import dev.roomkeeper.kinds.campaign.rules.Legendary;
import dev.roomkeeper.kinds.campaign.rules.Refill;
import dev.roomkeeper.kinds.campaign.rules.Roll;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The file of creatures, what stands in it, and how one finds it. */
final class BestiaryTest {
  private static final int BYTES_MAX = 400_000;
  private static final String FILE = file();
  private static final Bestiary BESTIARY =
      Bestiary.read(FILE.lines().map(line -> (JsonObject) TextJson.parse(line)).toList());

  private static String file() {
    try (InputStream in = Bestiary.class.getResourceAsStream(Bestiary.RESOURCE)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Creature find(Edition edition, String id) {
    return Objects.requireNonNull(BESTIARY.find(edition, id));
  }

  private static Feature feature(Creature creature, String name) {
    return creature.features().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(Query query) {
    return BESTIARY.search(query).stream().map(Creature::name).toList();
  }

  @Test
  void all_creatures_of_both_editions_are_there_and_the_file_is_small() {
    assertThat(FILE.getBytes(StandardCharsets.UTF_8).length).isLessThan(BYTES_MAX);
    assertThat(BESTIARY.creatures().stream().filter(each -> each.edition() == Edition.OF_2014))
        .hasSize(323);
    assertThat(BESTIARY.creatures().stream().filter(each -> each.edition() == Edition.OF_2024))
        .hasSize(331);
    assertThat(BESTIARY.creatures().stream().map(each -> each.edition() + each.id()).distinct())
        .hasSize(323 + 331);
  }

  @Test
  void each_line_is_written_as_it_was_read() {
    FILE.lines()
        .forEach(line ->
            assertThat(CreatureJson.write(CreatureJson.read((JsonObject) TextJson.parse(line))))
                .hasToString(line));
  }

  @Test
  void there_is_no_sentence_in_it() {
    FILE.lines().forEach(line -> checkTexts(TextJson.parse(line)));
  }

  private static void checkTexts(Json json) {
    switch (json) {
      case Json.Text(String text) -> {
        assertThat(text.length()).as(text).isLessThanOrEqualTo(45);
        assertThat(text.chars().filter(c -> c == ' ').count()).as(text).isLessThanOrEqualTo(6);
        assertThat(text).doesNotContain(". ");
      }
      case Json.Arr(List<Json> items) -> items.forEach(BestiaryTest::checkTexts);
      case JsonObject object -> object.forEach((_, value) -> checkTexts(value));
      case Json.Num _, Json.Bool _, Json.Null _ -> {}
    }
  }

  @Test
  void hit_points_are_the_average_of_their_dice_but_for_one_that_is_printed_otherwise() {
    assertThat(
            BESTIARY.creatures().stream()
                .filter(each -> each.stats().hp() != each.stats().hitDice().average())
                .map(Creature::id))
        .containsExactly("cult-fanatic");
  }

  @Test
  void a_goblin_of_2014() {
    Creature goblin = find(Edition.OF_2014, "goblin");
    assertThat(goblin.rank())
        .isEqualTo(new Creature.Rank(Size.SMALL, "humanoid", 2, 50, Legendary.NONE));
    assertThat(goblin.stats())
        .isEqualTo(
            new Creature.Stats(15, 7, new Roll(2, 6, 0), 2, new Speeds(30, 0, 0, 0, 0, false)));
    assertThat(goblin.scores().abilities().values()).containsExactly(8, 14, 10, 10, 8, 8);
    assertThat(goblin.scores().skills()).containsEntry("stealth", 6);
    Feature scimitar = feature(goblin, "Scimitar");
    assertThat(scimitar.attack()).isEqualTo(new Feature.Attack(4, 5, 0, 0));
    assertThat(scimitar.hit().harms())
        .containsExactly(
            new Harm(Harm.Role.ALWAYS, new Roll(1, 6, 2), List.of(DamageType.SLASHING)));
    assertThat(feature(goblin, "Shortbow").attack()).isEqualTo(new Feature.Attack(4, 0, 80, 320));
  }

  @Test
  void a_dragons_breath_presence_and_legend() {
    Creature dragon = find(Edition.OF_2014, "adult-red-dragon");
    assertThat(dragon.rank().legendary()).isEqualTo(new Legendary(3, 3, 3, 3));
    assertThat(dragon.rank().xp()).isEqualTo(18_000);
    assertThat(dragon.scores().save(Ability.DEXTERITY)).isEqualTo(6);
    assertThat(dragon.scores().save(Ability.STRENGTH)).isEqualTo(8);
    Feature breath = feature(dragon, "Fire Breath");
    assertThat(breath.uses()).isEqualTo(new Feature.Uses(1, 1, new Refill.Recharge(5)));
    Save save = breath.saves().getFirst();
    assertThat(save.ability()).isEqualTo(Ability.DEXTERITY);
    assertThat(save.dc()).isEqualTo(21);
    assertThat(save.area()).isEqualTo(new Save.Area(Save.Shape.CONE, 60, 0));
    assertThat(save.halves()).isTrue();
    assertThat(save.failure().harms())
        .containsExactly(new Harm(Harm.Role.ALWAYS, new Roll(18, 6, 0), List.of(DamageType.FIRE)));
    Save fear = feature(dragon, "Frightful Presence").saves().getFirst();
    assertThat(fear.failure().conditions()).containsExactly(Condition.FRIGHTENED);
    assertThat(fear.failure().lasts()).isEqualTo("1m");
    assertThat(fear.repeats()).isTrue();
    Feature wings = feature(dragon, "Wing Attack");
    assertThat(wings.cost()).isEqualTo(2);
    assertThat(wings.saves().getFirst().failure().conditions()).containsExactly(Condition.PRONE);
    assertThat(find(Edition.OF_2024, "adult-red-dragon").rank().legendary())
        .isEqualTo(new Legendary(3, 4, 3, 4));
  }

  @Test
  void a_grapple_restrains_until_it_ends_and_has_a_dc() {
    Outcome hit = feature(find(Edition.OF_2014, "behir"), "Constrict").hit();
    assertThat(hit.conditions()).containsExactly(Condition.GRAPPLED, Condition.RESTRAINED);
    assertThat(hit.escapeDc()).isEqualTo(16);
    assertThat(hit.lasts()).isEqualTo(Outcome.Lasting.GRAPPLE);
    assertThat(hit.harms()).hasSize(2);
  }

  @Test
  void defences_know_plain_weapons_and_silver() {
    assertThat(find(Edition.OF_2014, "werewolf").wards().defences().immunities())
        .containsExactly(
            new Defence(DamageType.BLUDGEONING, Against.NONMAGICAL_UNSILVERED),
            new Defence(DamageType.PIERCING, Against.NONMAGICAL_UNSILVERED),
            new Defence(DamageType.SLASHING, Against.NONMAGICAL_UNSILVERED));
    assertThat(find(Edition.OF_2014, "iron-golem").wards().defences().immunities())
        .contains(
            new Defence(DamageType.FIRE, Against.ALL),
            new Defence(DamageType.SLASHING, Against.NONMAGICAL_NOT_ADAMANTINE));
    assertThat(find(Edition.OF_2024, "skeleton").wards().defences().vulnerabilities())
        .containsExactly(new Defence(DamageType.BLUDGEONING, Against.ALL));
  }

  @Test
  void a_name_is_found_by_its_beginnings() {
    assertThat(names(Query.byName(Edition.OF_2014, "gob"))).containsExactly("Goblin");
  }

  @Test
  void words_are_found_in_any_order_and_those_at_the_front_come_first() {
    assertThat(names(Query.byName(Edition.OF_2014, "dragon red adult")))
        .containsExactly("Adult Red Dragon");
    assertThat(names(Query.byName(Edition.OF_2014, "wolf"))).startsWith("Wolf");
    assertThat(names(Query.byName(Edition.OF_2014, "WILL O WISP"))).containsExactly("Will-o'-Wisp");
    assertThat(names(Query.byName(Edition.OF_2014, "nobody"))).isEmpty();
  }

  @Test
  void type_size_and_rating_narrow_a_search() {
    List<Creature> found =
        BESTIARY.search(new Query(Edition.OF_2024, "", "dragon", Size.HUGE, 13 * 8, 15 * 8, null));
    assertThat(found).isNotEmpty();
    assertThat(found)
        .allMatch(each ->
            each.edition() == Edition.OF_2024
                && each.rank().type().equals("dragon")
                && each.rank().size() == Size.HUGE
                && each.rank().challengeEighths() >= 13 * 8
                && each.rank().challengeEighths() <= 15 * 8);
    assertThat(names(Query.byName(Edition.OF_2024, ""))).hasSize(Bestiary.FOUND_MAX);
    // Far beyond the first hundred of all.
    assertThat(
            names(
                new Query(
                    Edition.OF_2024, "", "", null, 0, Integer.MAX_VALUE, Set.of("wolf", "zombie"))))
        .containsExactly("Wolf", "Zombie");
  }

  @Test
  void the_notice_says_what_the_credits_say() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("NOTICE"))) {
      folder = Objects.requireNonNull(folder.getParent());
    }
    String text = Files.readString(folder.resolve("NOTICE"));
    assertThat(text).contains(Credits.sentences());
  }
}
