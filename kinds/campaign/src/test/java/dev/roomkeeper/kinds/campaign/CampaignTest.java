package dev.roomkeeper.kinds.campaign;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import org.junit.jupiter.api.Test;

final class CampaignTest {
  @Test
  void E3_with_no_active_encounter_everybody_sees_who_is_here() {
    Party party = new Party();

    assertThat(party.ann.view().has("fight")).isFalse();
    assertThat(party.ann.at("members").keys()).containsExactly("ann", "bob", "dan");
    assertThat(party.ann.at("members", "dan").text("seat")).isEqualTo("dm");
    assertThat(party.ann.at("online").keys()).containsExactly("ann", "bob", "dan");
    party.room.drop(party.bob);
    assertThat(party.ann.at("online").keys()).containsExactly("ann", "dan");
    assertThat(party.ann.at("members").keys()).containsExactly("ann", "bob", "dan");
  }

  @Test
  void E3_the_dm_activates_an_encounter_and_players_see_its_order() {
    Party party = new Party().fighting();

    assertThat(party.ann.at("fight", "combatants").keys())
        .containsExactly("c1", "c2", "c3", "p1", "p2");
    assertThat(party.ann.at("fight", "combatants", "c2"))
        .isEqualTo(
            json(
                "{kind:'monster', name:'Goblin 2', band:'unhurt', life:'up', conditions:[],"
                    + " concentrates:false, reactionUsed:false, readied:false}"));
    assertThat(party.ann.at("fight").get("order"))
        .isEqualTo(json("{order:['p1','c1','c3','p2','c2']}").get("order"));
    assertThat(party.ann.view().has("encounters")).isFalse();
    party.does(party.dan, "encounter.finish", "{}");
    assertThat(party.ann.view().has("fight")).isFalse();
  }

  @Test
  void E4_turn_next_twice_advances_once() {
    Party party = new Party().fighting();
    party.next();
    assertThat(party.turn()).isEqualTo("p1");

    party.dan.does("turn.next", "{round:1, turn:'p1'}");

    assertThat(party.dan.refused(Code.CONFLICT, "turn.next", "{round:1, turn:'p1'}"))
        .contains("moved on");
    assertThat(party.turn()).isEqualTo("m1");
    assertThat(party.ann.at("fight").text("turn")).isEqualTo("c1");
    party.ann.refused(Code.FORBIDDEN, "turn.next", "{round:1, turn:'m1'}");
  }

  @Test
  void E4_damage_wounds_kills_and_asks_for_saves() {
    Party party = new Party().fighting();
    party.hit("m1", 6);
    assertThat(party.hp("m1")).isEqualTo(4);
    assertThat(party.ann.at("fight", "combatants", "c1").text("band")).isEqualTo("bloodied");
    party.hit("m1", 6);
    assertThat(party.ann.at("fight", "combatants", "c1").text("life")).isEqualTo("dead");
    party.next();
    party.next();
    assertThat(party.turn()).isEqualTo("m3");

    party.ann.does("concentration.begin", "{id:'p1', effect:'Bless'}");
    party.hit("p1", 8);
    assertThat(party.ann.at("own", "p1", "asks").keys()).containsExactly("concentration-1");
    party.ann.does("ask.answer", "{id:'p1', ask:'concentration-1', natural:3}");
    assertThat(party.ann.at("own", "p1").has("concentration")).isFalse();
    party.hit("p1", 22);
    assertThat(party.ann.at("own", "p1").text("life")).isEqualTo("dying");
    assertThat(party.bob.at("party", "p1").text("life")).isEqualTo("dying");
    party.dan.does("heal", "{ids:['p1'], amount:7}");
    assertThat(party.hp("p1")).isEqualTo(7);
    assertThat(party.ann.at("own", "p1").text("life")).isEqualTo("up");
  }

  @Test
  void E4_the_dm_decides_otherwise_than_the_rule() {
    Party party = new Party().fighting();

    party.dan.does(
        "damage",
        "{targets:[{id:'m1', parts:[{amount:50}], follows:[{type:'losesHp', amount:9}]}]}");

    assertThat(party.hp("m1")).isEqualTo(1);
  }

