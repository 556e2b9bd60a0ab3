package dev.roomkeeper.kinds.space;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import org.junit.jupiter.api.Test;

/** What is placed and removed while people are there, in the name of a user who may. */
final class EditingTest {
  private static final String CHAIR = "elementId:'chair', width:1, height:1, static:true";

  private final TestRoom room =
      new TestRoom(new Space(), "{width:40, height:40, spawn:{x:20,y:20}}", 1);
  private final TestClient ann = room.join("ann");

  private void edits(String type, String payload) {
    assertThat(room.edit("ann", type, json(payload))).isInstanceOf(Answer.Ack.class);
  }

  private String refused(Code code, String type, String payload) {
    Layers before = room.layers();
    Answer answer = room.edit("ann", type, json(payload));
    assertThat(answer).isInstanceOf(Answer.Reject.class);
    assertThat(((Answer.Reject) answer).code()).isEqualTo(code);
    assertThat(room.layers()).isEqualTo(before);
    return ((Answer.Reject) answer).message();
  }

  @Test
  void S9_what_is_placed_is_seen_by_all_and_in_the_way_at_once() {
    assertThat(room.edit("ann", "place", json("{id:'c1', x:21, y:20, " + CHAIR + "}")))
        .isInstanceOf(Answer.Ack.class)
        .matches(answer -> ((Answer.Ack) answer).durable());

    assertThat(ann.at("elements", "c1")).isEqualTo(json("{x:21, y:20, " + CHAIR + "}"));
    ann.refused(Code.CONFLICT, "move", "{x:21, y:20}");
    edits("remove", "{id:'c1'}");
    assertThat(ann.at("elements").isEmpty()).isTrue();
    ann.does("move", "{x:21, y:20}");
  }

  @Test
  void S9_where_two_overlap_the_other_stays_in_the_way() {
    edits("place", "{id:'big', elementId:'b', x:14, y:18, width:4, height:4, static:true}");
    edits("place", "{id:'c1', x:16, y:20, " + CHAIR + "}");
    edits("remove", "{id:'c1'}");
    Walk.to(ann, 18, 20);

    ann.refused(Code.CONFLICT, "move", "{x:17, y:20}");
    edits("remove", "{id:'big'}");
    assertThat(room.server("furniture").isEmpty()).isTrue();
    Walk.to(ann, 12, 20);
  }

  @Test
  void S9_what_is_arranged_stands_elsewhere_and_its_table_stays() {
    edits(
        "place",
        "{id:'t', elementId:'t', x:21, y:20, width:2, height:1, static:true, use:'cardtable'}");
    edits("table", "{id:'t', roomId:'r1'}");
    edits("arrange", "{id:'t', x:22, y:20, mirrored:true}");

    assertThat(ann.at("elements", "t"))
        .isEqualTo(
            json(
                "{elementId:'t', x:22, y:20, width:2, height:1, static:true, use:'cardtable',"
                    + " table:'r1', mirrored:true}"));
    // It is in the way where it stands now, also where it stood before, and nowhere else.
    ann.does("move", "{x:21, y:20}");
    ann.refused(Code.CONFLICT, "move", "{x:22, y:20}");
    edits("arrange", "{id:'t', x:0, y:0}");
    assertThat(ann.at("elements", "t").has("mirrored")).isFalse();
    ann.does("move", "{x:22, y:20}");
    edits("remove", "{id:'t'}");
    assertThat(room.server("furniture").isEmpty()).isTrue();

    refused(Code.NOT_FOUND, "arrange", "{id:'t', x:1, y:1}");
    edits("place", "{id:'c1', x:1, y:1, " + CHAIR + "}");
    refused(Code.BAD_REQUEST, "arrange", "{id:'c1', x:41, y:0}");
  }

  @Test
  void S9_who_stands_where_something_is_placed_can_walk_out_and_not_in_again() {
    edits("place", "{id:'big', elementId:'b', x:18, y:18, width:5, height:5, static:true}");

    Walk.to(ann, 23, 20);
    ann.refused(Code.CONFLICT, "move", "{x:22, y:20}");
  }

  @Test
  void S9_what_is_not_static_is_in_nobodys_way() {
    edits("place", "{id:'rug', elementId:'rug', x:21, y:20, width:3, height:3, static:false}");
    Walk.to(ann, 23, 20);
  }

  @Test
  void S9_an_element_may_reach_over_the_edge_but_not_begin_beyond_it() {
    edits("place", "{id:'edge', elementId:'b', x:38, y:38, width:10, height:10, static:true}");
    edits("place", "{id:'corner', elementId:'b', x:40, y:40, width:1, height:1, static:true}");

    assertThat(refused(Code.BAD_REQUEST, "place", "{id:'c', x:41, y:0, " + CHAIR + "}"))
        .isEqualTo("an element is placed from (0, 0) to (40, 40), not at (41, 0)");
    refused(Code.BAD_REQUEST, "place", "{id:'c', x:-1, y:0, " + CHAIR + "}");
    refused(Code.BAD_REQUEST, "place", "{id:'c', x:0, y:10000, " + CHAIR + "}");
    Walk.to(ann, 37, 39);
    ann.refused(Code.CONFLICT, "move", "{x:38, y:39}");
  }

