package dev.roomkeeper.kinds.campaign.rules;

import static dev.roomkeeper.kinds.campaign.rules.Notation.body;
import static dev.roomkeeper.kinds.campaign.rules.Notation.classes;
import static dev.roomkeeper.kinds.campaign.rules.Notation.editions;
import static dev.roomkeeper.kinds.campaign.rules.Notation.list;
import static dev.roomkeeper.kinds.campaign.rules.Notation.named;
import static dev.roomkeeper.kinds.campaign.rules.Notation.pools;
import static dev.roomkeeper.kinds.campaign.rules.Notation.text;
import static dev.roomkeeper.kinds.campaign.rules.Notation.yes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rests, slots, dice and budgets, as the tables beside this test say. */
final class RestVectorsTest {
  static List<Arguments> shortRests() {
    return Vectors.of("short-rests");
  }

  @ParameterizedTest
  @MethodSource
  void shortRests(
      String edition,
      String body,
      String pools,
      int constitution,
      String dice,
      String follows,
      String why) {
    List<Rests.SpentHitDie> spent = new ArrayList<>();
    for (String die : dice.isEmpty() ? new String[0] : dice.split(" ", -1)) {
      String[] words = die.split(":", -1);
      spent.add(new Rests.SpentHitDie(words[0], Integer.parseInt(words[1])));
    }
    for (Edition each : editions(edition)) {
      List<Consequence> consequences =
          Rests.takeShort(each, body(body), pools(pools), constitution, spent);
      assertThat(text(consequences)).as(why).isEqualTo(follows);
    }
  }

  static List<Arguments> longRests() {
    return Vectors.of("long-rests");
  }

  @ParameterizedTest
  @MethodSource
  void longRests(
      String edition, String body, String pools, String eaten, String follows, String why) {
    for (Edition each : editions(edition)) {
      List<Consequence> consequences = Rests.takeLong(each, body(body), pools(pools), yes(eaten));
      assertThat(text(consequences)).as(why).isEqualTo(follows);
    }
  }

  static List<Arguments> spellSlots() {
    return Vectors.of("spell-slots");
  }

  @ParameterizedTest
  @MethodSource
  void spellSlots(String edition, String classes, String slots, String pact, String why) {
    for (Edition each : editions(edition)) {
      assertThat(
              SpellSlots.of(each, classes(classes)).stream()
                  .map(Object::toString)
                  .collect(Collectors.joining(" ")))
          .as(why)
          .isEqualTo(slots);
    }
    SpellSlots.Pact has = SpellSlots.pact(classes(classes));
    assertThat(has.slots() + " of " + has.spellLevel()).as(why).isEqualTo(pact);
  }

  static List<Arguments> hitDice() {
    return Vectors.of("hit-dice");
  }

  @ParameterizedTest
  @MethodSource
  void hitDice(String classes, String expected) {
    assertThat(
            SpellSlots.pools(Edition.OF_2024, classes(classes)).stream()
                .filter(pool -> pool.refill() instanceof Refill.HitDice)
                .map(pool -> pool.name() + " " + pool.max()))
        .containsExactlyElementsOf(list(expected));
  }

  static List<Arguments> rolls() {
    return Vectors.of("rolls");
  }

  @ParameterizedTest
  @MethodSource
  void rolls(String dice, int average, String critical, String why) {
    assertThat(Roll.of(dice).average()).as(why).isEqualTo(average);
    assertThat(Roll.of(dice).critical().toString()).as(why).isEqualTo(critical);
  }

  static List<Arguments> encounterBudgets() {
    return Vectors.of("encounter-budgets");
  }

  @ParameterizedTest
  @MethodSource
  void encounterBudgets(int level, int low, int moderate, int high) {
    assertThat(EncounterBudget.of(List.of(level)))
        .isEqualTo(new EncounterBudget(low, moderate, high));
  }

  static List<Arguments> difficulties() {
    return Vectors.of("difficulties");
  }

  @ParameterizedTest
  @MethodSource
  void difficulties(String levels, int xp, String difficulty, String why) {
    List<Integer> party = Arrays.stream(levels.split(" ", -1)).map(Integer::valueOf).toList();
    assertThat(EncounterBudget.of(party).difficulty(xp))
        .as(why)
        .isEqualTo(named(EncounterBudget.Difficulty.class, difficulty));
  }

  static List<Arguments> challengeRatings() {
    return Vectors.of("challenge-ratings");
  }

  @ParameterizedTest
  @MethodSource
  void challengeRatings(String rating, int eighths, int xp, int proficiency) {
    assertThat(ChallengeRating.text(eighths)).isEqualTo(rating);
    assertThat(ChallengeRating.xp(eighths)).isEqualTo(xp);
    assertThat(ChallengeRating.proficiencyBonus(eighths)).isEqualTo(proficiency);
  }
}
