package dev.roomkeeper.kinds.cardtable;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import org.junit.jupiter.api.Test;

final class TrayTest {
  private final TestRoom room = new TestRoom(new CardTable());
  private final TestClient ann = room.join("ann");
  private final TestClient bob = room.join("bob");

  /** Deals one card to ann and returns its id. */
  private String deal() {
    if (!ann.me().object("decks").has("d1")) {
      ann.does("deck.create", "{deckId:'d1', cards:['SA','H10','DK','J1'], back:'red'}");
    }
    var before = ann.me().object("tray");
    ann.does("deck.draw", "{deckId:'d1', to:'tray'}");
    return ann.me().object("tray").keys().stream()
        .filter(id -> !before.has(id))
        .findAny()
        .orElseThrow();
  }

  @Test
  void T6_a_card_played_face_down_is_shown_to_nobody_and_face_up_to_all() {
    String first = deal();
    String second = deal();
    bob.takeInbox();

    ann.does("tray.play", "{cardId:'" + first + "', x:5, y:6, rotation:180}");

    String down = bob.at("board").keys().getFirst();
    assertThat(bob.at("board", down))
        .isEqualTo(json("{type:'card',x:5,y:6,z:1,rotation:180,faceUp:false,back:'red'}"));
    assertThat(down).isNotEqualTo(first);
    assertThat(bob.at("players", "ann").number("trayCount", 0)).isEqualTo(1);
    assertThat(ann.me().object("tray").keys()).containsExactly(second);
    assertThat(bob.takeInbox()).doesNotContain("SA").doesNotContain(first);

    ann.does("tray.play", "{cardId:'" + second + "', x:1, y:1, faceUp:true}");

    assertThat(bob.takeInbox()).contains("H10");
  }

  @Test
  void T6_a_card_taken_from_the_table_is_seen_by_who_takes_it_alone() {
    ann.does("deck.create", "{deckId:'d1', cards:['SA'], back:'red'}");
    ann.does("deck.draw", "{deckId:'d1', to:{x:1, y:1}}");
    String objectId = bob.at("board").keys().getFirst();
    ann.takeInbox();

    bob.does("tray.take", "{objectId:'" + objectId + "'}");

    String cardId = bob.me().object("tray").keys().getFirst();
    assertThat(bob.me().object("tray").object(cardId))
        .isEqualTo(json("{face:'SA', order:1, back:'red'}"));
    assertThat(cardId).isNotEqualTo(objectId);
    assertThat(Unlogged.of(ann.patches()))
        .isEqualTo(json("{all:{board:{" + objectId + ":null}, players:{bob:{trayCount:1}}}}"));
    assertThat(ann.takeInbox()).doesNotContain("SA").doesNotContain(cardId);
    assertThat(room.server("table", "faces").isEmpty()).isTrue();

    bob.does("tray.play", "{cardId:'" + cardId + "', x:1, y:1}");
    assertThat(ann.at("board").keys()).doesNotContain(objectId, cardId).hasSize(1);
  }

  @Test
  void T6_only_a_card_in_ones_own_tray_can_be_played() {
    String cardId = deal();
    ann.does("player", "{tray:{note:{text:'!'}}}");
    ann.does("board", "{t1:{type:'token'}}");

    bob.refused(Code.NOT_FOUND, "tray.play", "{cardId:'" + cardId + "', x:1, y:1}");
    ann.refused(Code.NOT_FOUND, "tray.play", "{cardId:'gone', x:1, y:1}");
    ann.refused(Code.CONFLICT, "tray.play", "{cardId:'note', x:1, y:1}");
    ann.refused(Code.BAD_REQUEST, "tray.play", "{cardId:'" + cardId + "'}");
    ann.refused(Code.BAD_REQUEST, "tray.play", "{cardId:'" + cardId + "', x:1, y:1, faceUp:1}");
    ann.refused(Code.NOT_FOUND, "tray.take", "{objectId:'gone'}");
    ann.refused(Code.BAD_REQUEST, "tray.take", "{objectId:'t1'}");
    ann.refused(Code.BAD_REQUEST, "tray.take", "{}");
  }

