package dev.roomkeeper.kinds.campaign.rules;

import static dev.roomkeeper.kinds.campaign.rules.Notation.body;
import static dev.roomkeeper.kinds.campaign.rules.Notation.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.kind.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each consequence can be left out or changed; what one body does to another is told to it. */
final class ConsequencesTest {
  private static final Edition EDITION = Edition.OF_2024;

  @Test
  void a_monster_that_should_not_die_stays_at_0() {
    Body monster = body("monster 7/20");
    List<Consequence> follows = new ArrayList<>(Hits.take(EDITION, monster, Hits.Hit.of(9)));
    follows.removeIf(consequence -> consequence instanceof Consequence.Dies);
    assertThat(text(monster.after(follows))).isEqualTo("monster 0/20");
  }

  @Test
  void a_monster_can_make_death_saves_instead() {
    Body monster = body("monster 7/20");
    List<Consequence> follows = new ArrayList<>(Hits.take(EDITION, monster, Hits.Hit.of(9)));
    follows.removeIf(consequence -> consequence instanceof Consequence.Dies);
    follows.addAll(Hits.fallDying(EDITION, monster));
    assertThat(text(monster.after(follows))).isEqualTo("monster 0/20 dying 0/0 out prone");
  }

  @Test
  void the_order_of_the_list_counts() {
    Body hero = body("character 5/20");
    assertThat(text(hero.after(List.of(new Consequence.LosesHp(9), new Consequence.RegainsHp(3)))))
        .isEqualTo("character 3/20");
    assertThat(text(hero.after(List.of(new Consequence.RegainsHp(3), new Consequence.LosesHp(9)))))
        .isEqualTo("character 0/20");
  }

  @Test
  void what_lasts_by_an_effect_ends_with_it_on_everybody() {
    Body target =
        body("monster 9/9 prone")
            .with(new Affliction("w", Condition.RESTRAINED, "mage", new Until.WhileEffect("web")))
            .with(
                new Affliction(
                    "h",
                    Condition.PARALYZED,
                    "mage",
                    new Until.SaveEnds(Ability.WISDOM, 15, new Until.WhileEffect("hold"))));
    assertThat(text(Conditions.effectEnds(target, "web", Set.of()))).isEqualTo("ends restrained");
    assertThat(text(Conditions.effectEnds(target, "hold", Set.of()))).isEqualTo("ends paralyzed");
    assertThat(Conditions.effectEnds(target, "bless", Set.of())).isEmpty();
  }

  @Test
  void who_cannot_act_holds_nobody() {
    Body held =
        body("character 9/9")
            .with(new Affliction("g", Condition.GRAPPLED, "troll", new Until.Removed()))
            .with(new Affliction("p", Condition.POISONED, "troll", new Until.Removed()));
    assertThat(text(Conditions.sourceIncapacitated(held, "troll"))).isEqualTo("ends grappled");
    assertThat(Conditions.sourceIncapacitated(held, "ogre")).isEmpty();
  }

  @Test
  void another_concentration_ends_the_one_before() {
    assertThat(text(Concentrating.begin(EDITION, body("character 9/9 conc"), "web")))
        .isEqualTo("concentration ends; concentration on web");
    assertThat(text(Concentrating.begin(EDITION, body("character 9/9"), "web")))
        .isEqualTo("concentration on web");
    assertThat(text(Concentrating.saved(body("character 9/9 conc"), 12, 13)))
        .isEqualTo("concentration ends");
    assertThat(Concentrating.saved(body("character 9/9 conc"), 13, 13)).isEmpty();
  }

  @Test
  void who_cannot_act_cannot_begin_to_concentrate() {
    assertThat(Concentrating.begin(EDITION, body("character 9/9 stunned"), "web")).isEmpty();
    assertThat(Concentrating.begin(EDITION, body("character 0/9 dead"), "web")).isEmpty();
    assertThat(Concentrating.begin(EDITION, body("character 9/9 restrained"), "web")).isNotEmpty();
  }

  @Test
  void a_save_at_the_end_of_the_turn_ends_its_affliction_alone() {
    Until until = new Until.SaveEnds(Ability.WISDOM, 13, new Until.Removed());
    Body body =
        body("monster 9/9")
            .with(new Affliction("fear", Condition.FRIGHTENED, "dragon", until))
            .with(new Affliction("poison", Condition.POISONED, "spider", until));
    assertThat(text(Turns.saved(body, "fear", 13, 13))).isEqualTo("ends frightened");
    assertThat(Turns.saved(body, "fear", 12, 13)).isEmpty();
  }

  @Test
  void the_dead_come_back_only_by_what_revives_them() {
    Body dead = body("character 0/20 dead out prone");
    assertThat(text(dead.after(Healing.revive(EDITION, dead, 1))))
        .isEqualTo("character 1/20 prone");
    assertThat(Healing.revive(EDITION, body("character 3/20"), 1)).isEmpty();
  }

  @Test
  void exhaustion_of_2014_hinders_saves_against_death_too() {
    Body dying = Notation.body("character 0/20 dying 0/0 out exhaustion:3");

    assertThat(Dying.die(Edition.OF_2014, dying)).isEqualTo(D20.DISADVANTAGE);
    assertThat(Dying.die(Edition.OF_2024, dying)).isEqualTo(D20.PLAIN);
    assertThat(Dying.die(Edition.OF_2014, dying.withExhaustion(2))).isEqualTo(D20.PLAIN);
  }

  @Test
  void dice_fall_as_the_given_chance_says() {
    long[] drawn = {0};
    // The highest 63 bits are drawn modulo the sides: this chance counts up.
    Dice counting = () -> drawn[0]++ << 1;
    assertThat(new Roll(3, 6, 2).thrown(counting)).isEqualTo(1 + 2 + 3 + 2);
    drawn[0] = 4;
    assertThat(D20.ADVANTAGE.thrown(counting)).isEqualTo(6);
    drawn[0] = 4;
    assertThat(D20.DISADVANTAGE.thrown(counting)).isEqualTo(5);
    assertThat(new Roll(1, 4, -9).thrown(counting)).isZero();
  }
}
