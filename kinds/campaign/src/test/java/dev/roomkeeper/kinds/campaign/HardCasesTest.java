package dev.roomkeeper.kinds.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import org.junit.jupiter.api.Test;

/** What a player could take advantage of, and what a DM would be surprised by. */
final class HardCasesTest {
  /** Found by {@link UndoModelTest}: seed 429 of 2,000. */
  @Test
  void a_turn_that_players_see_anew_keeps_no_move_from_being_done_again() {
    Party party = new Party().fighting();
    party.next();
    party.does(party.dan, "combatant.hide", "{ids:['p1']}");
    party.next();
    int next = Integer.parseInt(party.dan.at("moves").keys().getLast());
    party.does(party.dan, "combatant.reveal", "{ids:['p1']}");

    party.dan.does("undo", "{number:" + next + "}");
    assertThat(party.ann.at("fight").text("turn")).isEqualTo("p1");
    party.dan.does("redo", "{number:" + next + "}");
    assertThat(party.ann.at("fight").text("turn")).isEqualTo("c1");
    party.dan.does("undo", "{number:" + next + "}");

    assertThat(party.turn()).isEqualTo("p1");
  }

  /** Found by {@link UndoModelTest}: seed 1392 of 2,000. */
  @Test
  void a_fight_that_is_over_shows_no_turn_that_an_undo_could_change() {
    Party party = new Party().fighting();
    party.next();
    party.does(party.dan, "combatant.hide", "{ids:['m1']}");
    party.next();
    party.dan.does("encounter.create", "{name:'Other'}");
    party.does(party.dan, "encounter.activate", "{encounter:'e2'}");
    int activate = Integer.parseInt(party.dan.at("moves").keys().getLast());
    party.does(party.dan, "combatant.reveal", "{encounter:'e1', ids:['m1']}");
    assertThat(party.dm("encounters", "e1").has("turn")).isFalse();

    party.dan.does("undo", "{number:" + activate + "}");
    // Who was hidden has another face.
    assertThat(party.ann.at("fight").text("turn")).isEqualTo("c4");
    party.dan.does("redo", "{number:" + activate + "}");

    assertThat(party.dm("encounters", "e1").has("turn")).isFalse();
  }

  @Test
  void an_option_that_is_not_named_stays_as_it_is() {
    Party party = new Party().fighting();
    party.does(party.dan, "options", "{monsterHp:'nothing', partyHp:'bands'}");

    party.does(party.dan, "options", "{playersDamage:'applied'}");

    assertThat(party.ann.at("campaign", "options").text("monsterHp")).isEqualTo("nothing");
    assertThat(party.ann.at("campaign", "options").text("partyHp")).isEqualTo("bands");
    assertThat(party.ann.at("fight", "combatants", "c1").has("band")).isFalse();
  }

  @Test
  void a_player_does_not_redo_what_the_dm_took_back() {
    Party party = new Party().fighting();
    party.hit("p1", 9);
    party.ann.does("heal", "{ids:['p1'], amount:9}");
    party.dan.does("undo", "{}");

    assertThat(party.ann.refused(Code.FORBIDDEN, "redo", "{}")).contains("the DM took this back");
    assertThat(party.hp("p1")).isEqualTo(21);
    party.ann.does("temporary", "{ids:['p1'], amount:4}");
    party.ann.does("undo", "{}");
    party.ann.does("redo", "{}");

    assertThat(party.ann.at("own", "p1", "hp").number("temporary", 0)).isEqualTo(4);
  }

  @Test
  void a_player_is_told_which_moves_of_the_own_log_are_in_between() {
    Party party = new Party().fighting();
    party.next();
    party.ann.does("heal", "{ids:['p1'], amount:1}");
    party.hit("p1", 9);
    party.ann.does("heal", "{ids:['p1'], amount:5}");
    String mine = party.ann.at("mine").keys().getLast();
    party.hit("p1", 2);

    String said =
        party.ann.refused(Code.CONFLICT, "undo", "{number:" + Integer.parseInt(mine) + "}");

    assertThat(said).contains("by move " + (Integer.parseInt(mine) + 1)).contains("ask the DM");
  }