  @Test
  void E4_conditions_end_at_the_turn_they_were_given() {
    Party party = new Party().fighting();
    party.next();
    party.dan.does(
        "condition.begin",
        "{ids:['p1','m1'], condition:'frightened', source:'m3',"
            + " lasts:{type:'untilEnd', whose:'m3'}}");
    assertThat(party.ann.at("own", "p1", "afflictions", "frightened"))
        .isEqualTo(
            json("{condition:'frightened', source:'c3', ends:'turn-end', whose:'c3', round:1}"));

    party.next();
    party.next();
    assertThat(party.monster("m1").object("vitals").object("afflictions").size()).isEqualTo(1);
    party.next();

    assertThat(party.ann.at("own", "p1", "afflictions").isEmpty()).isTrue();
    assertThat(party.monster("m1").object("vitals").object("afflictions").isEmpty()).isTrue();
  }

  @Test
  void E4_undo_takes_back_all_that_a_move_did_and_redo_does_it_again() {
    Party party = new Party().fighting();
    party.next();
    party.ann.does("concentration.begin", "{id:'p1', effect:'Bless'}");
    party.dan.does(
        "condition.begin",
        "{ids:['m1'], condition:'charmed', lasts:{type:'whileEffectLasts', effect:'Bless'}}");
    party.room.pass(1_000);
    String before = truth(party);

    party.hit("p1", 30);
    String after = truth(party);
    assertThat(party.monster("m1").object("vitals").object("afflictions").isEmpty()).isTrue();
    party.dan.does("undo", "{}");
    assertThat(truth(party)).isEqualTo(before);
    party.dan.does("redo", "{}");
    assertThat(truth(party)).isEqualTo(after);
    party.dan.does("undo", "{}");

    assertThat(truth(party)).isEqualTo(before);
    assertThat(party.ann.at("log").toString()).contains("\"undoneBy\":\"dan\"");
  }

  /** All but what tells of the past. */
  private static String truth(Party party) {
    return party.dan.at("encounters")
        + party.dan.at("characters").toString()
        + party.ann.at("fight")
        + party.ann.at("party")
        + party.dan.view().text("active");
  }

  @Test
  void E4_an_older_move_can_be_undone_unless_something_was_changed_since() {
    Party party = new Party().fighting();
    party.hit("m1", 3);
    party.hit("m2", 4);
    String number = last(party);
    party.hit("m3", 5);
    party.dan.does("undo", "{number:" + number + "}");
    assertThat(party.hp("m2")).isEqualTo(10);
    assertThat(party.hp("m3")).isEqualTo(55);

    party.hit("m1", 2);
    String since = last(party);
    int first = Integer.parseInt(number) - 1;
    assertThat(party.dan.refused(Code.CONFLICT, "undo", "{number:" + first + "}"))
        .contains("by move " + since);
    party.dan.does("undo.to", "{number:" + first + "}");

    assertThat(party.hp("m1")).isEqualTo(10);
    assertThat(party.hp("m3")).isEqualTo(60);
  }

  private static String last(Party party) {
    return Integer.toString(Integer.parseInt(party.dan.at("moves").keys().getLast()));
  }

  @Test
  void E4_undo_of_turn_next_sets_the_clock_back() {
    Party party = new Party().fighting();
    party.next();
    double started = party.dan.at("encounters", "e1", "clock").number("startedAtMillis", 0);
    party.room.pass(60_000);
    party.next();
    assertThat(party.dan.at("encounters", "e1", "clock").number("startedAtMillis", 0))
        .isGreaterThan(started + 59_000);

    party.dan.does("undo", "{}");

    assertThat(party.turn()).isEqualTo("p1");
    assertThat(party.dan.at("encounters", "e1", "clock").number("startedAtMillis", 0))
        .isEqualTo(started);
    assertThat(party.ann.at("fight").text("turn")).isEqualTo("p1");
  }

