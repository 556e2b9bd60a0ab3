package dev.roomkeeper.kinds.space;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** S6: the server decides every step. */
final class WalkingTest {
  /**
   * A table of 2 x 2 at (5, 3), walls around it at some distance, and a rug that is no obstacle.
   */
  private final TestRoom room =
      new TestRoom(
          new Space(),
          "{width:10, height:8, spawn:{x:2,y:2}, walls:['##########', '#', '#', '#'],"
              + "elements:{t1:{elementId:'table', x:5, y:3, width:2, height:2, static:true},"
              + "rug:{elementId:'rug', x:2, y:2, width:4, height:4, static:false}}}",
          1);

  private final TestClient ann = room.join("ann");

  private static void assertAt(TestClient client, int x, int y) {
    assertThat(client.at("walkers", client.memberId)).isEqualTo(place(x, y));
  }

  private static JsonObject place(int x, int y) {
    return JsonObject.EMPTY.with("x", (long) x).with("y", (long) y);
  }

  private static void walk(TestClient client, String... places) {
    for (String place : places) {
      client.does("move", "{" + place + "}");
    }
  }

  @Test
  void S6_a_step_goes_to_the_next_block_on_one_axis_and_only_that_travels() {
    TestClient bob = room.join("bob");
    assertAt(ann, 2, 2);
    bob.watch();

    Answer.Ack ack = ann.does("move", "{x:3, y:2}");

    assertThat(ack.durable()).isFalse();
    assertAt(ann, 3, 2);
    assertThat(bob.patches()).isEqualTo(json("{'cell:0,0':{walkers:{ann:{x:3}}}}"));
  }

  @Test
  void S6_whatever_is_no_such_step_is_refused_and_moves_nobody() {
    assertThat(ann.refused(Code.BAD_REQUEST, "move", "{x:3, y:3}"))
        .isEqualTo("a step goes to the next block on one axis; you stand at (2, 2)");
    ann.refused(Code.BAD_REQUEST, "move", "{x:2, y:2}");
    ann.refused(Code.BAD_REQUEST, "move", "{x:4, y:2}");
    ann.refused(Code.BAD_REQUEST, "move", "{x:2, y:4}");
    ann.refused(Code.BAD_REQUEST, "move", "{x:2.5, y:2}");
    ann.refused(Code.BAD_REQUEST, "move", "{x:'3', y:2}");
    ann.refused(Code.BAD_REQUEST, "move", "{x:3}");
    ann.refused(Code.BAD_REQUEST, "move", "{x:1000000, y:1000000}");
    ann.refused(Code.BAD_REQUEST, "move", "{x:-1000000, y:-1000000}");
    ann.refused(Code.BAD_REQUEST, "move", "{x:1e300, y:2}");
    assertAt(ann, 2, 2);
  }

  @Test
  void S6_nobody_walks_through_walls() {
    walk(ann, "x:2,y:1");

    assertThat(ann.refused(Code.CONFLICT, "move", "{x:2, y:0}"))
        .isEqualTo("there is a wall at (2, 0)");
    walk(ann, "x:1,y:1");
    ann.refused(Code.CONFLICT, "move", "{x:0, y:1}");
    walk(ann, "x:1,y:2", "x:1,y:3", "x:1,y:4", "x:0,y:4"); // the wall ends there
  }

  @Test
  void S6_nobody_walks_into_a_static_element_on_any_of_its_blocks() {
    walk(ann, "x:3,y:2", "x:4,y:2", "x:5,y:2");
    assertThat(ann.refused(Code.CONFLICT, "move", "{x:5, y:3}"))
        .isEqualTo("something stands at (5, 3)");
    walk(ann, "x:6,y:2");
    ann.refused(Code.CONFLICT, "move", "{x:6, y:3}");
    walk(ann, "x:7,y:2", "x:7,y:3");
    ann.refused(Code.CONFLICT, "move", "{x:6, y:3}");
    walk(ann, "x:7,y:4");
    ann.refused(Code.CONFLICT, "move", "{x:6, y:4}");
    walk(ann, "x:7,y:5", "x:6,y:5");
    ann.refused(Code.CONFLICT, "move", "{x:6, y:4}");
    walk(ann, "x:5,y:5", "x:4,y:5", "x:4,y:4");
    ann.refused(Code.CONFLICT, "move", "{x:5, y:4}");
  }

