package dev.roomkeeper.kinds.cardtable;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class DecksTest {
  private static final String CARDS = "['SA','H10','DK','J1']";

  private final TestRoom room = new TestRoom(new CardTable());
  private final TestClient ann = room.join("ann");
  private final TestClient bob = room.join("bob");

  private void create(String deckId, boolean open) {
    ann.does(
        "deck.create",
        "{deckId:'" + deckId + "', cards:" + CARDS + ", back:'red', open:" + open + "}");
  }

  private Json order(String deckId) {
    return Objects.requireNonNull(room.server("table", "decks", deckId).get("cards"));
  }

  private static Json cards(String list) {
    return Objects.requireNonNull(json("{a:" + list + "}").get("a"));
  }

  @Test
  void T5_a_deck_shows_where_it_is_and_how_many_cards_it_has_and_not_which() {
    ann.does(
        "deck.create",
        "{deckId:'d1', cards:" + CARDS + ", name:'Poker', x:5, y:6, rotation:90, back:'red'}");

    assertThat(bob.at("players", "ann", "decks", "d1"))
        .isEqualTo(json("{name:'Poker', x:5, y:6, rotation:90, back:'red', open:true, count:4}"));
    assertThat(ann.view().toString() + bob.takeInbox()).doesNotContain("H10");
    assertThat(order("d1")).isEqualTo(cards(CARDS));
  }

  @Test
  void T5_a_deck_that_cannot_be_is_refused() {
    create("d1", true);
    ann.does("deck.create", "{deckId:'empty', cards:[]}");
    String tooMany = "['x'" + ",'x'".repeat(1_000) + "]";

    assertThat(bob.refused(Code.CONFLICT, "deck.create", "{deckId:'d1', cards:[]}"))
        .isEqualTo("there is a deck \"d1\" already");
    bob.refused(Code.TOO_LARGE, "deck.create", "{deckId:'d2', cards:" + tooMany + "}");
    bob.refused(Code.BAD_REQUEST, "deck.create", "{deckId:'d2'}");
    bob.refused(Code.BAD_REQUEST, "deck.create", "{deckId:'d2', cards:['']}");
    bob.refused(Code.BAD_REQUEST, "deck.create", "{deckId:'d2', cards:[7]}");
    bob.refused(Code.BAD_REQUEST, "deck.create", "{deckId:'d2', cards:['" + "x".repeat(65) + "']}");
    bob.refused(Code.BAD_REQUEST, "deck.create", "{cards:[]}");
    bob.refused(Code.BAD_REQUEST, "deck.create", "{deckId:'d2', cards:[], open:1}");
    bob.refused(Code.BAD_REQUEST, "deck.create", "{deckId:'d2', cards:[], x:'1'}");
    for (int i = 2; i < 200; i++) {
      bob.does("deck.create", "{deckId:'e" + i + "', cards:[]}");
    }
    bob.refused(Code.TOO_LARGE, "deck.create", "{deckId:'e200', cards:[]}");
  }

  @Test
  void T6_shuffling_tells_nobody_anything_and_every_order_is_equally_likely() {
    create("d1", true);
    ann.takeInbox();
    Map<Json, Integer> found = new HashMap<>();
    int shuffles = 4_800;
    for (int i = 0; i < shuffles; i++) {
      bob.send("deck.shuffle", json("{deckId:'d1'}"));
      found.merge(order("d1"), 1, Integer::sum);
    }

    // The log says that it was shuffled, and no more.
    assertThat(ann.takeInbox()).doesNotContain("SA", "H10", "DK", "J1");
    assertThat(found).hasSize(24);
    double expected = shuffles / 24.0;
    double chiSquare = 0;
    for (int count : found.values()) {
      chiSquare += (count - expected) * (count - expected) / expected;
    }
    // 23 degrees of freedom: one fair generator in a thousand passes 49.7.
    assertThat(chiSquare).isLessThan(49.7);
    ann.refused(Code.NOT_FOUND, "deck.shuffle", "{deckId:'gone'}");
    ann.refused(Code.BAD_REQUEST, "deck.shuffle", "{}");
  }

  @Test
  void T6_cards_drawn_into_the_tray_come_from_the_top_and_others_see_their_number() {
    create("d1", true);

    bob.does("deck.draw", "{deckId:'d1', count:2, to:'tray'}");

    List<JsonObject> tray = new ArrayList<>();
    bob.me().object("tray").forEach((_, card) -> tray.add((JsonObject) card));
    assertThat(tray)
        .containsExactlyInAnyOrder(
            json("{face:'SA', order:1, back:'red'}"), json("{face:'H10', order:2, back:'red'}"));
    assertThat(ann.at("players", "bob").has("tray")).isFalse();
    assertThat(ann.at("players", "bob").number("trayCount", 0)).isEqualTo(2);
    assertThat(ann.me().object("decks").object("d1").number("count", 0)).isEqualTo(2);
    assertThat(order("d1")).isEqualTo(cards("['DK','J1']"));
    assertThat(ann.takeInbox()).doesNotContain("SA").doesNotContain("H10");
  }

  @Test
  void T6_cards_drawn_to_the_table_lie_as_a_heap_face_down_or_up() {
    create("d1", true);
    ann.does("board", "{t1:{type:'token', z:7}}");

    bob.does("deck.draw", "{deckId:'d1', count:3, to:{x:100, y:50, faceUp:false, rotation:90}}");

    List<JsonObject> heap = new ArrayList<>();
    ann.at("board")
        .forEach((id, card) -> {
          if (!id.equals("t1")) {
            heap.add((JsonObject) card);
          }
        });
    assertThat(heap)
        .containsExactlyInAnyOrder(
            json("{type:'card',x:100,y:50,z:8,rotation:90,faceUp:false,back:'red'}"),
            json("{type:'card',x:102,y:52,z:9,rotation:90,faceUp:false,back:'red'}"),
            json("{type:'card',x:104,y:54,z:10,rotation:90,faceUp:false,back:'red'}"));
    assertThat(room.server("table", "faces").size()).isEqualTo(3);

    bob.does("deck.draw", "{deckId:'d1', to:{x:1, y:1, faceUp:true}}");

    assertThat(ann.takeInbox()).contains("J1").doesNotContain("SA").doesNotContain("DK");
  }

  @Test
  void T5_a_draw_is_done_whole_or_not_at_all() {
    create("d1", true);

    assertThat(bob.refused(Code.CONFLICT, "deck.draw", "{deckId:'d1', count:5, to:'tray'}"))
        .isEqualTo("the deck \"d1\" has 4 cards, not 5");
    bob.refused(Code.BAD_REQUEST, "deck.draw", "{deckId:'d1', count:0, to:'tray'}");
    bob.refused(Code.BAD_REQUEST, "deck.draw", "{deckId:'d1', count:1.5, to:'tray'}");
    bob.refused(Code.BAD_REQUEST, "deck.draw", "{deckId:'d1', count:1}");
    bob.refused(Code.BAD_REQUEST, "deck.draw", "{deckId:'d1', to:'hand'}");
    assertThat(bob.refused(Code.BAD_REQUEST, "deck.draw", "{deckId:'d1', to:{x:1}}"))
        .isEqualTo("\"to.y\" must be a number");
    bob.refused(Code.NOT_FOUND, "deck.draw", "{deckId:'gone', to:'tray'}");
  }

  @Test
  void T6_a_card_put_into_a_deck_lies_on_top_and_comes_out_under_another_id() {
    create("d1", true);
    ann.does("deck.draw", "{deckId:'d1', count:2, to:{x:1, y:1}}");
    String first = ann.at("board").keys().getFirst();
    String face = Objects.requireNonNull(room.server("table", "faces").text(first));

    bob.does("deck.put", "{deckId:'d1', objectId:'" + first + "'}");

    assertThat(ann.at("board").has(first)).isFalse();
    assertThat(room.server("table", "faces").has(first)).isFalse();
    assertThat(order("d1")).isEqualTo(cards("['" + face + "','DK','J1']"));
    assertThat(ann.takeInbox()).doesNotContain(face);

    bob.does("deck.draw", "{deckId:'d1', to:'tray'}");
    String cardId = bob.me().object("tray").keys().getFirst();
    assertThat(cardId).isNotEqualTo(first);
    assertThat(bob.me().object("tray").object(cardId).text("face")).isEqualTo(face);

    bob.does("deck.put", "{deckId:'d1', cardId:'" + cardId + "'}");
    assertThat(bob.me().number("trayCount", -1)).isEqualTo(0);
    bob.does("deck.draw", "{deckId:'d1', to:'tray'}");
    assertThat(bob.me().object("tray").keys()).isNotEqualTo(List.of(cardId));
  }

  @Test
  void T5_only_what_is_a_card_and_at_hand_can_be_put_into_a_deck() {
    create("d1", true);
    ann.does("board", "{t1:{type:'token'}, c1:{type:'card', faceUp:true, face:'X'}}");
    ann.does("deck.draw", "{deckId:'d1', to:'tray'}");
    ann.does("player", "{tray:{mine:{note:'!'}}}");
    String annsCard = ann.me().object("tray").keys().getFirst();
    ann.does("deck.create", "{deckId:'full', cards:['x'" + ",'x'".repeat(999) + "]}");

    bob.refused(Code.NOT_FOUND, "deck.put", "{deckId:'gone', objectId:'c1'}");
    bob.refused(Code.NOT_FOUND, "deck.put", "{deckId:'d1', objectId:'gone'}");
    bob.refused(Code.BAD_REQUEST, "deck.put", "{deckId:'d1', objectId:'t1'}");
    bob.refused(Code.NOT_FOUND, "deck.put", "{deckId:'d1', cardId:'" + annsCard + "'}");
    bob.refused(Code.BAD_REQUEST, "deck.put", "{deckId:'d1'}");
    bob.refused(Code.BAD_REQUEST, "deck.put", "{deckId:'d1', objectId:'c1', cardId:'c1'}");
    bob.refused(Code.TOO_LARGE, "deck.put", "{deckId:'full', objectId:'c1'}");
    ann.refused(Code.CONFLICT, "deck.put", "{deckId:'d1', cardId:'mine'}");
    bob.does("deck.put", "{deckId:'d1', objectId:'c1'}");
  }

  @Test
  void T5_a_closed_deck_is_its_owners_alone() {
    create("d1", false);
    ann.does("board", "{c1:{type:'card', faceUp:true, face:'X'}}");

    assertThat(bob.refused(Code.FORBIDDEN, "deck.draw", "{deckId:'d1', to:'tray'}"))
        .isEqualTo("only ann may use the deck \"d1\"");
    bob.refused(Code.FORBIDDEN, "deck.shuffle", "{deckId:'d1'}");
    bob.refused(Code.FORBIDDEN, "deck.put", "{deckId:'d1', objectId:'c1'}");

    ann.does("deck.draw", "{deckId:'d1', to:'tray'}");
    ann.does("player", "{decks:{d1:{open:true}}}");
    bob.does("deck.draw", "{deckId:'d1', to:'tray'}");
  }

  @Test
  void T5_the_owner_changes_how_a_deck_looks_and_nothing_else_of_it() {
    create("d1", true);

    ann.does("player", "{decks:{d1:{name:'Mine', x:9, back:null, metadata:{a:1}}}}");

    assertThat(bob.at("players", "ann", "decks", "d1"))
        .isEqualTo(json("{name:'Mine', x:9, y:0, rotation:0, open:true, count:4, metadata:{a:1}}"));
    assertThat(ann.refused(Code.BAD_REQUEST, "player", "{decks:{d1:{count:5}}}"))
        .contains("\"count\" can't be set");
    ann.refused(Code.BAD_REQUEST, "player", "{decks:{d1:{cards:['x']}}}");
    ann.refused(Code.BAD_REQUEST, "player", "{decks:{d1:{x:null}}}");
    ann.refused(Code.BAD_REQUEST, "player", "{decks:{d1:{open:null}}}");
    ann.refused(Code.BAD_REQUEST, "player", "{decks:{d1:{name:''}}}");
    ann.refused(Code.BAD_REQUEST, "player", "{decks:{d1:{metadata:3}}}");
    ann.refused(Code.BAD_REQUEST, "player", "{decks:{d1:7}}");
    ann.refused(
        Code.TOO_LARGE, "player", "{decks:{d1:{metadata:{a:'" + "x".repeat(9_000) + "'}}}}");
    assertThat(ann.refused(Code.NOT_FOUND, "player", "{decks:{d2:{x:1}}}"))
        .contains("deck.create makes one");
    assertThat(bob.refused(Code.FORBIDDEN, "player", "{decks:{d1:{x:1}}}"))
        .isEqualTo("only ann may change the deck \"d1\"");
  }

  @Test
  void T5_only_an_empty_deck_can_be_taken_away() {
    create("d1", true);
    assertThat(ann.refused(Code.CONFLICT, "player", "{decks:{d1:null}}"))
        .isEqualTo("the deck \"d1\" still has 4 cards");
    bob.does("deck.draw", "{deckId:'d1', count:4, to:'tray'}");

    ann.does("player", "{decks:{d1:null}}");

    assertThat(bob.at("players", "ann", "decks").isEmpty()).isTrue();
    assertThat(room.server("table", "decks").isEmpty()).isTrue();
    create("d1", true);
  }
}
