package dev.roomkeeper.kinds.cardtable;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class BoardTest {
  private final TestRoom room = new TestRoom(new CardTable());
  private final TestClient ann = room.join("ann");
  private final TestClient bob = room.join("bob");

  /** Puts one card of a deck on the table and returns its id. */
  private String lay(boolean faceUp) {
    if (!ann.me().object("decks").has("d1")) {
      ann.does("deck.create", "{deckId:'d1', cards:['SA','H10','DK','J1']}");
    }
    var before = ann.at("board").keys();
    ann.does("deck.draw", "{deckId:'d1', to:{x:10, y:20, faceUp:" + faceUp + "}}");
    return ann.at("board").keys().stream()
        .filter(id -> !before.contains(id))
        .findAny()
        .orElseThrow();
  }

  @Test
  void T4_anyone_may_change_an_object_and_only_the_changed_leaves_travel() {
    ann.does(
        "board", "{t1:{type:'token', x:1, y:2, z:3, rotation:90, color:'red', size:{w:1,h:2}}}");
    ann.watch();

    assertThat(bob.does("board", "{t1:{x:5, color:'red', size:{h:7}}}").durable()).isTrue();

    assertThat(Unlogged.of(ann.patches())).isEqualTo(json("{all:{board:{t1:{x:5, size:{h:7}}}}}"));
    assertThat(ann.at("board", "t1"))
        .isEqualTo(json("{type:'token', x:5, y:2, z:3, rotation:90, color:'red', size:{w:1,h:7}}"));
  }

  @Test
  void T10_objects_of_any_type_and_with_any_fields_can_be_added_and_taken_away() {
    ann.does("board", "{n1:{type:'note', text:'Hi', x:1}, s1:{type:'spinner', sectors:[1,2,3]}}");

    assertThat(bob.at("board", "n1"))
        .isEqualTo(json("{type:'note', text:'Hi', x:1, y:0, z:0, rotation:0}"));
    assertThat(bob.at("board", "s1").get("sectors")).isEqualTo(json("{a:[1,2,3]}").get("a"));

    bob.does("board", "{n1:null, never:null, s1:{sectors:null}}");

    assertThat(ann.at("board").keys()).containsExactly("s1");
    assertThat(ann.at("board", "s1").has("sectors")).isFalse();
  }

  @Test
  void T4_a_patch_on_several_objects_is_done_whole_or_not_at_all() {
    ann.does("board", "{t1:{type:'token'}, t2:{type:'token'}}");

    ann.refused(Code.NOT_FOUND, "board", "{t1:{x:5}, gone:{x:5}}");
    ann.refused(Code.BAD_REQUEST, "board", "{t1:{x:5}, t2:7}");
    ann.does("board", "{t1:{x:5}, t2:null}");
  }

  @Test
  void T4_what_the_table_cannot_hold_is_refused_with_a_reason() {
    ann.does("board", "{t1:{type:'token', x:1}}");
    String longId = "i".repeat(65);

    ann.refused(Code.BAD_REQUEST, "board", "{'':{type:'token'}}");
    ann.refused(Code.BAD_REQUEST, "board", "{" + longId + ":{type:'token'}}");
    ann.refused(Code.BAD_REQUEST, "board", "{t1:[1]}");
    ann.refused(Code.BAD_REQUEST, "board", "{t1:{x:'far'}}");
    ann.refused(Code.BAD_REQUEST, "board", "{t1:{x:null}}");
    ann.refused(Code.BAD_REQUEST, "board", "{t1:{type:null}}");
    ann.refused(Code.BAD_REQUEST, "board", "{t2:{type:7}}");
    assertThat(ann.refused(Code.BAD_REQUEST, "board", "{t1:{list:[1,null]}}"))
        .isEqualTo("an array can't hold null");
    assertThat(ann.refused(Code.NOT_FOUND, "board", "{t2:{x:1}}"))
        .isEqualTo("there is no object \"t2\" on the table; a new one needs a type");
    ann.refused(Code.UNKNOWN_COMMAND, "board.wipe", "{}");
  }

  @Test
  void T4_a_table_holds_5000_objects_and_no_more() {
    JsonObject many = JsonObject.EMPTY;
    for (int i = 0; i < 5_000; i++) {
      many = many.with("t" + i, json("{type:'token'}"));
    }
    ann.send("board", many);
    assertThat(bob.at("board").size()).isEqualTo(5_000);

    ann.refused(Code.TOO_LARGE, "board", "{more:{type:'token'}}");
    ann.does("deck.create", "{deckId:'d1', cards:['SA']}");
    ann.refused(Code.TOO_LARGE, "deck.draw", "{deckId:'d1', to:{x:1, y:1}}");
    ann.does("deck.draw", "{deckId:'d1', to:'tray'}");
    String cardId = ann.me().object("tray").keys().getFirst();
    ann.refused(Code.TOO_LARGE, "tray.play", "{cardId:'" + cardId + "', x:1, y:1}");
    ann.does("board", "{t1:null, more:{type:'token'}}");
  }

  @Test
  void T6_a_new_card_must_lie_face_up() {
    assertThat(
            ann.refused(Code.BAD_REQUEST, "board", "{c1:{type:'card', faceUp:false, face:'SA'}}"))
        .contains("card.flip");
    ann.refused(Code.BAD_REQUEST, "board", "{c1:{type:'card', face:'SA'}}");
    ann.refused(Code.BAD_REQUEST, "board", "{c1:{type:'card', faceUp:true}}");
    ann.refused(Code.BAD_REQUEST, "board", "{c1:{type:'card', faceUp:true, face:''}}");
    ann.refused(Code.BAD_REQUEST, "board", "{c1:{type:'card', faceUp:true, face:'SA', back:3}}");
    ann.does("board", "{t1:{type:'token', face:'SA'}}");
    ann.refused(Code.BAD_REQUEST, "board", "{t1:{type:'card'}}");

    ann.does(
        "board",
        "{c1:{type:'card', faceUp:true, face:'SA', back:'red'}, t1:{type:'card', faceUp:true}}");

    assertThat(bob.at("board", "c1").text("face")).isEqualTo("SA");
    ann.does("card.flip", "{objectId:'c1'}");
    assertThat(bob.at("board", "c1").has("face")).isFalse();
  }

  @Test
  void T6_face_and_side_of_a_card_change_by_flipping_alone() {
    String down = lay(false);
    String up = lay(true);

    for (String patch : new String[] {"face:'SA'", "faceUp:true", "type:'token'", "type:null"}) {
      assertThat(bob.refused(Code.FORBIDDEN, "board", "{" + down + ":{" + patch + "}}"))
          .contains("use card.flip");
    }
    for (String patch : new String[] {"face:'SA'", "face:null", "faceUp:false", "type:'note'"}) {
      bob.refused(Code.FORBIDDEN, "board", "{" + up + ":{" + patch + "}}");
    }
    bob.does("board", "{" + down + ":{x:7, stack:'p1', faceUp:false, type:'card', face:null}}");
    bob.does("board", "{" + up + ":{x:7, faceUp:true, face:'H10'}}");
    assertThat(ann.at("board", down).text("stack")).isEqualTo("p1");
  }

  @Test
  void T6_flipping_shows_the_face_to_all_and_hides_it_again() {
    String id = lay(false);
    assertThat(bob.at("board", id))
        .isEqualTo(json("{type:'card', x:10, y:20, z:1, rotation:0, faceUp:false}"));
    assertThat(room.server("table", "faces").text(id)).isEqualTo("SA");
    ann.watch();

    assertThat(bob.does("card.flip", "{objectId:'" + id + "'}").durable()).isTrue();

    assertThat(Unlogged.of(ann.patches()))
        .isEqualTo(json("{all:{board:{" + id + ":{faceUp:true, face:'SA'}}}}"));
    assertThat(room.server("table", "faces").isEmpty()).isTrue();

    bob.does("card.flip", "{objectId:'" + id + "'}");

    assertThat(Unlogged.of(ann.patches()))
        .isEqualTo(json("{all:{board:{" + id + ":{faceUp:false, face:null}}}}"));
    assertThat(room.server("table", "faces").text(id)).isEqualTo("SA");
    bob.refused(Code.NOT_FOUND, "card.flip", "{objectId:'gone'}");
    bob.refused(Code.BAD_REQUEST, "card.flip", "{objectId:7}");
    bob.does("board", "{t1:{type:'token'}}");
    bob.refused(Code.BAD_REQUEST, "card.flip", "{objectId:'t1'}");
  }

  @Test
  void T6_a_card_that_is_taken_away_leaves_no_face_behind() {
    String id = lay(false);

    bob.does("board", "{" + id + ":null}");

    assertThat(room.server("table", "faces").isEmpty()).isTrue();
  }

  @Test
  void T10_a_die_is_rolled_by_the_rooms_dice_and_every_roll_is_seen() {
    ann.does(
        "board", "{d6:{type:'die', sides:6, value:6}, d:{type:'die'}, odd:{type:'die', sides:1}}");
    TreeSet<Double> values = new TreeSet<>();
    for (int roll = 1; roll <= 200; roll++) {
      ann.watch();
      assertThat(bob.does("die.roll", "{objectId:'d6'}").durable()).isTrue();
      assertThat(ann.patches().isEmpty()).isFalse();
      values.add(ann.at("board", "d6").number("value", 0));
      assertThat(ann.at("board", "d6").number("rolls", 0)).isEqualTo(roll);
    }
    assertThat(values).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
    ann.does("die.roll", "{objectId:'d'}");
    ann.refused(Code.BAD_REQUEST, "die.roll", "{objectId:'odd'}");
    ann.refused(Code.NOT_FOUND, "die.roll", "{objectId:'gone'}");
    ann.refused(Code.BAD_REQUEST, "die.roll", "{objectId:'" + lay(true) + "'}");
  }

  @Test
  void T7_dragging_one_of_500_objects_sends_where_it_is_and_by_whom() {
    JsonObject many = JsonObject.EMPTY;
    for (int i = 0; i < 500; i++) {
      many = many.with("t" + i, json("{type:'token', x:1, y:1}"));
    }
    ann.send("board", many);
    long version = room.room().version();
    bob.watch();

    assertThat(ann.does("drag", "{objectId:'t17', x:120, y:33.5}").durable()).isFalse();

    assertThat(bob.live()).isEqualTo(json("{all:{board:{t17:{x:120, y:33.5, by:'ann'}}}}"));
    assertThat(bob.patches().keys()).containsExactly("live:all");
    assertThat(room.room().version()).isEqualTo(version);
    assertThat(bob.at("board", "t17").number("x", 0)).isEqualTo(120);
    bob.watch();
    ann.does("drag", "{objectId:'t17', x:121, y:33.5}");
    assertThat(bob.live()).isEqualTo(json("{all:{board:{t17:{x:121}}}}"));
  }

  @Test
  void T7_a_stack_is_dragged_at_once_and_let_go_of() {
    ann.does("board", "{t1:{type:'token'}, t2:{type:'token'}}");
    bob.watch();

    ann.does("drag", "{objects:{t1:{x:1, y:2, z:9}, t2:{rotation:45}}}");

    assertThat(bob.live())
        .isEqualTo(json("{all:{board:{t1:{x:1,y:2,z:9,by:'ann'}, t2:{rotation:45,by:'ann'}}}}"));
    bob.watch();

    ann.does("drag", "{objects:{t1:null}}");
    assertThat(bob.live()).isEqualTo(json("{all:{board:{t1:null}}}"));
    ann.does("drag", "{objectId:'t2', end:true}");
    assertThat(bob.live()).isEqualTo(json("{all:{board:null}}"));
  }

  @Test
  void T7_a_drop_ends_the_drag_whoever_dragged_and_wherever_it_is_dropped() {
    ann.does("board", "{t1:{type:'token', x:1, y:1}}");
    ann.does("drag", "{objectId:'t1', x:5, y:6}");
    bob.watch();

    ann.does("board", "{t1:{x:7, y:1}}");

    assertThat(bob.live()).isEqualTo(json("{all:{board:null}}"));
    ann.does("drag", "{objectId:'t1', x:5}");
    bob.does("board", "{t1:{x:7}}");
    assertThat(bob.live()).isEqualTo(json("{all:{board:null}}"));
    bob.watch();
    bob.does("board", "{t1:{x:8}}");
    assertThat(bob.live().isEmpty()).isTrue();
  }

  @Test
  void T7_a_drag_of_nothing_or_of_too_much_is_refused() {
    ann.does("board", "{t1:{type:'token'}}");
    JsonObject many = JsonObject.EMPTY;
    for (int i = 0; i < 65; i++) {
      many = many.with("t" + i, json("{x:1}"));
    }

    ann.refused(Code.NOT_FOUND, "drag", "{objectId:'gone', x:1, y:1}");
    ann.refused(Code.NOT_FOUND, "drag", "{objects:{t1:{x:1}, gone:{x:1}}}");
    ann.refused(Code.BAD_REQUEST, "drag", "{objectId:'t1'}");
    ann.refused(Code.BAD_REQUEST, "drag", "{x:1, y:1}");
    ann.refused(Code.BAD_REQUEST, "drag", "{objectId:'t1', x:'1'}");
    ann.refused(Code.BAD_REQUEST, "drag", "{objects:{}}");
    ann.refused(Code.BAD_REQUEST, "drag", "{objects:{t1:5}}");
    ann.refused(
        Code.TOO_LARGE, "drag", JsonObject.of("objects", many).toString().replace('"', '\''));
  }

  @Test
  void T2_a_message_reaches_everybody_in_the_room_and_is_no_state() {
    assertThat(ann.does("message", "{text:'Hello', list:[1]}").durable()).isFalse();

    assertThat(bob.events).hasSize(1);
    assertThat(bob.events.getFirst().from()).isEqualTo("ann");
    assertThat(bob.events.getFirst().type()).isEqualTo("message");
    assertThat(bob.events.getFirst().payload()).isEqualTo(json("{text:'Hello', list:[1]}"));
    assertThat(ann.events).hasSize(1);
    assertThat(bob.view().toString()).doesNotContain("Hello");
    ann.refused(Code.BAD_REQUEST, "message", "{}");
    ann.refused(Code.TOO_LARGE, "message", "{text:'" + "x".repeat(4_096) + "'}");
    assertThat(bob.events).hasSize(1);
  }
}
