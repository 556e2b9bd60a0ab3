package dev.roomkeeper.kinds.space;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** S8: who stands near enough to see and hear each other. */
final class NeighboursTest {
  private final TestRoom room = new TestRoom(new Space(), "{width:100, height:100}", 1);

  /** Someone who joined and walked, along the row first, to this place. */
  private TestClient standing(String memberId, int x, int y) {
    TestClient client = room.join(memberId);
    Walk.to(client, x, y);
    return client;
  }

  private static List<String> near(TestClient client) {
    return client.at("near").keys();
  }

  @Test
  void S8_two_come_together_at_three_blocks_and_part_beyond_five() {
    TestClient ann = standing("ann", 50, 50);
    TestClient bob = standing("bob", 60, 52);
    List<Integer> together = new ArrayList<>();
    for (int x = 59; x >= 50; x--) {
      Walk.to(bob, x, 52);
      if (near(ann).contains("bob")) {
        together.add(x);
      }
      assertThat(near(bob).contains("ann")).isEqualTo(near(ann).contains("bob"));
    }
    assertThat(together).containsExactly(53, 52, 51, 50);
    for (int x = 51; x <= 60; x++) {
      Walk.to(bob, x, 52);
      if (near(ann).contains("bob")) {
        together.add(x);
      }
      assertThat(near(bob).contains("ann")).isEqualTo(near(ann).contains("bob"));
    }
    assertThat(together).containsExactly(53, 52, 51, 50, 51, 52, 53, 54, 55);
  }

  @Test
  void S8_nobody_flickers_who_walks_to_and_fro_at_the_edge() {
    TestClient ann = standing("ann", 50, 50);
    TestClient bob = standing("bob", 53, 53);
    assertThat(near(ann)).containsExactly("bob");
    ann.watch();
    for (int i = 0; i < 5; i++) {
      Walk.to(bob, 54, 53);
      assertThat(ann.patches().has("member:ann")).isFalse();
      Walk.to(bob, 53, 53);
      assertThat(ann.patches().has("member:ann")).isFalse();
    }
    assertThat(near(bob)).containsExactly("ann");
  }

  @Test
  void S8_a_diagonal_counts_as_one() {
    TestClient ann = standing("ann", 50, 50);
    standing("bob", 53, 53);
    Walk.to(standing("cat", 56, 50), 54, 50);

    assertThat(near(ann)).containsExactly("bob");
  }

  @Test
  void S8_eight_at_most_and_a_nearer_one_takes_the_place_of_the_farthest() {
    TestClient ann = standing("ann", 50, 50);
    List<TestClient> others = new ArrayList<>();
    // Eight around Ann who are too far from each other's far side to all be together.
    int[][] places = {
      {47, 47}, {50, 47}, {53, 47}, {47, 50}, {53, 50}, {47, 53}, {50, 53}, {53, 53}
    };
    for (int i = 0; i < places.length; i++) {
      others.add(standing("m" + i, places[i][0], places[i][1]));
    }
    assertThat(near(ann)).hasSize(8);

    TestClient ben = standing("ben", 50, 45);
    Walk.to(ben, 50, 46);
    assertThat(near(ann)).hasSize(8).doesNotContain("ben");
    Walk.to(ben, 50, 48);
    assertThat(near(ann)).hasSize(8).contains("ben");

    String displaced =
        others.stream()
            .map(other -> other.memberId)
            .filter(id -> !near(ann).contains(id))
            .findFirst()
            .orElseThrow();
    assertThat(near(others.get(Integer.parseInt(displaced.substring(1))))).doesNotContain("ann");

    // The place that gets free is the displaced one's again.
    Walk.to(ben, 50, 44);
    assertThat(near(ann)).hasSize(8).contains(displaced).doesNotContain("ben");
  }

