package dev.roomkeeper.kinds.campaign.bestiary.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.roomkeeper.kinds.campaign.bestiary.Feature;
import dev.roomkeeper.kinds.campaign.bestiary.Feature.Attack;
import dev.roomkeeper.kinds.campaign.bestiary.Feature.Kind;
import dev.roomkeeper.kinds.campaign.bestiary.Feature.Uses;
import dev.roomkeeper.kinds.campaign.bestiary.Harm;
import dev.roomkeeper.kinds.campaign.bestiary.Harm.Role;
import dev.roomkeeper.kinds.campaign.bestiary.Outcome;
import dev.roomkeeper.kinds.campaign.bestiary.Outcome.Lasting;
import dev.roomkeeper.kinds.campaign.bestiary.Save;
import dev.roomkeeper.kinds.campaign.bestiary.Save.Area;
import dev.roomkeeper.kinds.campaign.bestiary.Save.Shape;
import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.Condition;
import dev.roomkeeper.kinds.campaign.rules.DamageType;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import dev.roomkeeper.kinds.campaign.rules.Refill;
import dev.roomkeeper.kinds.campaign.rules.Roll;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sentences of a creature of our own, the snarl, in the forms of both editions. */
final class FeatureTextTest {
  private final Report report = new Report();

  private Feature read(String name, String text) {
    return new FeatureText(report).read("Cave Snarl", Kind.ACTION, name, text, 1, null);
  }

  private Feature read(String text) {
    return read("Swipe", text);
  }

  private static Harm harm(Role role, String roll, DamageType... types) {
    return new Harm(role, Roll.of(roll), List.of(types));
  }

  @Test
  void a_plain_attack_of_2014() {
    Feature swipe =
        read(
            "Melee Weapon Attack: +6 to hit, reach 10 ft., one target."
                + " Hit: 11 (2d6 + 4) slashing damage plus 3 (1d6) cold damage.");
    assertThat(swipe.attack()).isEqualTo(new Attack(6, 10, 0, 0));
    assertThat(swipe.hit().harms())
        .containsExactly(
            harm(Role.ALWAYS, "2d6+4", DamageType.SLASHING),
            harm(Role.ALWAYS, "1d6", DamageType.COLD));
    assertThat(report.lines()).isEmpty();
  }

  @Test
  void a_plain_attack_of_2024() {
    Feature swipe =
        read(
            "*Melee or Ranged Attack Roll:* +6, reach 5 ft. or range 20/60 ft.".replace("*", "")
                + " 11 (2d6 + 4) Slashing damage, and the target has the Prone condition.");
    assertThat(swipe.attack()).isEqualTo(new Attack(6, 5, 20, 60));
    assertThat(swipe.hit())
        .isEqualTo(
            new Outcome(
                List.of(harm(Role.ALWAYS, "2d6+4", DamageType.SLASHING)),
                List.of(Condition.PRONE),
                "",
                0));
  }

  @Test
  void two_hands_take_the_place_of_one_and_a_rider_counts_for_both() {
    Feature swipe =
        read(
            "Melee Weapon Attack: +4 to hit, reach 5 ft., one target. Hit: 6 (1d8 + 2) slashing"
                + " damage, or 7 (1d10 + 2) slashing damage if used with two hands, plus 2 (1d4)"
                + " fire damage.");
    assertThat(swipe.hit().harms())
        .containsExactly(
            harm(Role.ALWAYS, "1d8+2", DamageType.SLASHING),
            harm(Role.INSTEAD, "1d10+2", DamageType.SLASHING),
            harm(Role.ALWAYS, "1d4", DamageType.FIRE));
  }

  @Test
  void damage_under_a_condition_is_not_always_dealt() {
    Feature swipe =
        read(
            "Ranged Attack Roll: +4, range 80/320 ft. 5 (1d6 + 2) Piercing damage, plus 2 (1d4)"
                + " Piercing damage if the attack roll had Advantage. If the snarl moved 20+ feet"
                + " before the hit, the target takes an extra 4 (1d8) Piercing damage.");
    assertThat(swipe.hit().harms())
        .containsExactly(
            harm(Role.ALWAYS, "1d6+2", DamageType.PIERCING),
            harm(Role.SOMETIMES, "1d4", DamageType.PIERCING),
            harm(Role.SOMETIMES, "1d8", DamageType.PIERCING));
  }