  @Test
  void E4_a_player_undoes_what_is_the_players_own_until_the_turn_moves_on() {
    Party party = new Party().fighting();
    party.next();
    party.ann.does("pool.spend", "{id:'p1', pool:'slot-1'}");
    party.hit("m1", 1);
    party.ann.does("undo", "{}");
    assertThat(party.ann.at("own", "p1", "pools", "slot-1").number("left", 0)).isEqualTo(4);
    assertThat(party.hp("m1")).isEqualTo(9);

    party.ann.does("pool.spend", "{id:'p1', pool:'slot-1'}");
    party.bob.refused(Code.NOT_FOUND, "undo", "{number:99}");
    party.next();

    assertThat(party.ann.refused(Code.FORBIDDEN, "undo", "{}")).contains("moved on");
  }

  @Test
  void E7_what_sets_carries_the_version_that_its_sender_saw() {
    Party party = new Party().fighting();
    int version = (int) party.ann.at("own", "p1").number("version", 0);
    party.ann.does("hp.max", "{id:'p1', max:28, version:" + version + "}");

    assertThat(
            party.dan.refused(
                Code.CONFLICT, "hp.max", "{id:'p1', max:25, version:" + version + "}"))
        .contains("28 hit points");
    party.hit("p1", 1);
    party.hit("p1", 1);
    assertThat(party.hp("p1")).isEqualTo(26);
  }

  @Test
  void players_do_what_concerns_their_own_character_alone() {
    Party party = new Party().fighting();

    party.ann.refused(Code.FORBIDDEN, "heal", "{ids:['p2'], amount:5}");
    party.does(party.dan, "options", "{playersDamage:'refused'}");
    party.ann.refused(Code.FORBIDDEN, "damage", "{targets:[{id:'c1', parts:[{amount:5}]}]}");
    party.refused(party.ann, Code.FORBIDDEN, "encounter.finish", "{}");
    party.ann.refused(Code.NOT_FOUND, "heal", "{ids:['m1'], amount:5}");
    party.ann.does("damage", "{targets:[{id:'p1', parts:[{amount:5, type:'fire'}]}]}");
    party.does(party.dan, "options", "{playersDamage:'applied'}");
    party.ann.does("damage", "{targets:[{id:'c1', parts:[{amount:5}]}]}");
    assertThat(party.hp("m1")).isEqualTo(5);
  }

  @Test
  void hidden_combatants_show_as_nothing_or_as_a_question() {
    Party party = new Party().fighting();
    party.does(party.dan, "combatant.hide", "{ids:['m3']}");
    assertThat(party.ann.at("fight", "combatants").keys()).containsExactly("c1", "c2", "p1", "p2");
    party.next();
    party.next();
    party.next();
    assertThat(party.turn()).isEqualTo("m3");
    assertThat(party.ann.at("fight").text("turn")).isEqualTo("c1");

    party.does(party.dan, "combatant.hide", "{ids:['m3'], as:'unknown'}");
    assertThat(party.ann.at("fight", "combatants", "c4").text("name")).isEqualTo("?");
    party.does(party.dan, "combatant.alias", "{id:'m3', alias:'A shadow'}");
    party.does(party.dan, "combatant.reveal", "{ids:['m3']}");

    assertThat(party.ann.at("fight", "combatants", "c4").text("name")).isEqualTo("A shadow");
    assertThat(party.ann.at("fight").text("turn")).isEqualTo("c4");
  }

