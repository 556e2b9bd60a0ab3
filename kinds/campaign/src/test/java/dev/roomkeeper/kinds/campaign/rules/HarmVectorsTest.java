package dev.roomkeeper.kinds.campaign.rules;

import static dev.roomkeeper.kinds.campaign.rules.Notation.body;
import static dev.roomkeeper.kinds.campaign.rules.Notation.editions;
import static dev.roomkeeper.kinds.campaign.rules.Notation.list;
import static dev.roomkeeper.kinds.campaign.rules.Notation.named;
import static dev.roomkeeper.kinds.campaign.rules.Notation.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.kinds.campaign.rules.Defences.Against;
import dev.roomkeeper.kinds.campaign.rules.Defences.Defence;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Damage, healing and dying, as the tables beside this test say. */
final class HarmVectorsTest {
  static List<Arguments> damage() {
    return Vectors.of("damage");
  }

  @ParameterizedTest
  @MethodSource
  void damage(
      String edition,
      String parts,
      String save,
      int adjustment,
      String immune,
      String resistant,
      String vulnerable,
      String condition,
      int taken,
      String why) {
    Damage damage =
        new Damage(
            list(parts).stream().map(HarmVectorsTest::part).toList(),
            named(Damage.Share.class, save),
            adjustment);
    Defences defences = new Defences(defences(immune), defences(resistant), defences(vulnerable));
    Body target = Body.healthy(new Nature(Nature.Being.MONSTER, defences, List.of()), 100);
    if (!condition.isEmpty()) {
      target = target.with(Notation.affliction(named(Condition.class, condition)));
    }
    for (Edition each : editions(edition)) {
      assertThat(Damage.total(damage.against(each, target))).as(why).isEqualTo(taken);
    }
  }

  private static DamagePart part(String text) {
    String[] words = text.split(" ", -1);
    return new DamagePart(
        Integer.parseInt(words[0]),
        named(DamageType.class, words[1]),
        words.length > 2 ? named(DamageMake.class, words[2]) : DamageMake.MAGICAL);
  }

  private static List<Defence> defences(String text) {
    return list(text).stream().map(HarmVectorsTest::defence).toList();
  }

  private static Defence defence(String text) {
    String[] words = text.split(":", -1);
    Against against =
        words.length == 1
            ? Against.ALL
            : switch (words[1]) {
              case "nonmagical" -> Against.NONMAGICAL;
              case "unsilvered" -> Against.NONMAGICAL_UNSILVERED;
              case "not-adamantine" -> Against.NONMAGICAL_NOT_ADAMANTINE;
              default -> throw new IllegalArgumentException(text);
            };
    return new Defence(named(DamageType.class, words[0]), against);
  }

  static List<Arguments> hits() {
    return Vectors.of("hits");
  }

  @ParameterizedTest
  @MethodSource
  void hits(
      String edition,
      String before,
      int damage,
      String with,
      String follows,
      String after,
      String why) {
    Hits.Hit hit =
        new Hits.Hit(
            damage,
            with.equals("critical"),
            with.equals("knock-out"),
            !with.equals("absorbed-is-safe"));
    for (Edition each : editions(edition)) {
      check(body(before), Hits.take(each, body(before), hit), follows, after, why);
    }
  }

  private static void check(
      Body before, List<Consequence> consequences, String follows, String after, String why) {
    assertThat(text(consequences)).as(why).isEqualTo(follows);
    assertThat(text(before.after(consequences))).as(why).isEqualTo(text(body(after)));
  }

  static List<Arguments> healing() {
    return Vectors.of("healing");
  }

  @ParameterizedTest
  @MethodSource
  void healing(
      String edition, String before, int amount, String follows, String after, String why) {
    for (Edition each : editions(edition)) {
      check(body(before), Healing.heal(each, body(before), amount), follows, after, why);
    }
  }

  static List<Arguments> temporaryHp() {
    return Vectors.of("temporary-hp");
  }

  @ParameterizedTest
  @MethodSource
  void temporaryHp(String before, int amount, String follows, String after, String why) {
    check(body(before), Healing.giveTemporary(body(before), amount), follows, after, why);
  }

  static List<Arguments> maxHp() {
    return Vectors.of("max-hp");
  }

  @ParameterizedTest
  @MethodSource
  void maxHp(String edition, String before, int max, String follows, String after, String why) {
    for (Edition each : editions(edition)) {
      check(body(before), Healing.changeMax(each, body(before), max), follows, after, why);
    }
  }

  static List<Arguments> deathSaves() {
    return Vectors.of("death-saves");
  }

  @ParameterizedTest
  @MethodSource
  void deathSaves(
      String edition,
      String before,
      int natural,
      int total,
      String follows,
      String after,
      String why) {
    for (Edition each : editions(edition)) {
      List<Consequence> consequences = Dying.deathSave(each, body(before), natural, total);
      check(body(before), consequences, follows, after, why);
    }
  }

  static List<Arguments> concentration() {
    return Vectors.of("concentration");
  }

  @ParameterizedTest
  @MethodSource
  void concentration(String edition, int damage, int dc) {
    for (Edition each : editions(edition)) {
      assertThat(Concentrating.dc(each, damage)).isEqualTo(dc);
    }
  }

  static List<Arguments> exhaustionBecomes() {
    return Vectors.of("exhaustion-becomes");
  }

  @ParameterizedTest
  @MethodSource
  void exhaustionBecomes(
      String edition, String before, int level, String follows, String after, String why) {
    for (Edition each : editions(edition)) {
      check(body(before), Exhaustion.become(each, body(before), level), follows, after, why);
    }
  }

  static List<Arguments> exhaustion() {
    return Vectors.of("exhaustion");
  }

  @ParameterizedTest
  @MethodSource
  void exhaustion(
      String edition, int level, String effects, int d20, int speed30, int speed25, int max45) {
    Edition each = editions(edition).getFirst();
    assertThat(Exhaustion.effects(each, level).stream().map(Notation::lower))
        .containsExactlyElementsOf(list(effects));
    assertThat(Exhaustion.d20Penalty(each, level)).isEqualTo(d20);
    assertThat(Exhaustion.speed(each, level, 30)).isEqualTo(speed30);
    assertThat(Exhaustion.speed(each, level, 25)).isEqualTo(speed25);
    assertThat(Exhaustion.hpMax(each, level, 45)).isEqualTo(max45);
  }

  static List<Arguments> bands() {
    return Vectors.of("bands");
  }

  @ParameterizedTest
  @MethodSource
  void bands(int now, int max, String band) {
    assertThat(HpBand.of(now, max)).isEqualTo(named(HpBand.class, band));
  }
}
