package dev.roomkeeper.kinds.space;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** S6: from cell to cell: what a walker gains and loses, and what others see of it. */
final class CrossingTest {
  /** Newcomers stand in the cell (4, 4), at its left edge. */
  private final TestRoom room =
      new TestRoom(new Space(), "{width:160, height:160, spawn:{x:64, y:70}}", 1);

  private final TestClient ann = room.join("ann");

  private static List<String> cells(int left, int top, int right, int bottom) {
    return Cell.between(left, top, right, bottom).stream().map(Cell::layer).sorted().toList();
  }

  private static List<String> held(TestClient client) {
    return client.layersHeld().stream().filter(Cell::isLayer).toList();
  }

  @Test
  void P7_a_walker_is_gone_from_one_cell_and_in_the_next_within_one_patch() {
    TestClient bob = room.join("bob");
    assertThat(Walk.at(room.join("cat")).x()).as("who stays in the cell").isEqualTo(64);
    bob.watch();

    Walk.to(ann, 63, 70);

    assertThat(bob.patches())
        .isEqualTo(
            json("{'cell:4,4':{walkers:{ann:null}}, 'cell:3,4':{walkers:{ann:{x:63, y:70}}}}"));
    assertThat(bob.at("walkers", "ann")).isEqualTo(json("{x:63, y:70}"));
  }

  @Test
  void P7_a_cell_that_the_last_walker_leaves_is_no_layer_any_more() {
    Walk.to(ann, 63, 70);
    assertThat(ann.patches().object("cell:4,4")).isEqualTo(json("{walkers:null}"));
    assertThat(room.layers().root().has("cell:4,4")).isFalse();
    assertThat(ann.at("walkers").keys()).containsExactly("ann");
  }

  @Test
  void P7_who_walks_on_gains_the_cells_ahead_and_loses_those_behind() {
    TestClient ahead = room.join("ahead");
    TestClient behind = room.join("behind");
    Walk.to(ahead, 40, 70);
    Walk.to(behind, 94, 70);
    assertThat(held(ann)).isEqualTo(cells(3, 3, 5, 5));
    assertThat(ann.at("walkers").keys()).containsExactly("ann", "behind");

    Walk.to(ann, 62, 70); // over the border, but not by more than the slack
    assertThat(held(ann)).isEqualTo(cells(3, 3, 5, 5));
    Walk.to(ann, 61, 70);

    assertThat(held(ann)).isEqualTo(cells(2, 3, 4, 5));
    assertThat(ann.at("walkers").keys()).containsExactly("ahead", "ann");
    assertThat(ann.at("walkers", "ahead")).isEqualTo(json("{x:40, y:70}"));
  }

  @Test
  void P7_who_walks_to_and_fro_on_a_border_keeps_its_cells() {
    for (int i = 0; i < 5; i++) {
      Walk.to(ann, 62, 70);
      assertThat(held(ann)).isEqualTo(cells(3, 3, 5, 5));
      Walk.to(ann, 66, 70);
      assertThat(held(ann)).isEqualTo(cells(3, 3, 5, 5));
    }
    Walk.to(ann, 61, 70);
    for (int i = 0; i < 5; i++) {
      Walk.to(ann, 65, 70);
      assertThat(held(ann)).isEqualTo(cells(2, 3, 4, 5));
      Walk.to(ann, 61, 70);
      assertThat(held(ann)).isEqualTo(cells(2, 3, 4, 5));
    }
  }

  @Test
  void P11_what_happens_far_away_is_not_sent() {
    TestClient far = room.join("far-q000001q");
    Walk.to(far, 120, 70);
    ann.takeInbox();
    ann.watch();

    for (int x = 121; x < 140; x++) {
      Walk.to(far, x, 70);
      Walk.to(far, x, 69);
      Walk.to(far, x, 70);
    }
    far.does("bubble-message", "{message:'q000002q'}");

    assertThat(ann.takeInbox()).isEmpty();
    assertThat(ann.patches().isEmpty()).isTrue();
  }

  @Test
  void S6_a_walk_across_a_huge_map_leaves_nothing_behind() {
    TestRoom huge = new TestRoom(new Space(), "{width:9999, height:9999}", 1);
    TestClient eve = huge.join("eve");
    int layers = huge.layers().root().size();
    int bytes = huge.withoutSessions().bytes();
    List<Integer> sizes = new ArrayList<>();

    for (int x = 5_000; x < 5_300; x++) {
      Walk.to(eve, x, 4_999);
      sizes.add(huge.withoutSessions().bytes());
    }

    assertThat(huge.layers().root().size()).isEqualTo(layers);
    // The time until which steps are paid for is written with the first.
    assertThat(sizes).allMatch(size -> size < bytes + 50);
    JsonObject server = huge.server();
    assertThat(server.object("walkers").size()).isEqualTo(1);
    assertThat(held(eve)).hasSize(9);
  }
}
