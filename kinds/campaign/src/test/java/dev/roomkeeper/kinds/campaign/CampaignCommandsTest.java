package dev.roomkeeper.kinds.campaign;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.kind.Code;
import org.junit.jupiter.api.Test;

final class CampaignCommandsTest {
  @Test
  void back_is_the_revert_of_the_last_turn() {
    Party party = new Party().fighting();
    party.refused(party.dan, Code.CONFLICT, "turn.back", "{}");
    party.next();
    party.next();
    assertThat(party.turn()).isEqualTo("m1");

    party.does(party.dan, "turn.back", "{}");
    assertThat(party.turn()).isEqualTo("p1");
    party.does(party.dan, "turn.back", "{}");
    assertThat(party.turn()).isEmpty();
    party.refused(party.dan, Code.CONFLICT, "turn.back", "{}");
    party.refused(party.ann, Code.FORBIDDEN, "turn.back", "{}");
  }

  @Test
  void who_delays_acts_later_in_the_round() {
    Party party = new Party().fighting();
    party.next();
    party.refused(party.ann, Code.CONFLICT, "turn.delay", "{id:'p1', after:'p1'}");

    party.does(party.ann, "turn.delay", "{id:'p1', after:'c3'}");

    assertThat(party.turn()).isEqualTo("m1");
    assertThat(party.ann.at("fight").get("order"))
        .isEqualTo(json("{order:['c1','c3','p1','p2','c2']}").get("order"));
    party.next();
    party.next();
    assertThat(party.turn()).isEqualTo("p1");
    assertThat(party.order().round()).isEqualTo(1);
    party.refused(party.bob, Code.CONFLICT, "turn.delay", "{id:'p2', after:'c2'}");
  }

  @Test
  void what_is_readied_shows_until_ones_turn() {
    Party party = new Party().fighting();
    party.next();
    party.does(party.ann, "turn.ready", "{id:'p1'}");
    assertThat(party.bob.at("fight", "combatants", "p1").isTrue("readied")).isTrue();
    for (int turn = 0; turn < 5; turn++) {
      party.next();
    }
    assertThat(party.turn()).isEqualTo("p1");
    assertThat(party.bob.at("fight", "combatants", "p1").isTrue("readied")).isFalse();
  }

  @Test
  void a_lair_of_2014_acts_at_20_and_players_do_not_see_it() {
    Party party = new Party("{edition:'2014'}").fighting();
    party.does(party.dan, "lair", "{}");
    party.next();
    assertThat(party.turn()).isEqualTo("p1");
    party.next();
    assertThat(party.turn()).isEqualTo("lair");
    assertThat(party.ann.at("fight").text("turn")).isEqualTo("p1");
    party.refused(party.dan, Code.CONFLICT, "lair", "{inOrder:false}");
    party.next();
    party.does(party.dan, "lair", "{inOrder:false}");
    assertThat(party.turn()).isEqualTo("m1");
    Party of2024 = new Party().fighting();
    of2024.refused(of2024.dan, Code.CONFLICT, "lair", "{}");
  }

  @Test
  void the_dm_edits_a_combatant_that_nobody_changed_since() {
    Party party = new Party().fighting();
    long version = (long) party.dan.at("versions").number("m1", 0);
    party.hit("m1", 1);
    assertThat(
            party.dan.refused(
                Code.CONFLICT, "combatant.edit", "{id:'m1', version:" + version + ", name:'Gob'}"))
        .contains("Goblin");
    version = (long) party.dan.at("versions").number("m1", 0);

    party.dan.does(
        "combatant.edit", "{id:'m1', version:" + version + ", name:'Chief', armorClass:17}");

    assertThat(party.monster("m1").number("armorClass", 0)).isEqualTo(17);
    assertThat(party.ann.at("fight", "combatants", "c1").text("name")).isEqualTo("Chief");
  }