  @Test
  void a_choice_of_types_is_kept() {
    assertThat(
            read("Melee Weapon Attack: +4 to hit, reach 5 ft., one target. Hit: 5 (1d6 + 2)"
                    + " lightning or thunder damage (the snarl's choice).")
                .hit()
                .harms())
        .containsExactly(harm(Role.ALWAYS, "1d6+2", DamageType.LIGHTNING, DamageType.THUNDER));
  }

  @Test
  void a_grapple_has_a_dc_and_restrains_while_it_lasts() {
    assertThat(
            read("Melee Weapon Attack: +4 to hit, reach 5 ft., one creature. Hit: 5 (1d6 + 2)"
                    + " bludgeoning damage, and the target is grappled (escape DC 13). Until this"
                    + " grapple ends, the target is restrained and takes 3 (1d6) acid damage at"
                    + " the start of each of its turns.")
                .hit())
        .isEqualTo(
            new Outcome(
                List.of(
                    harm(Role.ALWAYS, "1d6+2", DamageType.BLUDGEONING),
                    harm(Role.EACH_TURN, "1d6", DamageType.ACID)),
                List.of(Condition.GRAPPLED, Condition.RESTRAINED),
                Lasting.GRAPPLE,
                13));
  }

  @Test
  void a_save_within_an_attack_of_2014() {
    Feature sting =
        read(
            "Melee Weapon Attack: +4 to hit, reach 5 ft., one creature. Hit: 5 (1d6 + 2) piercing"
                + " damage, and the target must make a DC 12 Constitution saving throw, taking 7"
                + " (2d6) poison damage on a failed save, or half as much damage on a successful"
                + " one.");
    assertThat(sting.hit().harms())
        .containsExactly(harm(Role.ALWAYS, "1d6+2", DamageType.PIERCING));
    assertThat(sting.saves())
        .containsExactly(
            new Save(
                Ability.CONSTITUTION,
                12,
                null,
                new Outcome(List.of(harm(Role.ALWAYS, "2d6", DamageType.POISON)), List.of(), "", 0),
                true,
                false));
  }

  @Test
  void a_breath_of_2014() {
    assertThat(
            read("The snarl exhales frost in a 60-foot line that is 5 feet wide. Each creature in"
                    + " that line must make a DC 15 Dexterity saving throw, taking 22 (5d8) cold"
                    + " damage on a failed save, or half as much damage on a successful one.")
                .saves())
        .containsExactly(
            new Save(
                Ability.DEXTERITY,
                15,
                new Area(Shape.LINE, 60, 5),
                new Outcome(List.of(harm(Role.ALWAYS, "5d8", DamageType.COLD)), List.of(), "", 0),
                true,
                false));
  }

  @Test
  void a_howl_of_2024_that_is_saved_against_again_and_again() {
    assertThat(
            read("Wisdom Saving Throw: DC 14, each enemy in a 30-foot Emanation originating from"
                    + " the snarl. Failure: 10 (3d6) Psychic damage, and the target has the"
                    + " Frightened and Deafened conditions until the end of the snarl's next turn."
                    + " It repeats the save at the end of each of its turns, ending the effect on"
                    + " itself on a success. Success: Half damage.")
                .saves())
        .containsExactly(
            new Save(
                Ability.WISDOM,
                14,
                new Area(Shape.EMANATION, 30, 0),
                new Outcome(
                    List.of(harm(Role.ALWAYS, "3d6", DamageType.PSYCHIC)),
                    List.of(Condition.FRIGHTENED, Condition.DEAFENED),
                    Lasting.END_OF_SOURCES_TURN,
                    0),
                true,
                true));
  }

  @Test
  void two_breaths_are_two_saves_each_with_its_area() {
    List<Save> saves =
        read("Fire. The snarl exhales fire in a 15-foot cone. Each creature there must make a DC"
                + " 11 Dexterity saving throw, taking 7 (2d6) fire damage on a failed save. Sleep."
                + " The snarl exhales gas in a 20-foot-radius sphere. Each creature there must"
                + " succeed on a DC 12 Constitution saving throw or fall unconscious for 1 minute.")
            .saves();
    assertThat(saves.stream().map(Save::area))
        .containsExactly(new Area(Shape.CONE, 15, 0), new Area(Shape.SPHERE, 20, 0));
    assertThat(saves.get(1).failure())
        .isEqualTo(new Outcome(List.of(), List.of(Condition.UNCONSCIOUS), "1m", 0));
  }

