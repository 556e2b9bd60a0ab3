package dev.roomkeeper.kinds.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import org.junit.jupiter.api.Test;

/** Conditions end at the turn that they were given for, whatever becomes of the fight. */
final class DurationsTest {
  private static JsonObject afflictions(Party party, String id) {
    return id.startsWith("p")
        ? party.dm("characters", id, "vitals", "afflictions")
        : party.dm("encounters", "e1", "combatants", id, "vitals", "afflictions");
  }

  private static void begin(Party party, String id, String condition, String more) {
    party.dan.does(
        "condition.begin", "{ids:['" + id + "'], condition:'" + condition + "'" + more + "}");
  }

  /** On until a round begins. */
  private static void toRound(Party party, int round) {
    while (party.order().round() < round) {
      party.next();
    }
  }

  @Test
  void rounds_that_begin_before_the_first_turn_are_rounds_of_the_fight() {
    Party party = new Party().fighting();
    begin(party, "m1", "invisible", ", lasts:{type:'forRounds', rounds:2}");

    toRound(party, 2);
    assertThat(afflictions(party, "m1").keys()).containsExactly("invisible");
    toRound(party, 3);

    assertThat(afflictions(party, "m1").isEmpty()).isTrue();
  }

  @Test
  void nothing_waits_for_the_turn_of_nobody() {
    Party party = new Party().fighting();
    String payload = "{ids:['p1'], condition:'prone', lasts:{type:'untilEnd', whose:'%s'}}";

    party.dan.refused(Code.NOT_FOUND, "condition.begin", payload.formatted("m99"));
    party.ann.refused(Code.NOT_FOUND, "condition.begin", payload.formatted("m1"));
    party.ann.does("condition.begin", payload.formatted("c1"));
  }

  @Test
  void what_is_over_in_a_minute_ends_with_the_fight_and_an_undo_brings_it_back() {
    Party party = new Party().fighting();
    party.next();
    begin(party, "p1", "frightened", ", source:'m3', lasts:{type:'untilEnd', whose:'m3'}");
    begin(party, "p2", "blinded", ", lasts:{type:'forRounds', rounds:10}");
    begin(party, "p2", "prone", "");
    begin(party, "p1", "poisoned", ", save:{ability:'constitution', dc:12}");
    begin(
        party,
        "p1",
        "stunned",
        ", save:{ability:'constitution', dc:12}, lasts:{type:'forRounds', rounds:3}");

    party.does(party.dan, "encounter.finish", "{}");
    assertThat(afflictions(party, "p1").keys()).containsExactly("poisoned");
    assertThat(afflictions(party, "p2").keys()).containsExactly("prone");
    party.dan.does("undo", "{}");

    assertThat(afflictions(party, "p1").keys()).hasSize(3);
    assertThat(afflictions(party, "p2").keys()).hasSize(2);
    assertThat(party.turn()).isEqualTo("p1");
  }

  @Test
  void what_lasts_longer_goes_on_by_the_rounds_of_the_next_fight() {
    Party party = new Party().fighting();
    party.next();
    begin(party, "p1", "invisible", ", lasts:{type:'forRounds', rounds:14}");
    toRound(party, 4);
    party.does(party.dan, "encounter.finish", "{}");
    assertThat(afflictions(party, "p1").keys()).containsExactly("invisible");

    party.dan.does("encounter.create", "{name:'Next'}");
    party.dan.does("combatant.add", "{encounter:'e2', character:'p1'}");
    party.does(party.dan, "encounter.activate", "{encounter:'e2'}");
    party.dan.does("initiative.roll", "{}");
    party.dan.does("turn.next", "{round:0, turn:''}");
    for (int round = 1; round < 11; round++) {
      party.dan.does("turn.next", "{round:" + round + ", turn:'p1'}");
    }
    assertThat(afflictions(party, "p1").keys()).containsExactly("invisible");
    party.dan.does("turn.next", "{round:11, turn:'p1'}");

    assertThat(afflictions(party, "p1").isEmpty()).isTrue();
  }

  @Test
  void the_dm_keeps_what_would_end_with_the_fight() {
    Party party = new Party().fighting();
    party.next();
    begin(party, "p1", "frightened", ", lasts:{type:'untilEnd', whose:'m3'}");

    party.does(party.dan, "encounter.finish", "{declined:[{id:'p1', types:['conditionEnds']}]}");

    assertThat(afflictions(party, "p1").keys()).containsExactly("frightened");
  }

  @Test
  void a_fight_that_another_takes_the_place_of_is_over_too() {
    for (String command :
        new String[] {"encounter.activate {encounter:'e2'}", "encounter.delete {encounter:'e1'}"}) {
      Party party = new Party().fighting();
      party.next();
      party.dan.does("encounter.create", "{name:'Next'}");
      begin(party, "p1", "frightened", ", lasts:{type:'untilEnd', whose:'m3'}");

      String[] words = command.split(" ", 2);
      party.does(party.dan, words[0], words[1]);

      assertThat(afflictions(party, "p1").isEmpty()).as(command).isTrue();
    }
  }

  @Test
  void who_leaves_the_fight_holds_nobody_any_more() {
    Party party = new Party().fighting();
    party.next();
    party.dan.does("concentration.begin", "{id:'m3', effect:'Hold'}");
    begin(
        party, "p1", "paralyzed", ", source:'m3', lasts:{type:'whileEffectLasts', effect:'Hold'}");
    begin(party, "p2", "grappled", ", source:'m3'");

    party.dan.does("combatant.remove", "{ids:['m3']}");
    assertThat(afflictions(party, "p1").isEmpty()).isTrue();
    assertThat(afflictions(party, "p2").isEmpty()).isTrue();
    party.dan.does("undo", "{}");

    assertThat(afflictions(party, "p1").keys()).containsExactly("paralyzed");
    assertThat(afflictions(party, "p2").keys()).containsExactly("grappled");
  }

  @Test
  void who_is_gone_gets_no_turn_by_being_hit() {
    Party party = new Party().fighting();
    party.next();
    begin(party, "p1", "frightened", ", lasts:{type:'untilEnd', whose:'m1'}");
    party.dan.does("combatant.remove", "{ids:['m1']}");

    party.hit("m1", 1);
    party.next();

    assertThat(party.turn()).isEqualTo("m3");
    assertThat(afflictions(party, "p1").isEmpty()).isTrue();
  }

  @Test
  void two_who_concentrate_on_the_same_spell_hold_each_its_own() {
    Party party = new Party().fighting();
    for (String caster : new String[] {"m1", "m3"}) {
      party.dan.does("concentration.begin", "{id:'" + caster + "', effect:'Hold Person'}");
    }
    String lasts = ", lasts:{type:'whileEffectLasts', effect:'Hold Person'}";
    begin(party, "p1", "paralyzed", ", source:'m1'" + lasts);
    begin(party, "p2", "paralyzed", ", source:'m3'" + lasts);

    party.dan.does("concentration.end", "{id:'m1'}");
    assertThat(afflictions(party, "p1").isEmpty()).isTrue();
    assertThat(afflictions(party, "p2").keys()).containsExactly("paralyzed");
    party.hit("m3", 60);

    assertThat(afflictions(party, "p2").isEmpty()).isTrue();
  }
}