  @Test
  void damage_that_a_player_reports_waits_for_the_dm() {
    Party party = new Party().fighting();
    party.ann.does("damage", "{targets:[{id:'c1', parts:[{amount:7}]}]}");
    assertThat(party.hp("m1")).isEqualTo(10);
    assertThat(party.dan.at("proposals", "d1").text("targetName")).isEqualTo("Goblin");
    assertThat(party.ann.view().has("proposals")).isFalse();

    party.dan.does("proposal.accept", "{proposal:'d1', share:'half'}");
    assertThat(party.hp("m1")).isEqualTo(7);
    party.dan.does("undo", "{}");
    assertThat(party.hp("m1")).isEqualTo(10);
    assertThat(party.dan.at("proposals").keys()).containsExactly("d1");
    party.dan.does("proposal.drop", "{proposal:'d1'}");
    party.dan.refused(Code.NOT_FOUND, "proposal.accept", "{proposal:'d1'}");
    party.does(party.dan, "options", "{playersDamage:'refused'}");
    party.ann.refused(Code.FORBIDDEN, "damage", "{targets:[{id:'c1', parts:[{amount:7}]}]}");
  }

  @Test
  void one_fireball_is_thrown_once_and_saved_for_by_each() {
    Party party = new Party().fighting();

    party.dan.does(
        "damage",
        "{targets:[{id:'m1', rolled:20},{id:'m3', rolled:3},{id:'m2', share:'none'}],"
            + " dice:[{dice:'2d4+2', type:'fire'}], save:{ability:'dexterity', dc:15}}");

    int whole = 60 - party.hp("m3");
    assertThat(whole).isBetween(4, 10);
    assertThat(10 - party.hp("m1")).isEqualTo(whole / 2);
    assertThat(party.hp("m2")).isEqualTo(10);
    party.dan.refused(
        Code.BAD_REQUEST, "damage", "{targets:[{id:'m1'}], dice:[{dice:'two', type:'fire'}]}");
  }

  @Test
  void what_follows_by_rule_can_be_declined_in_the_same_move() {
    Party party = new Party().fighting();

    party.dan.does("damage", "{targets:[{id:'m1', parts:[{amount:50}], declined:['dies']}]}");

    assertThat(party.hp("m1")).isZero();
    assertThat(party.monster("m1").object("vitals").text("life")).isEqualTo("up");
  }

  @Test
  void dice_are_thrown_by_the_server_for_all_to_see_or_for_the_dm_alone() {
    Party party = new Party();
    party.ann.does("roll", "{dice:'1d20+5', label:'Stealth'}");
    party.dan.does("roll", "{dice:'2d6', label:'ambush', secret:true}");

    assertThat(party.bob.at("rolls").size()).isEqualTo(1);
    assertThat(party.bob.at("rolls", "0000001").number("total", 0)).isBetween(6.0, 25.0);
    assertThat(party.bob.view().toString()).doesNotContain("ambush");
    assertThat(party.dan.at("secretRolls").size()).isEqualTo(1);
    party.ann.refused(Code.FORBIDDEN, "roll", "{dice:'2d6', secret:true}");
  }

  @Test
  void versions_are_kept_of_what_is_there_alone() {
    Party party = new Party().fighting();
    party.does(party.dan, "encounter.finish", "{}");
    party.dan.does("encounter.delete", "{encounter:'e1'}");

    assertThat(party.dan.at("versions").keys()).containsExactly("p1", "p2");
  }

  @Test
  void what_was_changed_there_and_back_is_no_longer_as_it_was() {
    Party party = new Party().fighting();
    party.hit("m1", 3);
    int number = Integer.parseInt(party.dan.at("moves").keys().getLast());
    party.dan.does("heal", "{ids:['m1'], amount:3}");
    party.hit("m1", 3);

    assertThat(party.dan.refused(Code.CONFLICT, "undo", "{number:" + number + "}"))
        .contains("by move " + (number + 1) + ", " + (number + 2));
    assertThat(party.hp("m1")).isEqualTo(7);
  }

  @Test
  void what_a_turn_ended_shows_with_the_next_turn_that_players_see() {
    Party party = new Party().fighting();
    party.does(party.dan, "combatant.hide", "{ids:['m1']}");
    party.next();
    party.dan.does("condition.begin", "{ids:['p1'], condition:'prone', lasts:{type:'thisTurn'}}");
    party.next();
    assertThat(party.turn()).isEqualTo("m1");
    assertThat(party.ann.at("own", "p1", "afflictions").keys()).containsExactly("prone");
    assertThat(party.bob.at("fight").text("turn")).isEqualTo("p1");

    party.next();

    assertThat(party.ann.at("own", "p1", "afflictions").keys()).isEmpty();
    assertThat(party.bob.at("fight").text("turn")).isEqualTo("c3");
  }
}
