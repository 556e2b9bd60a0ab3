package dev.roomkeeper.kinds.cardtable;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anybody takes back what was done last, and does it again. */
final class UndoTest {
  private final TestRoom room = new TestRoom(new CardTable());
  private final TestClient ann = room.join("ann");
  private final TestClient bob = room.join("bob");

  @BeforeEach
  void set_out_a_deck() {
    ann.does("deck.create", "{deckId:'d', cards:['SA','H10','DK','J1'], name:'Poker', back:'red'}");
    ann.does("board", "{c1:{type:'card', faceUp:true, face:'X', back:'red'}, t:{type:'token'}}");
  }

  private JsonObject table() {
    return room.layers().kept().root().object(Layers.ALL).without("log");
  }

  private JsonObject secrets() {
    return room.layers().kept().root().without(Layers.ALL).without(Layers.ENGINE);
  }

  private JsonObject lastEntry() {
    JsonObject log = bob.at("log");
    return log.object(log.keys().getLast());
  }

  private void isTakenBackAndDoneAgain(TestClient who, String type, String payload) {
    JsonObject before = table();
    JsonObject secretsBefore = secrets();
    who.does(type, payload);
    JsonObject after = table();
    JsonObject secretsAfter = secrets();

    bob.does("undo", "{}");
    assertThat(table()).as(type).isEqualTo(before);
    assertThat(secrets()).as(type).isEqualTo(secretsBefore);
    ann.does("redo", "{}");
    assertThat(table()).as(type).isEqualTo(after);
    assertThat(secrets()).as(type).isEqualTo(secretsAfter);
  }

  @Test
  void whatever_can_be_done_is_taken_back_whole_and_done_again() {
    isTakenBackAndDoneAgain(ann, "deck.shuffle", "{deckId:'d'}");
    isTakenBackAndDoneAgain(ann, "deck.deal", "{deckId:'d', count:1}");
    isTakenBackAndDoneAgain(bob, "deck.draw", "{deckId:'d', to:'tray'}");
    isTakenBackAndDoneAgain(ann, "card.flip", "{objectId:'c1'}");
    isTakenBackAndDoneAgain(ann, "tray.take", "{objectId:'c1'}");
    String cardId = ann.me().object("tray").keys().getFirst();
    isTakenBackAndDoneAgain(ann, "tray.play", "{cardId:'" + cardId + "', x:5, y:6}");
    isTakenBackAndDoneAgain(ann, "deck.collect", "{deckId:'d'}");
    isTakenBackAndDoneAgain(ann, "board", "{t:{x:50, y:60}}");
    isTakenBackAndDoneAgain(ann, "board", "{t:null}");
    isTakenBackAndDoneAgain(ann, "deck.clear", "{deckId:'d'}");
  }

  @Test
  void the_log_says_who_did_what_and_who_took_it_back() {
    bob.does("deck.draw", "{deckId:'d', count:2, to:'tray'}");
    assertThat(lastEntry().without("at"))
        .isEqualTo(
            json("{by:'bob', name:'bob', deed:'draw', count:2, thing:'card', deck:'Poker'}"));

    ann.does("undo", "{}");

    assertThat(lastEntry().object("undone").text("by")).isEqualTo("ann");
    assertThat(bob.me().object("tray").isEmpty()).isTrue();
    assertThat(ann.at("players", "bob").number("trayCount", -1)).isZero();
    // The two cards lie on top again, in their order.
    bob.does("deck.draw", "{deckId:'d', to:{x:0, y:0, faceUp:true}}");
    assertThat(ann.at("board").toString()).contains("\"SA\"");
  }

  @Test
  void one_after_the_other_is_taken_back_by_anybody() {
    JsonObject before = table();
    ann.does("board", "{t:{x:1, y:1}}");
    bob.does("board", "{t:{x:2, y:2}}");
    ann.does("card.flip", "{objectId:'c1'}");
    for (int i = 0; i < 3; i++) {
      bob.does("undo", "{}");
    }
    assertThat(table()).isEqualTo(before);
    for (int i = 0; i < 3; i++) {
      ann.does("redo", "{}");
    }
    assertThat(ann.at("board", "t").number("x", 0)).isEqualTo(2);
    assertThat(ann.refused(Code.CONFLICT, "redo", "{}")).isEqualTo("there is nothing to redo");
  }

  @Test
  void what_others_did_since_stays_or_stands_in_the_way() {
    ann.does("board", "{t:{x:1, y:1}}");
    String move = ann.at("log").keys().getLast();
    long version = Long.parseLong(move);
    ann.does("board", "{c1:{x:7, y:7}}");

    bob.does("undo", "{version:" + version + "}");
    assertThat(ann.at("board", "t").number("x", -1)).isZero();
    assertThat(ann.at("board", "c1").number("x", -1)).isEqualTo(7);

    bob.does("board", "{t:{x:3, y:3}}");
    assertThat(ann.refused(Code.CONFLICT, "redo", "{}"))
        .isEqualTo("what came since stands in the way");
    assertThat(ann.refused(Code.CONFLICT, "undo", "{version:" + version + "}"))
        .isEqualTo("that is undone already");
    ann.refused(Code.NOT_FOUND, "undo", "{version:1}");
  }

  @Test
  void a_card_that_was_turned_up_and_back_is_hidden_again_from_who_comes_later() {
    ann.does("card.flip", "{objectId:'c1'}");
    bob.does("card.flip", "{objectId:'c1'}");
    bob.does("undo", "{}");

    assertThat(room.join("cat").view().toString()).doesNotContain("\"X\"");
    assertThat(lastEntry().text("deed")).isEqualTo("flip");
  }

  @Test
  void the_log_keeps_the_newest_and_talk_is_not_in_it() {
    for (int i = 0; i < TableLog.ENTRIES_MAX + 5; i++) {
      ann.does("board", "{t:{x:" + i + ", y:0}}");
    }
    ann.does("chat-message", "{message:'well'}");
    ann.does("player", "{metadata:{life:20}}");

    assertThat(ann.at("log").size()).isEqualTo(TableLog.ENTRIES_MAX);
    bob.does("undo", "{}");
    assertThat(ann.at("board", "t").number("x", 0)).isEqualTo(TableLog.ENTRIES_MAX + 3);
    assertThat(ann.at("chat").size()).isEqualTo(1);
    assertThat(ann.at("players", "ann", "metadata").number("life", 0)).isEqualTo(20);
  }

  @Test
  void what_was_done_to_a_hand_whose_owner_has_left_stays_done() {
    bob.does("deck.draw", "{deckId:'d', to:'tray'}");
    room.drop(bob);
    room.pass(25 * 3_600_000L);

    ann.refused(Code.CONFLICT, "undo", "{}");
    List<String> cards = ann.at("board").keys();
    assertThat(cards).hasSize(3);
  }
}