  @Test
  void slots_follow_the_sheet_and_what_was_spent_stays_spent() {
    Party party = new Party();
    party.dan.does(
        "character.create", "{name:'Wynn', sheet:{hpMax:20, classes:[{of:'warlock', level:2}]}}");
    party.dan.does("pool.spend", "{id:'p3', pool:'pact-1'}");
    edit(party, "p3", "{hpMax:27, classes:[{of:'warlock', level:3}]}");
    JsonObject pools = party.dm("characters", "p3", "vitals", "pools");
    assertThat(pools.keys()).containsExactly("d8", "pact-2");
    assertThat(pools.object("pact-2").number("left", -1)).isEqualTo(1);

    party.dan.does(
        "pool.set", "{id:'p3', pool:'luck', left:3, version:" + version(party, "p3") + "}");
    edit(party, "p3", "{hpMax:27, classes:[{of:'wizard', level:3}]}");

    assertThat(party.dm("characters", "p3", "vitals", "pools").keys())
        .containsExactly("d6", "luck", "slot-1", "slot-2");
  }

  private static int version(Party party, String id) {
    return (int) party.dm("versions").number(id, 0);
  }

  private static void edit(Party party, String id, String sheet) {
    party.dan.does(
        "character.edit",
        "{id:'" + id + "', version:" + version(party, id) + ", sheet:" + sheet + "}");
  }

  @Test
  void a_character_is_given_to_a_member_who_has_room_for_it() {
    Party party = new Party();
    String give = "{id:'p1', version:" + version(party, "p1") + ", owner:'%s'}";
    party.dan.refused(Code.NOT_FOUND, "character.edit", give.formatted("nobody"));
    for (int i = 0; i < 4; i++) {
      party.bob.does("character.create", "{name:'More', sheet:{hpMax:9}}");
    }

    party.dan.refused(Code.TOO_LARGE, "character.edit", give.formatted("bob"));
    party.dan.does("character.edit", give.formatted("dan"));
  }

  @Test
  void one_player_cannot_fill_the_campaign_with_characters() {
    Party party = new Party();
    for (int i = 0; i < 19; i++) {
      party.bob.does("character.create", "{name:'Fodder', sheet:{hpMax:9}}");
      String id = "p" + (3 + i);
      party.bob.does("character.retire", "{id:'" + id + "'}");
    }

    party.bob.refused(Code.TOO_LARGE, "character.create", "{name:'More', sheet:{hpMax:9}}");
    party.ann.does("character.create", "{name:'Second', sheet:{hpMax:9}}");
  }

  @Test
  void two_hits_on_one_creature_in_a_move_both_count() {
    Party party = new Party().fighting();
    party.ann.does("concentration.begin", "{id:'p1', effect:'Bless'}");
    String ray = "{id:'p1', parts:[{amount:12, type:'fire'}]}";

    party.dan.does("damage", "{targets:[" + ray + "," + ray + "]}");
    assertThat(party.hp("p1")).isEqualTo(6);
    assertThat(party.ann.at("own", "p1", "asks").size()).isEqualTo(2);
    party.dan.does("damage", "{targets:[" + ray + "," + ray + "]}");

    assertThat(party.ann.at("own", "p1").text("life")).isEqualTo("dying");
    assertThat(party.ann.at("own", "p1", "deathSaves").number("failures", 0)).isEqualTo(1);
  }

  @Test
  void the_log_says_what_came_of_it() {
    Party party = new Party().fighting();
    party.hit("p1", 3);
    party.dan.does("heal", "{ids:['p1','p1'], amount:50}");
    assertThat(meaning(party)).isEqualTo("Aria regains 3 hit points");
    party.dan.does("temporary", "{ids:['p1'], amount:5}");
    party.dan.does("temporary", "{ids:['p1'], amount:4}");
    assertThat(meaning(party)).isEqualTo("Aria keeps what temporary hit points it has");
    party.hit("m1", 99);
    party.dan.does("condition.begin", "{ids:['m1'], condition:'prone'}");
    assertThat(meaning(party)).isEqualTo("Goblin can't be prone");
  }

  private static String meaning(Party party) {
    return String.valueOf(
        party.dan.at("moves", party.dan.at("moves").keys().getLast()).text("meaning"));
  }

  @Test
  void who_is_paralyzed_fails_a_dexterity_save_that_is_asked_for() {
    Party party = new Party().fighting();
    party.next();
    party.dan.does(
        "condition.begin",
        "{ids:['p1'], condition:'restrained', save:{ability:'dexterity', dc:0}}");
    party.dan.does("condition.begin", "{ids:['p1'], condition:'paralyzed'}");
    party.next();

    party.ann.does("ask.answer", "{id:'p1', ask:'save-restrained'}");

    assertThat(party.ann.at("own", "p1", "afflictions").keys())
        .containsExactly("paralyzed", "restrained");
    assertThat(meaning(party)).contains("can't save");
  }
}