  @Test
  void S9_edits_that_cannot_be_done_are_refused_with_a_reason() {
    edits("place", "{id:'c1', x:1, y:1, " + CHAIR + "}");

    assertThat(refused(Code.CONFLICT, "place", "{id:'c1', x:2, y:1, " + CHAIR + "}"))
        .isEqualTo("an element \"c1\" is there already");
    assertThat(refused(Code.NOT_FOUND, "remove", "{id:'c2'}"))
        .isEqualTo("there is no element \"c2\"");
    refused(Code.BAD_REQUEST, "remove", "{}");
    refused(Code.BAD_REQUEST, "place", "{id:'" + "i".repeat(65) + "', x:1, y:1, " + CHAIR + "}");
    refused(
        Code.BAD_REQUEST,
        "place",
        "{id:'c2', elementId:'b', x:1, y:1, width:0, height:1, static:true}");
    refused(
        Code.BAD_REQUEST,
        "place",
        "{id:'c2', elementId:'b', x:1, y:1, width:1, height:101, static:true}");
    refused(
        Code.BAD_REQUEST,
        "place",
        "{id:'c2', elementId:'b', x:1, y:1, width:1, height:1, static:'yes'}");
    refused(Code.BAD_REQUEST, "place", "{id:'c2', x:1, y:1, width:1, height:1}");
    assertThat(refused(Code.UNKNOWN_COMMAND, "paint", "{id:'c1'}"))
        .isEqualTo(
            "a space knows no edit \"paint\"; it knows place, arrange, remove, table, settings");
    assertThat(refused(Code.UNKNOWN_COMMAND, "paint", "{}")).contains("paint");
  }

  @Test
  void S9_a_space_holds_two_thousand_elements() {
    StringBuilder elements = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      elements.append("e%d:{x:%d, y:1, %s},".formatted(i, i % 40, CHAIR));
    }
    TestRoom full =
        new TestRoom(new Space(), "{width:40, height:40, elements:{" + elements + "}}", 1);
    full.join("ann");

    assertThat(full.edit("ann", "place", json("{id:'more', x:1, y:1, " + CHAIR + "}")))
        .isEqualTo(new Answer.Reject(0, Code.TOO_LARGE, "a space holds at most 2000 elements"));
    full.edit("ann", "remove", json("{id:'e7'}"));
    assertThat(full.edit("ann", "place", json("{id:'more', x:1, y:1, " + CHAIR + "}")))
        .isInstanceOf(Answer.Ack.class);
  }

  @Test
  void S9_a_table_is_opened_once_by_someone_who_stands_by_it() {
    edits(
        "place",
        "{id:'t1', elementId:'b', x:24, y:20, width:2, height:2, static:true, use:'cardtable'}");
    edits("place", "{id:'c1', x:22, y:20, " + CHAIR + "}");
    String reason = "only who stands within 2 blocks of \"t1\" may open a room there";

    assertThat(refused(Code.CONFLICT, "table", "{id:'t1', roomId:'r2'}")).isEqualTo(reason);
    Walk.to(ann, 21, 18);
    Walk.to(ann, 22, 18);
    assertThat(room.edit("bob", "table", json("{id:'t1', roomId:'r2'}")))
        .isEqualTo(new Answer.Reject(0, Code.CONFLICT, reason));
    edits("table", "{id:'t1', roomId:'r2'}");

    assertThat(ann.at("elements", "t1").text("table")).isEqualTo("r2");
    assertThat(refused(Code.CONFLICT, "table", "{id:'t1', roomId:'r3'}"))
        .isEqualTo("a room was opened at \"t1\" already");
    assertThat(refused(Code.CONFLICT, "table", "{id:'c1', roomId:'r3'}"))
        .isEqualTo("\"c1\" is nothing to play at");
    refused(Code.NOT_FOUND, "table", "{id:'nothing', roomId:'r3'}");
    refused(Code.BAD_REQUEST, "table", "{id:'t1'}");
  }

  @Test
  void S9_nobody_who_is_away_opens_a_table() {
    edits(
        "place",
        "{id:'t1', elementId:'b', x:21, y:20, width:2, height:2, static:true, use:'cardtable'}");
    TestClient bob = room.join("bob");
    room.drop(ann);
    assertThat(refused(Code.CONFLICT, "table", "{id:'t1', roomId:'r2'}")).contains("stands");
    assertThat(bob.at("elements", "t1").has("table")).isFalse();
  }
}