  @Test
  void its_own_saves_are_not_asked_of_others() {
    Feature swallow =
        read(
            "While swallowed, the target takes 10 (3d6) acid damage at the start of each of the"
                + " snarl's turns. If the snarl takes 20 damage or more on a single turn, the"
                + " snarl must succeed on a DC 14 Constitution saving throw or regurgitate all"
                + " creatures, which fall prone.");
    assertThat(swallow.saves()).isEmpty();
    assertThat(swallow.hit().harms()).containsExactly(harm(Role.EACH_TURN, "3d6", DamageType.ACID));
  }

  @Test
  void what_must_be_so_already_is_no_effect() {
    assertThat(
            read("Melee Weapon Attack: +4 to hit, reach 5 ft., one target. Hit: 5 (1d6 + 2)"
                    + " piercing damage. If the target is prone, the snarl may bite again.")
                .hit()
                .conditions())
        .isEmpty();
  }

  @Test
  void the_name_tells_the_uses() {
    assertThat(read("Howl (Recharge 5-6)", "It howls.").uses())
        .isEqualTo(new Uses(1, 1, new Refill.Recharge(5)));
    assertThat(read("Howl (Recharge 6)", "It howls.").uses())
        .isEqualTo(new Uses(1, 1, new Refill.Recharge(6)));
    assertThat(read("Howl (3/Day)", "It howls.").uses())
        .isEqualTo(new Uses(3, 3, new Refill.LongRest()));
    assertThat(read("Howl (3/Day, or 4/Day in Lair)", "It howls.").uses())
        .isEqualTo(new Uses(3, 4, new Refill.LongRest()));
    assertThat(read("Howl (Recharges after a Short or Long Rest)", "It howls.").uses())
        .isEqualTo(new Uses(1, 1, new Refill.ShortRest()));
    assertThat(read("Howl (Costs 2 Actions)", "It howls."))
        .returns(2, Feature::cost)
        .returns("Howl", Feature::name)
        .returns(null, Feature::uses);
  }

  @Test
  void an_average_that_is_not_that_of_its_dice_is_told() {
    read("Melee Weapon Attack: +4 to hit, reach 5 ft., one target. Hit: 9 (1d6 + 2) fire damage.");
    assertThat(report.lines()).containsExactly("the average of 1d6+2 is not 9");
  }

  @Test
  void damage_that_averages_to_less_is_printed_as_1() {
    read("Melee Weapon Attack: +1 to hit, reach 5 ft., one target. Hit: 1 (1d4 - 2) fire damage.");
    assertThat(report.lines()).isEmpty();
  }

  @Test
  void dice_that_are_no_damage_are_told() {
    read("The snarl regains 10 (3d6) hit points.");
    assertThat(report.lines()).containsExactly("Swipe: 1 of 1 dice are not damage read");
  }

  @Test
  void dice_beyond_all_bounds_are_refused_and_not_thrown() {
    StatBlock block = new StatBlock(Edition.OF_2024, report);
    block.name = "Snarl";
    block.add(
        new StatBlock.Printed(
            Kind.ACTION,
            "Swipe",
            "Melee Attack Roll: +4, reach 5 ft. 5 (99999d6 + 2) Fire damage."));
    assertThat(report.lines()).hasSize(1).first().asString().contains("the count of dice");
  }

  @Test
  void a_hostile_text_takes_no_time_worth_telling() {
    String saves = "the the DC 10 Wisdom saving throw line of ".repeat(190);
    String numbers = "1 (1d1) ".repeat(900) + "damage at ";
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          read(saves);
          read(numbers);
          read("line ".repeat(1_500) + "DC 10 Wisdom saving throw");
          read("+1 (".repeat(1_900));
        });
    assertThatThrownBy(() -> read("x".repeat(8_001))).hasMessageContaining("8000 characters");
    assertThatThrownBy(() -> read("(".repeat(201), "x")).hasMessageContaining("200");
  }

  @Test
  void a_list_of_conditions_goes_on_after_the_dc_to_escape() {
    assertThat(
            read("Melee Weapon Attack: +4 to hit, reach 5 ft., one creature. Hit: 5 (1d6 + 2)"
                    + " bludgeoning damage, and it is grappled (escape DC 13) and restrained.")
                .hit()
                .conditions())
        .containsExactly(Condition.GRAPPLED, Condition.RESTRAINED);
  }
}