  @Test
  void S6_nobody_leaves_the_map() {
    TestRoom tiny = new TestRoom(new Space(), "{width:2, height:1, spawn:{x:0,y:0}}", 1);
    TestClient eve = tiny.join("eve");

    for (String outside : List.of("{x:-1,y:0}", "{x:0,y:-1}", "{x:0,y:1}")) {
      assertThat(eve.refused(Code.CONFLICT, "move", outside)).endsWith("is outside of the map");
    }
    walk(eve, "x:1,y:0");
    eve.refused(Code.CONFLICT, "move", "{x:2,y:0}");
  }

  @Test
  void S6_walkers_do_not_block_each_other() {
    TestClient bob = room.join("bob");
    assertAt(bob, 1, 1);
    walk(bob, "x:2,y:1");

    walk(ann, "x:2,y:1", "x:3,y:1");
    assertAt(ann, 3, 1);
    assertAt(bob, 2, 1);
  }

  @Test
  void S6_a_step_in_anothers_name_moves_nobody() {
    TestClient bob = room.join("bob");
    JsonObject before = bob.at("walkers", "bob");

    for (String key : List.of("from", "memberId", "userId")) {
      ann.refused(Code.FORBIDDEN, "move", "{x:2, y:3, " + key + ":'bob'}");
    }
    ann.does("move", "{x:2, y:3, userId:'ann'}");

    assertAt(ann, 2, 3);
    assertThat(bob.at("walkers", "bob")).isEqualTo(before);
  }

  @Test
  void S6_of_a_thousand_steps_in_a_second_those_are_refused_that_are_too_many() {
    List<Answer> answers = ann.sendEvery(1, "move", toAndFro(1_000, 2));

    assertThat(answers.stream().filter(answer -> answer instanceof Answer.Ack).count())
        .isBetween(14L, 16L); // ten, and those at once
    assertThat(answers)
        .contains(new Answer.Reject(11, Code.RATE_LIMITED, "at most ten steps a second"));
    // P15: that it was too fast is no outcome, and a flood of such writes nothing.
    assertThat(
            room.layers()
                .object(Layers.ENGINE)
                .object(List.of("sessions", "ann", "outcomes"))
                .toString())
        .contains("BAD_REQUEST")
        .doesNotContain("RATE_LIMITED");
  }

  @Test
  void S6_a_burst_of_five_steps_is_fine_from_every_block_and_one_of_seven_is_not() {
    for (int y = 2; y < 4; y++) {
      List<Answer> answers = ann.sendEvery(0, "move", toAndFro(7, y));
      assertThat(answers.subList(0, 5)).allMatch(answer -> answer instanceof Answer.Ack);
      assertThat(answers.getLast()).isInstanceOf(Answer.Reject.class);
      room.pass(10_000);
      if (ann.at("walkers", "ann").number("x", 0) == 3) {
        walk(ann, "x:2,y:" + y);
      }
      walk(ann, "x:2,y:" + (y + 1));
      room.pass(10_000);
    }
  }

  @Test
  void S6_ten_steps_a_second_can_be_kept_up() {
    assertThat(ann.sendEvery(100, "move", toAndFro(200, 2)))
        .hasSize(200)
        .allMatch(answer -> answer instanceof Answer.Ack);
  }

  @Test
  void S6_when_the_clock_goes_back_an_hour_nobody_stands_still_for_it() {
    ann.sendEvery(0, "move", toAndFro(6, 2));

    TestRoom before = room.openedAfter(-3_600_000);
    TestClient again = before.join("ann");
    int x = (int) again.at("walkers", "ann").number("x", 0);
    again.does("move", "{x:" + (x == 2 ? 3 : 2) + ", y:2}");

    again.does("move", "{x:" + x + ", y:2}");
    assertThat(again.sendEvery(1, "move", toAndFro(40, 2)).getLast())
        .as("and nobody runs")
        .isInstanceOf(Answer.Reject.class);
  }

  private static List<JsonObject> toAndFro(int steps, int y) {
    List<JsonObject> places = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      places.add(place(i % 2 == 0 ? 3 : 2, y));
    }
    return places;
  }
}