  @Test
  void T5_the_owner_sorts_the_hand_and_can_neither_change_nor_lose_a_card() {
    String cardId = deal();
    bob.watch();

    ann.does("player", "{tray:{" + cardId + ":{order:7, marked:true, face:'SA'}}}");

    assertThat(ann.me().object("tray").object(cardId))
        .isEqualTo(json("{face:'SA', back:'red', order:7, marked:true}"));
    assertThat(bob.patches().isEmpty()).isTrue();
    assertThat(ann.refused(Code.CONFLICT, "player", "{tray:{" + cardId + ":{face:'XX'}}}"))
        .contains("stays as it is");
    ann.refused(Code.CONFLICT, "player", "{tray:{" + cardId + ":{face:null}}}");
    ann.refused(Code.CONFLICT, "player", "{tray:{" + cardId + ":{back:'blue'}}}");
    assertThat(ann.refused(Code.CONFLICT, "player", "{tray:{" + cardId + ":null}}"))
        .contains("play it");
    ann.refused(Code.BAD_REQUEST, "player", "{tray:{" + cardId + ":'XX'}}");
    ann.refused(Code.BAD_REQUEST, "player", "{tray:{" + cardId + ":{order:'first'}}}");
    ann.refused(Code.BAD_REQUEST, "player", "{tray:{" + cardId + ":{own:true}}}");
    ann.refused(Code.NOT_FOUND, "player", "{tray:{gone:{order:1}}}");
  }

  @Test
  void T5_a_player_keeps_entries_of_the_own_in_the_tray_that_others_see_only_counted() {
    deal();

    ann.does("player", "{tray:{mine:{text:'ambush', at:{x:1}}}}");

    assertThat(ann.me().object("tray").object("mine"))
        .isEqualTo(json("{text:'ambush', at:{x:1}, own:true}"));
    assertThat(bob.at("players", "ann").number("trayCount", 0)).isEqualTo(2);
    assertThat(bob.takeInbox()).doesNotContain("ambush");
    ann.does("player", "{tray:{mine:{order:3, at:null}}}");
    ann.refused(Code.BAD_REQUEST, "player", "{tray:{mine:{own:null}}}");
    ann.does("player", "{tray:{mine:null, never:null}}");
    assertThat(bob.at("players", "ann").number("trayCount", 0)).isEqualTo(1);
  }

  @Test
  void T5_a_tray_has_bounds() {
    JsonObject many = JsonObject.EMPTY;
    for (int i = 0; i < 1_000; i++) {
      many = many.with("n" + i, json("{a:1}"));
    }
    ann.send("player", JsonObject.of("tray", many));
    assertThat(ann.me().number("trayCount", 0)).isEqualTo(1_000);
    ann.does("deck.create", "{deckId:'d1', cards:['SA']}");
    ann.does("board", "{c1:{type:'card', faceUp:true, face:'X'}}");

    ann.refused(Code.TOO_LARGE, "player", "{tray:{more:{a:1}}}");
    ann.refused(Code.TOO_LARGE, "deck.draw", "{deckId:'d1', to:'tray'}");
    ann.refused(Code.TOO_LARGE, "tray.take", "{objectId:'c1'}");
    ann.refused(Code.TOO_LARGE, "player", "{tray:{n1:{a:'" + "x".repeat(66_000) + "'}}}");
  }

  @Test
  void T6_with_open_trays_everybody_sees_them() {
    TestRoom open = new TestRoom(new CardTable(), "{trays:'open'}", 1);
    TestClient cat = open.join("cat");
    TestClient dan = open.join("dan");
    cat.does("deck.create", "{deckId:'d1', cards:['SA','H10']}");

    cat.does("deck.draw", "{deckId:'d1', to:'tray'}");

    JsonObject tray = dan.at("players", "cat", "tray");
    assertThat(tray.object(tray.keys().getFirst())).isEqualTo(json("{face:'SA', order:1}"));
    assertThat(dan.at("players", "cat").number("trayCount", 0)).isEqualTo(1);
    assertThat(open.layers().root().keys()).containsExactly("all", "engine", "server");
    assertThat(open.join("eve").at("players", "cat", "tray")).isEqualTo(tray);
    dan.refused(Code.NOT_FOUND, "tray.play", "{cardId:'" + tray.keys().getFirst() + "', x:1, y:1}");
    cat.does("tray.play", "{cardId:'" + tray.keys().getFirst() + "', x:1, y:1}");
    assertThat(dan.at("board").keys()).isNotEqualTo(tray.keys());
  }
}
