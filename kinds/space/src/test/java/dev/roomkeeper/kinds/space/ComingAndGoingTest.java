package dev.roomkeeper.kinds.space;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** S6: who is there, who was, and where they stand when they return. */
final class ComingAndGoingTest {
  private static final long GRACE_MILLIS = 60_000;

  private final TestRoom room = new TestRoom(new Space(), "{width:100, height:100}", 1);
  private final TestClient ann = room.join("ann", json("{avatarId:'a7', account:true}"));
  private final TestClient bob = room.join("bob");

  @Test
  void S6_everybody_sees_who_is_there_with_name_and_avatar() {
    assertThat(bob.at("people"))
        .isEqualTo(
            json("{ann:{name:'ann', online:true, avatarId:'a7'}, bob:{name:'bob', online:true}}"));
    assertThat(bob.at("space"))
        .isEqualTo(json("{width:100, height:100, kept:true, editors:'owner'}"));
  }

  @Test
  void S6_who_is_away_stands_nowhere_and_returns_to_the_same_place() {
    Walk.to(ann, 55, 50);
    room.drop(ann);

    assertThat(bob.at("people", "ann").isTrue("online")).isFalse();
    assertThat(bob.at("walkers").keys()).containsExactly("bob");

    Block former = new Block(55, 50);
    TestClient again = room.join("ann");
    assertThat(Walk.at(again)).isEqualTo(former);
    assertThat(bob.at("walkers", "ann")).isEqualTo(BlockType.INSTANCE.json(former));
    assertThat(bob.at("people", "ann")).isEqualTo(json("{name:'ann', online:true}"));
    assertThat(room.server("places").isEmpty()).isTrue();
  }

  @Test
  void S6_a_newer_connection_stands_where_the_older_one_stood() {
    Walk.to(ann, 53, 50);
    assertThat(Walk.at(room.join("ann"))).isEqualTo(new Block(53, 50));
  }

  @Test
  void S6_a_place_that_was_built_upon_is_not_returned_to() {
    Walk.to(ann, 55, 50);
    room.drop(ann);
    room.edit(
        "bob",
        "place",
        json("{id:'e1', elementId:'e', x:54, y:49, width:3, height:3, static:true}"));

    assertThat(Walk.at(room.join("ann"))).isEqualTo(new Block(50, 50));
  }

  @Test
  void S6_after_the_grace_nothing_is_left_of_a_member() {
    Walk.to(ann, 70, 50);
    room.drop(ann);
    room.pass(GRACE_MILLIS);

    assertThat(bob.at("people").keys()).containsExactly("bob");
    assertThat(room.layers().root().toString()).doesNotContain("ann");
    assertThat(Walk.at(room.join("ann"))).isEqualTo(new Block(50, 50));
  }

  @Test
  void S6_it_is_all_there_after_a_rest_in_the_journal() {
    Walk.to(ann, 60, 50);
    ann.does("chat-message", "{message:'kept'}");
    room.drop(ann);
    room.drop(bob);

    TestRoom later = room.openedAfter(10_000);
    TestClient again = later.join("ann");
    assertThat(Walk.at(again)).isEqualTo(new Block(60, 50));
    assertThat(again.at("chat").toString()).contains("kept");
    assertThat(again.layersHeld()).isEqualTo(ann.layersHeld());
    again.does("move", "{x:61, y:50}");
  }

  @Test
  void S6_who_knows_no_cells_sees_the_whole_map_and_always_spawns_anew() {
    TestRoom small = new TestRoom(new Space(), "{width:200, height:40}", 1);
    TestClient far = small.join("far");
    Walk.to(far, 190, 20);
    TestClient course = small.join("course", json("{whole:true}"));

    assertThat(course.layersHeld()).filteredOn(Cell::isLayer).hasSize(13 * 3);
    assertThat(course.at("walkers").keys()).containsExactly("course", "far");
    Walk.to(course, 120, 20);
    assertThat(course.layersHeld()).filteredOn(Cell::isLayer).hasSize(13 * 3);
    assertThat(Walk.at(small.join("course", json("{whole:true}")))).isEqualTo(new Block(100, 20));

    TestClient plain = small.join("course");
    assertThat(plain.layersHeld()).filteredOn(Cell::isLayer).hasSize(9);
  }

  @Test
  void S6_a_map_too_large_to_be_seen_whole_is_seen_by_its_cells() {
    TestRoom large = new TestRoom(new Space(), "{width:513, height:512}", 1);
    assertThat(large.join("course", json("{whole:true}")).layersHeld())
        .filteredOn(Cell::isLayer)
        .hasSize(9);
    TestRoom whole = new TestRoom(new Space(), "{width:512, height:512}", 1);
    assertThat(whole.join("course", json("{whole:true}")).layersHeld())
        .filteredOn(Cell::isLayer)
        .hasSize(1_024);
  }

  @Test
  void S6_at_the_edge_there_are_fewer_cells_around() {
    TestRoom corner = new TestRoom(new Space(), "{width:40, height:40, spawn:{x:0,y:39}}", 1);
    assertThat(corner.join("ann").layersHeld())
        .isEqualTo(List.of("all", "cell:0,1", "cell:0,2", "cell:1,1", "cell:1,2", "member:ann"));
  }
}