  @Test
  void E2_one_comes_in_by_a_link_and_the_dm_takes_people_out() {
    TestRoom room = new TestRoom(new Campaign(), "{closed:true}", 1);
    TestClient dan = room.join("dan", json("{creator:true}"));
    assertThatThrownBy(() -> room.join("ann")).hasMessageContaining("link");
    dan.does("link.make", "{hash:'0123456789abcdef', uses:1}");

    room.edit("ann", "link.use", json("{hash:'0123456789abcdef'}"));
    TestClient ann = room.join("ann");
    assertThat(ann.at("members", "ann").text("seat")).isEqualTo("player");
    assertThat(room.edit("bob", "link.use", json("{hash:'0123456789abcdef'}")).toString())
        .contains("this link is over");

    dan.does("player.remove", "{member:'ann'}");
    assertThat(ann.view().isEmpty()).isTrue();
    ann.refused(Code.FORBIDDEN, "undo", "{}");
    assertThatThrownBy(() -> room.join("ann")).hasMessageContaining("taken you out");
    dan.does("player.admit", "{member:'ann'}");
    assertThat(room.join("ann").at("members").keys()).containsExactly("ann", "dan");
  }

  @Test
  void E2_the_dm_lets_somebody_in_again_who_sees_the_campaign_at_once() {
    Party party = new Party().fighting();
    party.dan.does("player.remove", "{member:'ann'}");
    assertThat(party.ann.view().isEmpty()).isTrue();
    assertThat(party.dan.at("removed")).isEqualTo(json("{ann:'ann'}"));
    assertThat(party.bob.view().has("removed")).isFalse();

    party.dan.does("player.admit", "{member:'ann'}");

    assertThat(party.dan.at("removed").isEmpty()).isTrue();
    assertThat(party.ann.at("members", "ann").text("seat")).isEqualTo("player");
    assertThat(party.ann.at("online").keys()).containsExactly("ann", "bob", "dan");
    assertThat(party.ann.at("own", "p1").text("name")).isEqualTo("Aria");
    assertThat(party.ann.view().has("encounters")).isFalse();
    party.ann.does("heal", "{ids:['p1'], amount:1}");
  }

  @Test
  void the_dm_alone_learns_how_hard_an_encounter_is() {
    Party party = new Party();
    party.dan.does("encounter.create", "{name:'Bridge'}");
    party.dan.does(
        "combatant.add",
        "{encounter:'e1', creature:{id:'ogre', n:'Ogre', e:'2024', s:'large', t:'giant', cr:16,"
            + " ac:11, hd:'8d10+24', sp:{walk:40}, se:{pp:8}, ab:[19,8,16,5,7,7]}, count:2}");
    // Of rating 0, which is not written down, and harmless.
    party.dan.does(
        "combatant.add",
        "{encounter:'e1', creature:{id:'frog', n:'Frog', e:'2024', s:'tiny', t:'beast', xp:0,"
            + " ac:11, hd:'1d4-1', sp:{walk:20}, se:{pp:11}, ab:[1,13,8,1,8,3]}}");
    party.dan.does("combatant.add", "{encounter:'e1', custom:{name:'Shape', hp:10}}");
    party.dan.does("combatant.add", "{encounter:'e1', custom:{name:'Guide', hp:10}, ally:true}");

    // Aria is the one with a level, 5: so much is the table's for her alone.
    assertThat(party.dan.at("budgets", "e1"))
        .isEqualTo(
            json(
                "{xp:900, unrated:1, levels:[5], low:500, moderate:750, high:1100,"
                    + " difficulty:'high'}"));
    party.does(party.dan, "encounter.activate", "{encounter:'e1'}");
    assertThat(party.ann.view().has("budgets")).isFalse();
    party.dan.does("undo", "{}");
    party.dan.does("undo", "{}");
    party.dan.does("combatant.remove", "{encounter:'e1', ids:['m1']}");
    assertThat(party.dan.at("budgets", "e1").text("difficulty")).isEqualTo("low");
  }

