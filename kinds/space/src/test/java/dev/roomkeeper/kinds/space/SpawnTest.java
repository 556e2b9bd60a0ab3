package dev.roomkeeper.kinds.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** S6: where newcomers stand. */
final class SpawnTest {
  private static TestRoom room(String options) {
    return new TestRoom(new Space(), options, 1);
  }

  private static Block spawn(String options) {
    return Walk.at(room(options).join("ann"));
  }

  @Test
  void S6_a_newcomer_stands_in_the_middle_or_at_the_maps_spawn_point() {
    assertThat(spawn("{width:100, height:60}")).isEqualTo(new Block(50, 30));
    assertThat(spawn("{width:9999, height:9999}")).isEqualTo(new Block(4_999, 4_999));
    assertThat(spawn("{width:100, height:60, spawn:{x:7, y:9}}")).isEqualTo(new Block(7, 9));
  }

  @Test
  void S6_the_place_and_its_right_neighbour_are_free_of_walls_and_elements_and_walkers() {
    // Row by row: only (2, 1) and (3, 1) are free together, and (6, 3) alone.
    String walls = "walls:['########', '##  ####', '########', '###### #']";
    assertThat(spawn("{width:8, height:4, spawn:{x:6, y:3}, " + walls + "}"))
        .isEqualTo(new Block(2, 1));

    String element = "elements:{e:{elementId:'e', x:%d, y:0, width:1, height:1, static:%s}}";
    String row = "{width:6, height:1, spawn:{x:3, y:0}, " + element + "}";
    assertThat(spawn(row.formatted(3, true)).x()).isNotIn(2, 3, 5);
    assertThat(spawn(row.formatted(4, true)).x()).isNotIn(3, 4, 5);
    assertThat(spawn(row.formatted(3, false)).x()).isEqualTo(3);
  }

  @Test
  void S6_many_who_come_stand_apart_and_each_can_step_to_the_right() {
    TestRoom room = room("{width:50, height:40}");
    Set<Block> taken = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      TestClient client = room.join("m" + i);
      Block at = Walk.at(client);
      assertThat(taken).doesNotContain(at, new Block(at.x() + 1, at.y()));
      taken.add(at);
    }
    assertThat(taken).hasSize(60).allMatch(block -> block.distance(new Block(25, 20)) <= 8);
  }

  @Test
  void S6_on_a_crowded_map_newcomers_share_a_block_and_never_stand_in_a_wall() {
    TestRoom room = room("{width:5, height:2, walls:['#####', '#   #']}");
    for (int i = 0; i < 10; i++) {
      TestClient client = room.join("m" + i);
      assertThat(Walk.at(client).y()).isEqualTo(1);
      assertThat(Walk.at(client).x()).isIn(1, 2);
    }
  }

  @Test
  void S6_without_a_place_that_has_a_free_neighbour_one_without_does() {
    assertThat(spawn("{width:3, height:1, walls:['# #']}")).isEqualTo(new Block(1, 0));
    assertThat(spawn("{width:1, height:1}")).isEqualTo(new Block(0, 0));
  }

  @Test
  void S6_where_elements_cover_all_that_is_no_wall_newcomers_walk_over_them() {
    TestRoom room =
        room(
            "{width:4, height:2, walls:['####', '#'],"
                + "elements:{e:{elementId:'e', x:0, y:0, width:9, height:9, static:true}}}");
    TestClient ann = room.join("ann");
    assertThat(Walk.at(ann)).isEqualTo(new Block(2, 1));
    Walk.to(ann, 3, 1);
  }

  @Test
  void S6_a_place_far_from_a_solid_middle_is_found() {
    StringBuilder walls = new StringBuilder("walls:[");
    for (int y = 0; y < 512; y++) {
      walls.append(y == 511 ? "'" + "#".repeat(510) + "'," : "'" + "#".repeat(512) + "',");
    }
    JsonObject walkers =
        room("{width:512, height:512, " + walls + "]}").join("ann").at("walkers", "ann");
    assertThat(BlockType.INSTANCE.of(walkers)).isEqualTo(new Block(510, 511));
  }
}
