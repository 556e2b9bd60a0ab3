package dev.roomkeeper.kinds.cardtable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done to many at once, or by many at once: one command says what is done. */
final class TogetherTest {
  private final TestRoom room = new TestRoom(new CardTable());
  private final TestClient ann = room.join("ann");
  private final TestClient bob = room.join("bob");
  private final TestClient cat = room.join("cat");

  private void deckOf(int count) {
    List<String> faces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      faces.add("'F" + i + "'");
    }
    ann.does("deck.create", "{deckId:'d', cards:[" + String.join(",", faces) + "], back:'red'}");
  }

  @Test
  void dealing_gives_everybody_the_same_or_nobody_anything() {
    deckOf(7);

    assertThat(ann.refused(Code.CONFLICT, "deck.deal", "{deckId:'d', count:5}"))
        .isEqualTo("7 cards can't be dealt as 5 to each of 3");
    assertThat(ann.at("players", "ann", "decks", "d").number("count", 0)).isEqualTo(7);
    assertThat(bob.me().object("tray").isEmpty()).isTrue();

    ann.does("deck.deal", "{deckId:'d', count:2}");
    for (TestClient player : List.of(ann, bob, cat)) {
      assertThat(player.me().object("tray").size()).isEqualTo(2);
    }
    // One to each, then the next.
    assertThat(ann.me().object("tray").toString()).contains("F0", "F3");
    assertThat(bob.me().object("tray").toString()).contains("F1", "F4");
    assertThat(cat.takeInbox()).doesNotContain("F0").doesNotContain("F1");
  }

  @Test
  void dealt_onto_the_table_the_cards_lie_in_piles_before_the_seats_of_those_who_are_here() {
    deckOf(7);
    room.drop(cat);

    ann.does("deck.deal", "{deckId:'d', count:3, to:'table'}");

    assertThat(ann.at("board").size()).isEqualTo(6);
    List<String> piles = new ArrayList<>();
    ann.at("board")
        .forEach((id, _) -> {
          piles.add(ann.at("board", id).text("stack"));
          assertThat(ann.at("board", id).isTrue("faceUp")).isFalse();
        });
    assertThat(piles).doesNotContainNull();
    assertThat(piles.stream().distinct()).hasSize(2);
    assertThat(ann.view().toString()).doesNotContain("F0");
  }

  @Test
  void a_counter_loses_no_click() {
    ann.does("board", "{n:{type:'counter', value:5}, t:{type:'token'}}");

    ann.does("counter.add", "{objectId:'n', by:1}");
    bob.does("counter.add", "{objectId:'n', by:1}");
    cat.does("counter.add", "{objectId:'n', by:-3}");

    assertThat(ann.at("board", "n").number("value", 0)).isEqualTo(4);
    ann.refused(Code.BAD_REQUEST, "counter.add", "{objectId:'t', by:1}");
    ann.refused(Code.NOT_FOUND, "counter.add", "{objectId:'gone', by:1}");
    ann.does("counter.add", "{objectId:'n', by:999999996}");
    ann.refused(Code.TOO_LARGE, "counter.add", "{objectId:'n', by:1}");
  }

  @Test
  void a_drag_ends_with_the_connection_that_made_it() {
    ann.does("board", "{t:{type:'token'}}");
    ann.send("drag", "{objectId:'t', x:50, y:50}");
    assertThat(bob.live().toString()).contains("\"by\":\"ann\"");

    TestClient again = room.join("ann"); // a second tab, or another network
    assertThat(bob.live().toString()).doesNotContain("\"by\"");

    again.send("drag", "{objectId:'t', x:60, y:60}");
    room.drop(again);
    assertThat(bob.live().toString()).doesNotContain("\"by\"");
  }

  @Test
  void collecting_puts_all_cards_of_the_deck_back_in_one_step() {
    deckOf(20);
    ann.does("deck.draw", "{deckId:'d', count:8, to:{x:0, y:0}}");
    ann.does("board", "{other:{type:'card', faceUp:true, face:'X', back:'blue'}}");
    int commits = room.commits().size();

    bob.does("deck.collect", "{deckId:'d'}");

    assertThat(room.commits()).hasSize(commits + 1);
    assertThat(ann.at("board").keys()).containsExactly("other");
    assertThat(ann.at("players", "ann", "decks", "d").number("count", 0)).isEqualTo(20);
  }

  @Test
  void many_are_taken_put_and_turned_in_one_step_and_those_that_are_gone_are_passed_over() {
    ann.does(
        "board",
        "{a:{type:'card',faceUp:true,face:'A',z:1}, b:{type:'card',faceUp:true,face:'B',z:2},"
            + " c:{type:'card',faceUp:true,face:'C',z:3}}");
    deckOf(1);

    bob.does("card.flip", "{objectIds:['a','b','c','gone'], pile:true}");
    assertThat(ann.at("board", "a").number("z", 0)).isEqualTo(3);
    assertThat(ann.at("board", "c").number("z", 0)).isEqualTo(1);
    assertThat(ann.at("board", "c").has("face")).isFalse();

    bob.does("tray.take", "{objectIds:['a','gone']}");
    assertThat(bob.me().object("tray").size()).isEqualTo(1);
    bob.does("deck.put", "{deckId:'d', objectIds:['b','c']}");
    assertThat(ann.at("players", "ann", "decks", "d").number("count", 0)).isEqualTo(3);
    bob.refused(Code.NOT_FOUND, "tray.take", "{objectIds:['a','b']}");
  }

  @Test
  void a_deck_goes_with_its_cards_and_only_by_its_owner() {
    deckOf(3);
    bob.refused(Code.FORBIDDEN, "deck.clear", "{deckId:'d'}");
    ann.does("deck.clear", "{deckId:'d'}");
    assertThat(ann.at("players", "ann", "decks").isEmpty()).isTrue();
    bob.refused(Code.NOT_FOUND, "deck.clear", "{deckId:'d'}");
  }

  @Test
  void chat_is_there_for_who_comes_later() {
    for (int i = 0; i < 60; i++) {
      ann.does("chat-message", "{message:'m" + i + "'}");
    }
    String chat = room.join("dan").at("chat").toString();
    assertThat(chat).contains("\"m59\"", "\"m10\"").doesNotContain("\"m9\"");
  }
}