  @Test
  void a_prepared_encounter_looks_to_the_dm_as_it_will_to_players() {
    Party party = new Party();
    party.dan.does("encounter.create", "{name:'Bridge'}");
    party.dan.does(
        "combatant.add", "{encounter:'e1', custom:{name:'Spy', hp:9}, hidden:'nothing'}");
    party.dan.does(
        "combatant.add", "{encounter:'e1', custom:{name:'Shape', hp:9}, hidden:'unknown'}");
    party.dan.does("combatant.add", "{encounter:'e1', custom:{name:'Strahd', hp:90}}");
    party.does(party.dan, "combatant.alias", "{encounter:'e1', id:'m3', alias:'The Count'}");
    party.dan.does("combatant.add", "{encounter:'e1', custom:{name:'Goblin', hp:9}, count:2}");
    party.dan.does("combatant.add", "{encounter:'e1', character:'p1'}");
    String preview = names(party.dan.at("previews", "e1", "combatants"));
    assertThat(party.ann.view().has("previews")).isFalse();

    party.does(party.dan, "encounter.activate", "{encounter:'e1'}");

    assertThat(preview).isEqualTo("[?, Aria, Goblin, Goblin 2, The Count]");
    assertThat(names(party.ann.at("fight", "combatants"))).isEqualTo(preview);
    assertThat(party.dan.at("previews").isEmpty()).isTrue();
  }

  @Test
  void C6_a_player_learns_nothing_of_an_encounter_that_is_prepared_with_the_players_character() {
    Party party = new Party();
    party.dan.does("encounter.create", "{name:'Later'}");
    String before = party.ann.view().toString();

    party.dan.does("combatant.add", "{encounter:'e1', character:'p1'}");
    party.does(party.dan, "surprise", "{encounter:'e1', ids:['p1']}");
    party.refused(party.ann, Code.CONFLICT, "reaction.use", "{id:'p1'}");
    party.refused(party.ann, Code.CONFLICT, "turn.ready", "{id:'p1'}");
    party.dan.does("undo", "{}");
    party.dan.does("combatant.remove", "{encounter:'e1', ids:['p1']}");

    assertThat(party.ann.view()).hasToString(before);
  }

  private static String names(JsonObject combatants) {
    return combatants.keys().stream()
        .map(id -> combatants.object(id).text("name"))
        .sorted()
        .toList()
        .toString();
  }

  @Test
  void E2_the_seat_of_the_dm_can_be_handed_over_but_not_left_empty() {
    Party party = new Party().fighting();
    assertThat(party.ann.view().has("encounters")).isFalse();

    party.refused(party.dan, Code.CONFLICT, "seat.give", "{member:'dan', seat:'player'}");
    party.does(party.dan, "seat.give", "{member:'ann', seat:'dm'}");
    assertThat(party.ann.at("encounters").keys()).containsExactly("e1");
    party.does(party.dan, "seat.give", "{member:'dan', seat:'player'}");

    assertThat(party.dan.view().has("encounters")).isFalse();
    party.refused(party.dan, Code.FORBIDDEN, "encounter.finish", "{}");
    party.does(party.ann, "encounter.finish", "{}");
  }

  @Test
  void rests_bring_back_what_they_bring_back() {
    Party party = new Party().fighting();
    party.ann.does("pool.spend", "{id:'p1', pool:'slot-3', count:2}");
    party.hit("p1", 20);
    party.does(party.dan, "encounter.finish", "{}");
    party.ann.does("rest.short", "{id:'p1', dice:[{pool:'d8', rolled:5}]}");
    assertThat(party.hp("p1")).isEqualTo(17);

    party.dan.does("rest.long", "{ids:['p1','p2']}");

    assertThat(party.hp("p1")).isEqualTo(30);
    assertThat(party.ann.at("own", "p1", "pools", "slot-3").number("left", 0)).isEqualTo(2);
    assertThat(party.ann.at("own", "p1", "pools", "d8").number("left", 0)).isEqualTo(5);
  }

  @Test
  void a_takeover_changes_nothing() {
    Party party = new Party().fighting();
    party.next();
    party.hit("m3", 7);
    String before = truth(party);

    party.room.takeOver();
    party.dan = party.room.join("dan");
    party.ann = party.room.join("ann");

    assertThat(truth(party)).isEqualTo(before);
    party.dan.does("undo", "{}");
    assertThat(party.hp("m3")).isEqualTo(60);
    assertThat(party.dan.at("online").keys()).containsExactly("ann", "dan");
  }
}