  @Test
  void S8_a_place_that_gets_free_is_taken_at_once() {
    TestClient ann = standing("ann", 50, 50);
    List<TestClient> others = new ArrayList<>();
    int[][] places = {
      {47, 47}, {50, 47}, {53, 47}, {47, 50}, {53, 50}, {47, 53}, {50, 53}, {53, 53}, {48, 53}
    };
    for (int i = 0; i < places.length; i++) {
      others.add(standing("m" + i, places[i][0], places[i][1]));
    }
    assertThat(near(ann)).hasSize(8);
    TestClient one = others.get(Integer.parseInt(near(ann).getFirst().substring(1)));
    room.drop(one);
    assertThat(near(ann)).hasSize(8).doesNotContain(one.memberId);
  }

  @Test
  void S8_a_signal_reaches_the_neighbour_it_names_and_nobody_else() {
    TestClient ann = standing("ann", 50, 50);
    TestClient bob = standing("bob", 51, 50);
    TestClient cat = standing("cat", 50, 51);

    ann.does("signal", "{to:'bob', data:{sdp:'offer', mid:null, line:[1, 2]}}");

    assertThat(bob.events)
        .containsExactly(
            new Event(
                Layers.member("bob"),
                "signal",
                "ann",
                json("{data:{sdp:'offer', mid:null, line:[1, 2]}}"),
                false));
    assertThat(cat.events).isEmpty();
    assertThat(ann.events).isEmpty();
  }

  @Test
  void S8_signals_to_those_who_are_far_or_nobody_or_large_are_refused() {
    TestClient ann = standing("ann", 50, 50);
    TestClient bob = standing("bob", 60, 50);

    assertThat(ann.refused(Code.FORBIDDEN, "signal", "{to:'bob', data:{}}"))
        .isEqualTo("\"bob\" is not near you");
    ann.refused(Code.FORBIDDEN, "signal", "{to:'nobody', data:{}}");
    ann.refused(Code.FORBIDDEN, "signal", "{to:'ann', data:{}}");
    Walk.to(bob, 51, 50);
    ann.refused(Code.TOO_LARGE, "signal", "{to:'bob', data:{sdp:'" + "x".repeat(16 << 10) + "'}}");
    ann.refused(Code.BAD_REQUEST, "signal", "{to:'bob', data:'offer'}");
    ann.refused(Code.BAD_REQUEST, "signal", "{to:'bob'}");
    ann.refused(Code.BAD_REQUEST, "signal", "{data:{}}");
    assertThat(bob.events).isEmpty();
  }

  @Test
  void S8_a_bubble_message_is_heard_by_the_neighbours_and_the_speaker() {
    TestClient ann = standing("ann", 50, 50);
    TestClient bob = standing("bob", 52, 50);
    TestClient far = standing("far", 70, 50);

    ann.does("bubble-message", "{message:'psst'}");

    assertThat(far.events).isEmpty();
    assertThat(ann.events).hasSize(1);
    assertThat(bob.events).hasSize(1);
    Event heard = bob.events.getFirst();
    JsonObject payload = heard.payload();
    assertThat(heard.type()).isEqualTo("bubble-message");
    assertThat(heard.from()).isEqualTo("ann");
    assertThat(payload.keys()).containsExactly("at", "id", "message", "name");
    assertThat(payload.text("message")).isEqualTo("psst");
    assertThat(payload.text("name")).isEqualTo("ann");
    assertThat(ann.events.getFirst().payload()).isEqualTo(payload);
  }

  @Test
  void S8_who_goes_offline_is_nobodys_neighbour() {
    TestClient ann = standing("ann", 50, 50);
    TestClient bob = standing("bob", 51, 50);
    assertThat(near(bob)).containsExactly("ann");

    room.drop(ann);

    assertThat(near(bob)).isEmpty();
    bob.refused(Code.FORBIDDEN, "signal", "{to:'ann', data:{}}");
    assertThat(near(room.join("ann"))).containsExactly("bob");
    assertThat(near(bob)).containsExactly("ann");
  }
}
