package dev.roomkeeper.kinds.cardtable;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ComingAndGoingTest {
  private static final long DAY_MILLIS = 24 * 3_600_000L;

  private final TestRoom room = new TestRoom(new CardTable());
  private final TestClient ann = room.join("ann", "Ann", null);

  @Test
  void T5_who_comes_sits_on_the_lowest_free_seat_and_is_seen_by_all() {
    TestClient bob = room.join("bob", "Bob", null);

    assertThat(ann.at("players"))
        .isEqualTo(
            json(
                "{ann:{name:'Ann',online:true,seat:0,metadata:{},decks:{},trayCount:0},"
                    + "bob:{name:'Bob',online:true,seat:1,metadata:{},decks:{},trayCount:0}}"));
    bob.does("player", "{seat:5}");
    assertThat(room.join("cat").me().number("seat", -1)).isEqualTo(1);
  }

  @Test
  void T5_a_seat_is_one_players_and_there_are_16() {
    room.join("bob");
    assertThat(ann.refused(Code.CONFLICT, "player", "{seat:1}")).isEqualTo("seat 1 is taken");
    ann.refused(Code.BAD_REQUEST, "player", "{seat:16}");
    ann.refused(Code.BAD_REQUEST, "player", "{seat:-1}");
    ann.refused(Code.BAD_REQUEST, "player", "{seat:null}");
    ann.does("player", "{seat:0}");
    for (int i = 2; i < 16; i++) {
      assertThat(room.join("m" + i).me().number("seat", -1)).isEqualTo(i);
    }
    TestClient onlooker = room.join("late");
    assertThat(onlooker.me().has("seat")).isFalse();
    onlooker.refused(Code.CONFLICT, "player", "{seat:3}");
  }

  @Test
  void T5_only_the_owner_changes_the_own_state() {
    TestClient bob = room.join("bob");

    assertThat(bob.refused(Code.FORBIDDEN, "player", "{playerId:'ann', metadata:{life:0}}"))
        .isEqualTo("only ann may change the state of ann");
    bob.refused(Code.FORBIDDEN, "player", "{playerId:'nobody', seat:9}");
    bob.does("player", "{playerId:'bob', metadata:{life:20, mana:{red:1}}}");
    bob.does("player", "{metadata:{mana:{red:null, blue:2}}}");

    assertThat(ann.at("players", "bob", "metadata")).isEqualTo(json("{life:20, mana:{blue:2}}"));
  }

  @Test
  void T5_a_player_patch_is_done_whole_or_not_at_all() {
    ann.refused(Code.NOT_FOUND, "player", "{metadata:{a:1}, seat:4, decks:{gone:{x:1}}}");
    ann.refused(Code.BAD_REQUEST, "player", "{metadata:{a:1}, tray:{n:7}}");
    ann.refused(Code.BAD_REQUEST, "player", "{metadata:{a:[null]}}");
    ann.refused(Code.BAD_REQUEST, "player", "{metadata:null}");
    ann.refused(Code.BAD_REQUEST, "player", "{metadata:{a:1}, name:'Queen'}");
    ann.refused(Code.TOO_LARGE, "player", "{metadata:{a:'" + "x".repeat(66_000) + "'}}");
  }

  @Test
  void T5_who_goes_offline_and_comes_back_finds_all_as_it_was() {
    TestClient bob = room.join("bob");
    bob.does("deck.create", "{deckId:'d1', cards:['SA','H10']}");
    bob.does("deck.draw", "{deckId:'d1', to:'tray'}");
    bob.does("player", "{seat:7, metadata:{life:20}}");
    JsonObject before = bob.me();

    room.drop(bob);
    assertThat(ann.at("players", "bob").isTrue("online")).isFalse();
    room.pass(DAY_MILLIS - 10_000);

    assertThat(room.join("bob").me()).isEqualTo(before);
  }

  @Test
  void T5_the_cards_of_who_left_for_good_lie_before_the_seat_and_others_keep_the_decks() {
    TestClient bob = room.join("bob");
    TestClient cat = room.join("cat");
    bob.does("deck.create", "{deckId:'d1', cards:['SA','H10','DK','J1'], x:3, open:false}");
    bob.does("deck.draw", "{deckId:'d1', count:2, to:'tray'}");
    bob.does("player", "{tray:{note:{text:'!'}}}");
    List<String> cardIds = bob.me().object("tray").keys();
    room.drop(ann);
    room.drop(bob);
    cat.takeInbox();

    room.pass(DAY_MILLIS + 1);

    assertThat(cat.at("players").keys()).containsExactly("cat");
    assertThat(cat.me().object("decks").object("d1"))
        .isEqualTo(json("{x:3, y:0, rotation:0, open:false, count:2}"));
    List<JsonObject> heap = new ArrayList<>();
    cat.at("board").forEach((_, card) -> heap.add((JsonObject) card));
    assertThat(heap)
        .containsExactlyInAnyOrder(
            json("{type:'card',x:800,y:120,z:1,rotation:180,faceUp:false}"),
            json("{type:'card',x:802,y:122,z:2,rotation:180,faceUp:false}"));
    assertThat(cat.at("board").keys()).doesNotContainAnyElementsOf(cardIds);
    assertThat(cat.takeInbox()).doesNotContain("SA").doesNotContain("H10");
    assertThat(room.server("table", "faces").toString()).contains("\"SA\"").contains("\"H10\"");
    cat.does("deck.draw", "{deckId:'d1', count:2, to:'tray'}");
  }

  @Test
  void T6_the_heap_of_who_left_says_nothing_of_the_order_of_the_hand() {
    TestClient bob = room.join("bob");
    bob.does("deck.create", "{deckId:'d1', cards:['C1','C2','C3','C4','C5','C6','C7','C8']}");
    bob.does("deck.draw", "{deckId:'d1', count:8, to:'tray'}");
    List<String> hand = new ArrayList<>();
    bob.me()
        .object("tray")
        .forEach((_, card) -> hand.add(Objects.requireNonNull(((JsonObject) card).text("face"))));
    room.drop(bob);
    room.pass(DAY_MILLIS + 1);

    TreeMap<Double, String> byHeight = new TreeMap<>();
    ann.at("board")
        .forEach((id, card) ->
            byHeight.put(
                ((JsonObject) card).number("z", 0),
                Objects.requireNonNull(room.server("table", "faces").text(id))));
    List<String> heap = List.copyOf(byHeight.values());
    assertThat(heap).containsExactlyInAnyOrderElementsOf(hand);
    assertThat(heap).isNotEqualTo(hand).isNotEqualTo(hand.reversed());
    assertThat(heap).isNotEqualTo(hand.stream().sorted().toList());
  }

  /** Whoever it is: members come in no order. */
  @ParameterizedTest
  @ValueSource(strings = {"ann", "bob", "cat"})
  void T5_decks_go_to_who_is_here_rather_than_to_who_is_away(String here) {
    List<TestClient> heirs = List.of(ann, room.join("bob"), room.join("cat"));
    // A newcomer who did nothing would soon be gone for good.
    heirs.forEach(heir -> heir.does("player", "{metadata:{life:1}}"));
    TestClient dan = room.join("dan");
    dan.does("deck.create", "{deckId:'d1', cards:['SA']}");
    room.drop(dan);
    room.pass(DAY_MILLIS / 2);
    heirs.stream().filter(heir -> !heir.memberId.equals(here)).forEach(room::drop);

    room.pass(DAY_MILLIS / 2 + 1);

    assertThat(room.server("table", "decks", "d1").text("owner")).isEqualTo(here);
  }

  @Test
  void T5_who_leaves_takes_nobody_elses_decks_along() {
    TestClient bob = room.join("bob");
    TestClient cat = room.join("cat");
    cat.does("deck.create", "{deckId:'d1', cards:['SA']}");
    room.drop(bob);
    room.pass(DAY_MILLIS + 1);

    assertThat(room.server("table", "decks", "d1").text("owner")).isEqualTo("cat");
    assertThat(cat.me().object("decks").keys()).containsExactly("d1");
    assertThat(ann.me().object("decks").keys()).isEmpty();
  }

  @Test
  void T5_decks_that_nobody_is_left_for_go_to_who_comes_next() {
    TestClient bob = room.join("bob");
    bob.does("deck.create", "{deckId:'d1', cards:['SA','H10'], back:'red'}");
    bob.does("deck.create", "{deckId:'d2', cards:['DK']}");
    bob.does("deck.draw", "{deckId:'d2', to:'tray'}");
    room.drop(bob);
    room.drop(ann);

    TestRoom empty = room.openedAfter(2 * DAY_MILLIS);
    empty.pass(10_000);

    assertThat(empty.layers().root().object("all").object("players").isEmpty()).isTrue();
    assertThat(empty.server("table", "decks").keys()).containsExactly("d1", "d2");

    TestClient cat = empty.join("cat");

    assertThat(cat.me().object("decks").object("d1"))
        .isEqualTo(json("{x:0, y:0, rotation:0, open:true, back:'red', count:2}"));
    cat.does("deck.draw", "{deckId:'d1', count:2, to:'tray'}");
    cat.does("player", "{decks:{d2:null}}");
    cat.does("tray.take", "{objectId:'" + cat.at("board").keys().getFirst() + "'}");
    assertThat(cat.me().number("trayCount", 0)).isEqualTo(3);

    empty.join("dan");
    assertThat(empty.server("table", "decks", "d1").text("owner"))
        .as("it is hers")
        .isEqualTo("cat");
  }

  @Test
  void T1_options_are_taken_or_refused_by_name() {
    CardTable kind = new CardTable();
    RoomRules rules =
        kind.rules(json("{flushMillis:50, membersMax:4, trays:'open', listed:false}"));
    assertThat(rules.flushMillis()).isEqualTo(50);
    assertThat(rules.membersMax()).isEqualTo(4);
    assertThat(rules.graceMillis()).isEqualTo(DAY_MILLIS);
    assertThat(kind.rules(json("{}")).flushMillis()).isZero();

    assertRefused("{trays:'glass'}", "option \"trays\" must be \"hidden\" or \"open\"");
    assertRefused("{trays:true}", "\"trays\"");
    assertRefused("{flushMillis:1001}", "\"flushMillis\" must be a whole number from 0 to 1000");
    assertRefused("{flushMillis:'5'}", "\"flushMillis\"");
    assertRefused("{membersMax:0}", "\"membersMax\" must be a whole number from 1 to 1000");
    assertRefused("{seats:4}", "\"seats\" is unknown");
  }

  private static void assertRefused(String options, String sentence) {
    assertThatThrownBy(() -> new TestRoom(new CardTable(), options, 1))
        .hasMessageContaining("BAD_REQUEST")
        .hasMessageContaining(sentence);
  }

  @Test
  void T1_a_full_room_takes_nobody_more() {
    TestRoom small = new TestRoom(new CardTable(), "{membersMax:1}", 1);
    small.join("ann");

    assertThatThrownBy(() -> small.join("bob")).hasMessageContaining("full");
  }
}
