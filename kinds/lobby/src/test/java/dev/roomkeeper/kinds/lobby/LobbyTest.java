package dev.roomkeeper.kinds.lobby;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LobbyTest {
  private final TestRoom room = new TestRoom(new Lobby());
  private final TestClient ann = room.join("ann");
  private final TestClient bob = room.join("bob");

  @Test
  void T4_anyone_may_put_anything_on_the_board() {
    ann.does("board", "{a:{x:1, deep:{y:2}}, b:7, c:[1,2], d:'text'}");
    ann.watch();

    assertThat(bob.does("board", "{a:{x:5}, b:null, c:{now:'object'}}").durable()).isTrue();

    assertThat(ann.patches()).isEqualTo(json("{all:{board:{a:{x:5}, b:null, c:{now:'object'}}}}"));
    assertThat(ann.at("board"))
        .isEqualTo(json("{a:{x:5, deep:{y:2}}, c:{now:'object'}, d:'text'}"));
  }

  @Test
  void T4_the_board_has_bounds() {
    JsonObject many = JsonObject.EMPTY;
    for (int i = 0; i < 5_000; i++) {
      many = many.with("o" + i, 1);
    }
    ann.send("board", many);

    ann.refused(Code.TOO_LARGE, "board", "{more:1}");
    ann.refused(Code.BAD_REQUEST, "board", "{'':1}");
    ann.refused(Code.BAD_REQUEST, "board", "{" + "i".repeat(65) + ":1}");
    ann.refused(Code.BAD_REQUEST, "board", "{o1:{deep:{list:[{a:null}]}}}");
    ann.does("board", "{o1:null, more:1}");
    assertThat(bob.at("board").size()).isEqualTo(5_000);
  }

  @Test
  void T5_a_player_changes_the_own_state_freely_and_nobody_elses() {
    ann.does(
        "player", "{metadata:{life:20}, decks:{d1:{cards:['SA']}}, tray:{c1:'secret', c2:{}}}");

    assertThat(bob.at("players", "ann"))
        .isEqualTo(
            json(
                "{name:'ann',online:true,seat:0,metadata:{life:20},"
                    + "decks:{d1:{cards:['SA']}},trayCount:2}"));
    assertThat(ann.me().object("tray")).isEqualTo(json("{c1:'secret', c2:{}}"));
    assertThat(bob.takeInbox()).doesNotContain("secret");
    assertThat(bob.refused(Code.FORBIDDEN, "player", "{playerId:'ann', tray:{c1:null}}"))
        .isEqualTo("only ann may change the state of ann");
    ann.does("player", "{playerId:'ann', tray:{c1:null}, decks:{d1:null}, seat:3}");
    assertThat(bob.at("players", "ann").number("trayCount", 0)).isEqualTo(1);
    assertThat(bob.at("players", "ann").number("seat", 0)).isEqualTo(3);
  }

  @Test
  void T5_a_players_state_has_bounds_and_changes_whole_or_not_at_all() {
    String large = "'" + "x".repeat(66_000) + "'";

    ann.refused(Code.TOO_LARGE, "player", "{metadata:{a:1}, tray:{c:" + large + "}}");
    ann.refused(Code.TOO_LARGE, "player", "{metadata:{a:1}, decks:{c:" + large + "}}");
    ann.refused(Code.TOO_LARGE, "player", "{metadata:{a:" + large + "}}");
    ann.refused(Code.BAD_REQUEST, "player", "{metadata:{a:1}, tray:[]}");
    ann.refused(Code.BAD_REQUEST, "player", "{metadata:{a:1}, decks:{d:[null]}}");
    ann.refused(Code.BAD_REQUEST, "player", "{metadata:{a:1}, colour:'red'}");
    ann.refused(Code.CONFLICT, "player", "{metadata:{a:1}, seat:1}");
    ann.refused(Code.BAD_REQUEST, "player", "{playerId:7}");
  }

  /** Pages put them into styles: an address there would be asked by everybody's browser. */
  @Test
  void T5_what_may_be_a_colour_is_one() {
    for (String colour :
        List.of("red", "#a0c", "#AA00CC80", "rgb(1, 2, 3)", "hsl(120deg 50% 50%)")) {
      ann.does("player", "{metadata:{color:'" + colour + "'}}");
      ann.does("board", "{o:{type:'token', tint:{borderColor:'" + colour + "'}}}");
    }
    ann.does("player", "{metadata:{color:null}}");
    for (String other :
        List.of(
            "'url(http://10.6.6.6/x.png)'",
            "'red;background:url(//x.example)'",
            "'image-set(\"http://x.example/a.png\" 1x)'",
            "'var(--x)'",
            "'rgb(url(x))'",
            "''",
            "7",
            "{}")) {
      ann.refused(Code.BAD_REQUEST, "player", "{metadata:{color:" + other + "}}");
      ann.refused(Code.BAD_REQUEST, "board", "{o:{type:'token', color:" + other + "}}");
      ann.refused(Code.BAD_REQUEST, "board", "{o:{type:'token', a:[{fillColour:" + other + "}]}}");
    }
  }

  @Test
  void T6_with_open_trays_everybody_sees_them() {
    TestRoom open = new TestRoom(new Lobby(), "{trays:'open'}", 1);
    TestClient cat = open.join("cat");
    TestClient dan = open.join("dan");

    cat.does("player", "{tray:{c1:'SA'}}");

    assertThat(dan.at("players", "cat", "tray")).isEqualTo(json("{c1:'SA'}"));
    assertThat(dan.at("players", "cat").number("trayCount", 0)).isEqualTo(1);
  }

  @Test
  void T7_a_drag_lies_over_the_board_and_is_no_state() {
    ann.does("board", "{a:{x:1, y:1}, n:7}");
    bob.watch();

    assertThat(ann.does("drag", "{objectId:'a', x:5, y:6}").durable()).isFalse();

    assertThat(bob.live()).isEqualTo(json("{all:{board:{a:{x:5, y:6, by:'ann'}}}}"));
    assertThat(bob.at("board", "a")).isEqualTo(json("{x:5, y:6, by:'ann'}"));
    assertThat(room.layers().object("all").object("board").object("a"))
        .isEqualTo(json("{x:1, y:1}"));
    ann.refused(Code.NOT_FOUND, "drag", "{objectId:'gone', x:1, y:1}");
    ann.refused(Code.NOT_FOUND, "drag", "{objectId:'n', x:1, y:1}");
    ann.refused(Code.BAD_REQUEST, "drag", "{objectId:'a', x:1, colour:'red'}");
  }

  @Test
  void T7_a_move_sends_the_changed_numbers_and_is_never_journaled() {
    ann.does("move", "{x:1, y:2, heading:90}");
    long version = room.room().version();
    bob.watch();

    assertThat(ann.does("move", "{x:1, y:3}").durable()).isFalse();

    assertThat(bob.live()).isEqualTo(json("{all:{players:{ann:{position:{y:3}}}}}"));
    assertThat(bob.at("players", "ann", "position")).isEqualTo(json("{x:1, y:3, heading:90}"));
    assertThat(room.room().version()).isEqualTo(version);
    room.drop(ann);
    assertThat(bob.at("players", "ann").has("position")).isFalse();
  }

  @Test
  void T7_a_position_is_of_at_most_16_numbers() {
    JsonObject many = JsonObject.EMPTY;
    for (int i = 0; i < 16; i++) {
      many = many.with("n" + i, i);
    }
    ann.send("move", many);

    ann.refused(Code.TOO_LARGE, "move", "{x:1}");
    ann.refused(Code.BAD_REQUEST, "move", "{}");
    ann.refused(Code.BAD_REQUEST, "move", "{n1:'x'}");
    ann.refused(Code.BAD_REQUEST, "move", "{n1:null}");
    ann.refused(Code.BAD_REQUEST, "move", "{'':1}");
    ann.refused(Code.BAD_REQUEST, "move", "{" + "n".repeat(33) + ":1}");
    assertThat(ann.send("move", many.with("x", 1)).toString()).contains("BAD_REQUEST");
    assertThat(bob.at("players", "ann", "position").get("n15")).isEqualTo(Json.of(15));
  }

  @Test
  void T2_a_message_reaches_everybody_in_the_room() {
    ann.does("message", "{text:'Hello'}");

    assertThat(bob.events.getFirst().payload()).isEqualTo(json("{text:'Hello'}"));
    ann.refused(Code.TOO_LARGE, "message", "{text:'" + "x".repeat(4_096) + "'}");
    ann.refused(Code.UNKNOWN_COMMAND, "deck.create", "{deckId:'d1', cards:[]}");
  }

  @Test
  void T5_who_leaves_for_good_is_gone_after_ten_minutes() {
    bob.does("player", "{tray:{c1:'secret'}}");
    room.drop(bob);
    room.pass(590_000);
    assertThat(ann.at("players", "bob").isTrue("online")).isFalse();

    room.pass(20_000);

    assertThat(ann.at("players").keys()).containsExactly("ann");
    assertThat(room.layers().toString()).doesNotContain("secret");
  }

  @Test
  void T1_options_that_are_unknown_are_refused() {
    assertThat(new Lobby().rules(json("{flushMillis:50}")).flushMillis()).isEqualTo(50);
    assertThatThrownBy(() -> new TestRoom(new Lobby(), "{tray:'open'}", 1))
        .hasMessage(
            "BAD_REQUEST: option \"tray\" is unknown;"
                + " known are flushMillis, listed, membersMax, only, trays");
  }
}
