package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.CourseClient;
import dev.roomkeeper.server.kit.CourseClient.Place;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestClient.Frame;
import dev.roomkeeper.server.kit.Wire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Steps in the course's dialect, among native clients too. */
@Timeout(120)
final class MetaverseWalkingTest extends NewSpaceForEach {
  /**
   * A wall on the left edge of the map, a static element on the right; newcomers come at (15, 0).
   */
  private static final String NARROW =
      """
      {width: 20, height: 2, spawn: {x: 15, y: 0}, walls: ['#', '#'],
       elements: {rock: {elementId: 'r', x: 19, y: 0, width: 1, height: 1, static: true}}}
      """;

  // --- M4: walking ---

  @Test
  void M4_a_step_is_told_to_the_others_and_not_to_who_took_it() {
    try (CourseClient a = CourseClient.join(server, ann, space);
        CourseClient b = CourseClient.join(server, bob, space)) {
      a.expect("user-joined", bob, b.spawn());
      Place next = a.spawn().right();
      a.move(next);
      b.expect("movement", ann, next);
      a.move(next);
      a.expectRejection(next);
      b.ping();
      assertThat(b.unread()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0",
    "-2, 0",
    "0, 2",
    "1, 1",
    "-1, 1",
    "0, 0",
    "10000000, 30000000",
    "-10000000, 0",
    "0.5, 0",
    "1e300, 0"
  })
  void M4_what_is_no_step_is_rejected_with_the_true_place(double x, double y) {
    try (CourseClient a = CourseClient.join(server, ann, space);
        CourseClient b = CourseClient.join(server, bob, space)) {
      a.expect("user-joined", bob, b.spawn());
      a.tell("move", "{\"x\":" + (a.spawn().x() + x) + ",\"y\":" + (a.spawn().y() + y) + "}");
      a.expectRejection(a.spawn());
      b.ping();
      assertThat(b.unread()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"x\":1}", "{\"x\":\"1\",\"y\":true}", "{\"x\":null,\"y\":[]}"})
  void M4_a_place_that_is_none_is_rejected_too(String payload) {
    try (CourseClient a = CourseClient.join(server, ann, space)) {
      a.tell("move", payload);
      a.expectRejection(a.spawn());
    }
  }

  @Test
  void M4_walls_elements_and_the_edge_are_in_the_way() {
    String narrow = server.room(ann, "space", NARROW);
    try (CourseClient a = CourseClient.join(server, ann, narrow)) {
      Place at = a.spawn();
      a.move(new Place(at.x(), at.y() - 1));
      a.expectRejection(at); // the edge
      at = walk(a, at, 18);
      a.move(at.right());
      a.expectRejection(at); // the rock
      at = walk(a, at, 1);
      a.move(at.left());
      a.expectRejection(at); // the wall
    }
  }

  /** Walks along the row, no faster than one may. */
  private static Place walk(CourseClient client, Place from, int toX) {
    Place at = from;
    while (at.x() != toX) {
      at = at.x() < toX ? at.right() : at.left();
      client.move(at);
      TestClient.nap(110); // Ten steps a second are taken.
    }
    return at;
  }

  @Test
  void M4_who_goes_too_fast_is_rejected_where_the_last_step_led() {
    try (CourseClient a = CourseClient.join(server, ann, space);
        TestClient watcher = TestClient.join(server, bob, space)) {
      a.socket().next("user-joined");
      Place at = a.spawn();
      int steps = 30;
      for (int i = 0; i < steps; i++) {
        at = at.right();
        a.move(at);
      }
      // What comes after a step that was refused is two steps away, and refused as well.
      a.socket().next("movement-rejected");
      a.ping();
      TestClient.await(() -> rejections(a).size() >= steps - 10, "rejections of most");
      Place end = rejections(a).getLast();
      assertThat(end.x()).isBetween(a.spawn().x() + 4, a.spawn().x() + 10);
      watcher.awaitView(view -> end.equals(walkers(view.merged()).get(ann.id())), "the same place");
      assertThat(a.socket().frames()).extracting(Frame::type).doesNotContain("movement", "error");
    }
  }

  private static List<Place> rejections(CourseClient client) {
    return client.socket().frames("movement-rejected").stream()
        .map(frame -> Place.of(frame.payload()))
        .toList();
  }

  /** What a native client sees. */
  private static Map<String, Place> walkers(JsonNode view) {
    Map<String, Place> walkers = new java.util.TreeMap<>();
    view.path("walkers")
        .properties()
        .forEach(walker -> walkers.put(walker.getKey(), Place.of(walker.getValue())));
    return walkers;
  }

  @Test
  void M4_a_rejection_among_steps_in_flight_tells_the_place_after_those_that_were_taken() {
    try (CourseClient a = CourseClient.join(server, ann, space)) {
      Place first = a.spawn().right();
      Place second = first.right();
      // One segment: the room takes them in one turn, or in two.
      byte[] three =
          concat(
              Wire.text("{\"type\":\"move\",\"payload\":{" + first.json() + "}}"),
              Wire.text("{\"type\":\"move\",\"payload\":{\"x\":0,\"y\":0}}"),
              Wire.text("{\"type\":\"move\",\"payload\":{" + second.json() + "}}"));
      a.socket().sendRaw(three);
      Place told = Place.of(a.expect("movement-rejected"));
      assertThat(told).isIn(first, second);
      a.move(a.spawn());
      a.expectRejection(second);
    }
  }

  private static byte[] concat(byte[]... parts) {
    var whole = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  // --- M5: with native clients ---

  @Test
  void M5_native_and_course_clients_see_each_other_come_walk_and_go() {
    String narrow = server.room(ann, "space", NARROW);
    try (CourseClient course = CourseClient.join(server, ann, narrow)) {
      TestClient walker = TestClient.join(server, bob, narrow);
      Place came = Place.of(course.expect("user-joined"));
      assertThat(walkers(walker.view().merged()))
          .isEqualTo(Map.of(ann.id(), course.spawn(), bob.id(), came));

      assertThat(walker.ask("move", "{" + came.left().json() + "}").type()).isEqualTo("ack");
      course.expect("movement", bob, came.left());
      course.move(course.spawn().right()); // into the next cell
      walker.awaitView(
          view -> course.spawn().right().equals(walkers(view.merged()).get(ann.id())), "the step");

      walker.close();
      course.expect("user-left");
      assertThat(course.others()).isEmpty();
    }
  }

  @Test
  void M5_a_step_from_one_cell_into_the_next_is_a_movement() {
    String narrow = server.room(ann, "space", NARROW);
    try (CourseClient a = CourseClient.join(server, ann, narrow);
        CourseClient b = CourseClient.join(server, bob, narrow)) {
      assertThat(a.spawn()).isEqualTo(new Place(15, 0));
      a.expect("user-joined", bob, b.spawn());
      for (Place at : List.of(new Place(16, 0), new Place(15, 0), new Place(16, 0))) {
        a.move(at);
        b.expect("movement", ann, at);
      }
    }
  }
}
