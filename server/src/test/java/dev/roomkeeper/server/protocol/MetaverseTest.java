package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.kit.CourseClient;
import dev.roomkeeper.server.kit.CourseClient.Place;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestClient.Frame;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.kit.Wire;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The course's WebSocket dialect (docs/metaverse.md), over real sockets. */
@Timeout(120)
final class MetaverseTest {
  /**
   * A wall on the left edge of the map, a static element on the right; newcomers come at (15, 0).
   */
  private static final String NARROW =
      """
      {width: 20, height: 2, spawn: {x: 15, y: 0}, walls: ['#', '#'],
       elements: {rock: {elementId: 'r', x: 19, y: 0, width: 1, height: 1, static: true}}}
      """;

  @TempDir static Path data;
  static TestServer server;
  static User ann;
  static User bob;
  static User cat;
  String space;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            data, TestServer.GENEROUS, new Gateway.Timings(10_000, 15_000, 30_000, 500));
    ann = server.guest("Ann");
    bob = server.guest("Bob");
    cat = server.guest("Cat");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeSpace() {
    space = server.room(ann, "space", "{width: 100, height: 50}");
  }

  // --- M1: connecting ---

  @Test
  void M1_nothing_is_sent_on_connect_at_either_port() {
    try (CourseClient own = CourseClient.open(server);
        CourseClient root = CourseClient.openAtRoot(server)) {
      for (CourseClient client : List.of(own, root)) {
        client.ping();
        assertThat(client.unread()).isEmpty();
        assertThat(client.socket().head().header("Sec-WebSocket-Protocol")).isNull();
        client.join(client == own ? ann : bob, space);
      }
    }
  }

  @Test
  void M1_pages_of_another_origin_are_refused() {
    Wire.Head head = TestClient.knock(server, "/", "Origin: https://elsewhere.example");
    assertThat(head.status()).isEqualTo(403);
  }

  @Test
  void M1_the_port_of_its_own_serves_nothing_else() {
    URI own = URI.create("http://127.0.0.1:" + server.metaversePort());
    assertThat(server.send(HttpRequest.newBuilder(own.resolve("/"))).statusCode()).isEqualTo(426);
    assertThat(server.send(HttpRequest.newBuilder(own.resolve("/metrics"))).statusCode())
        .isEqualTo(404);
    assertThat(server.get("/healthz", null).statusCode()).isEqualTo(200);
  }

  // --- M2: joining, and why not ---

  @Test
  void M2_a_bad_token_is_an_error_and_the_end() {
    for (String token : List.of("", "nonsense", ann.token() + "x", server.token(ann, -60_000))) {
      try (CourseClient client = CourseClient.open(server)) {
        client.askToJoin(space, token);
        client.expectErrorAndEnd(4401);
      }
    }
  }

  @Test
  void M2_an_unknown_space_is_an_error_and_the_end() {
    String lobby = server.room(ann, "lobby", "{}");
    for (String id : List.of("nowhere", "", lobby)) {
      try (CourseClient client = CourseClient.open(server)) {
        client.askToJoin(id, ann.token());
        client.expectErrorAndEnd(4404);
      }
    }
  }

  @Test
  void M2_who_is_not_invited_is_told_so() {
    String closed = server.room(ann, "space", "{width: 9, height: 9, only: ['" + bob.id() + "']}");
    try (CourseClient client = CourseClient.open(server);
        CourseClient invited = CourseClient.join(server, bob, closed)) {
      client.askToJoin(closed, cat.token());
      client.expectErrorAndEnd(4403);
      invited.ping();
      assertThat(invited.unread()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"join\"}",
        "{\"type\":\"join\",\"payload\":{}}",
        "{\"type\":\"join\",\"payload\":{\"spaceId\":7,\"token\":\"x\"}}",
        "{\"type\":\"join\",\"payload\":{\"spaceId\":\"x\",\"token\":null}}",
        "{\"type\":\"join\",\"payload\":[]}",
        "{\"type\":\"move\",\"payload\":{\"x\":1,\"y\":1}}",
        "{\"type\":\"ping\"}",
        "{}"
      })
  void M2_what_is_first_and_no_join_is_an_error_and_the_end(String first) {
    try (CourseClient client = CourseClient.open(server)) {
      client.socket().send(first);
      client.expectErrorAndEnd(4400);
    }
  }

  @Test
  void M2_a_second_join_is_an_error_and_changes_nothing() {
    try (CourseClient client = CourseClient.join(server, ann, space)) {
      client.askToJoin(space, ann.token());
      client.expectError();
      client.move(client.spawn());
      client.expectRejection(client.spawn());
    }
  }

  // --- M3: who is there ---

  @Test
  void M3_the_joiner_is_told_of_the_others_and_they_of_the_joiner() {
    try (CourseClient a = CourseClient.open(server);
        CourseClient b = CourseClient.open(server)) {
      assertThat(a.join(ann, space).path("users")).isEmpty();
      JsonNode users = b.join(bob, space).path("users");
      a.expect("user-joined", bob, b.spawn());
      assertThat(users).hasSize(1);
      assertThat(users.get(0).propertyNames()).containsExactlyInAnyOrder("id", "userId", "x", "y");
      assertThat(users.get(0).path("userId").asString()).isEqualTo(ann.id());
      assertThat(users.get(0).path("id").asString()).isNotEmpty();
      assertThat(Place.of(users.get(0))).isEqualTo(a.spawn());
      assertThat(b.spawn()).isNotEqualTo(a.spawn());
      a.ping();
      b.ping();
      assertThat(a.unread()).isEmpty();
      assertThat(b.unread()).isEmpty();
    }
  }

  @Test
  void M3_a_second_connection_of_the_same_user_takes_the_place_of_the_first() {
    try (CourseClient watcher = CourseClient.join(server, bob, space);
        CourseClient first = CourseClient.join(server, ann, space)) {
      watcher.expect("user-joined", ann, first.spawn());
      try (CourseClient second = CourseClient.join(server, ann, space)) {
        assertThat(first.socket().awaitClose().code()).isEqualTo(4409);
        assertThat(first.unread()).isEmpty();
        second.move(second.spawn().right());
        watcher.expect("movement", ann, second.spawn().right());
        assertThat(watcher.others()).isEqualTo(Map.of(ann.id(), second.spawn().right()));
      }
      assertThat(watcher.expect("user-left").path("userId").asString()).isEqualTo(ann.id());
    }
  }

  @Test
  void M3_who_leaves_is_told_to_the_others() {
    try (CourseClient a = CourseClient.join(server, ann, space)) {
      CourseClient b = CourseClient.join(server, bob, space);
      a.expect("user-joined", bob, b.spawn());
      b.close();
      assertThat(a.expect("user-left").propertyNames()).containsExactly("userId");
      assertThat(a.others()).isEmpty();
    }
  }

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

  // --- M6: talking ---

  @Test
  void M6_what_is_said_comes_to_all_the_sender_and_native_clients_included() {
    try (CourseClient a = CourseClient.join(server, ann, space);
        CourseClient b = CourseClient.join(server, bob, space);
        TestClient watcher = TestClient.join(server, cat, space)) {
      a.expect("user-joined", bob, b.spawn());
      a.expect("user-joined");
      b.expect("user-joined");
      a.chat(space, ann.token(), "hello <b>you</b>");
      JsonNode told = a.expect("new-message");
      assertThat(told.propertyNames()).containsExactlyInAnyOrder("id", "userId", "name", "message");
      assertThat(told.path("userId").asString()).isEqualTo(ann.id());
      assertThat(told.path("name").asString()).isEqualTo("Ann");
      assertThat(told.path("message").asString()).isEqualTo("hello <b>you</b>");
      assertThat(b.expect("new-message")).isEqualTo(told);
      String id = told.path("id").asString();
      watcher.awaitView(
          view -> view.at("/chat/" + id + "/message").asString("").equals("hello <b>you</b>"),
          "the line");

      watcher.ask("chat-message", "{\"message\":\"hi\"}");
      assertThat(a.expect("new-message").path("userId").asString()).isEqualTo(cat.id());
      assertThat(b.expect("new-message").path("message").asString()).isEqualTo("hi");
    }
  }

  @Test
  void M6_what_was_said_before_is_not_told_again() {
    try (CourseClient a = CourseClient.join(server, ann, space)) {
      a.chat(space, ann.token(), "early");
      a.expect("new-message");
      try (CourseClient b = CourseClient.join(server, bob, space)) {
        b.ping();
        assertThat(b.unread()).isEmpty();
      }
    }
  }

  @Test
  void M6_what_cannot_be_said_is_an_error_and_the_client_stays() {
    try (CourseClient a = CourseClient.join(server, ann, space);
        CourseClient b = CourseClient.join(server, bob, space)) {
      a.expect("user-joined", bob, b.spawn());
      for (String message : List.of("", "  ", "x".repeat(2_001), "x".repeat(8_192))) {
        a.chat(space, ann.token(), message);
        a.expectError();
      }
      a.tell("chat-message", "{\"spaceId\":\"%s\",\"token\":\"%s\"}".formatted(space, ann.token()));
      a.expectError();
      a.chat(space, ann.token(), "fine");
      a.expect("new-message");
      assertThat(b.expect("new-message").path("message").asString()).isEqualTo("fine");
    }
  }

  @Test
  void M6_a_bad_or_foreign_token_and_another_space_are_an_error_and_the_end() {
    String other = server.room(ann, "space", "{width: 9, height: 9}");
    try (CourseClient watcher = CourseClient.join(server, cat, space)) {
      List<String[]> wrong =
          List.of(
              new String[] {space, "nonsense", "4401"},
              new String[] {space, bob.token(), "4403"},
              new String[] {other, ann.token(), "4404"});
      for (String[] words : wrong) {
        try (CourseClient a = CourseClient.join(server, ann, space)) {
          watcher.expect("user-joined", ann, a.spawn());
          a.chat(words[0], words[1], "I am somebody else");
          a.expectErrorAndEnd(Integer.parseInt(words[2]));
        }
        watcher.expect("user-left");
      }
      assertThat(watcher.unread()).isEmpty();
    }
  }

  // --- M7: bad frames ---

  @Test
  void M7_what_cannot_be_read_is_an_error_and_three_in_a_row_are_the_end() {
    try (CourseClient a = CourseClient.join(server, ann, space);
        CourseClient b = CourseClient.join(server, bob, space)) {
      a.expect("user-joined", bob, b.spawn());
      List<String> bad =
          List.of(
              "no JSON",
              "[]",
              "{\"type\":7}",
              "{\"type\":\"dance\",\"payload\":{}}",
              "{\"type\":\"move\"}",
              "{\"type\":\"chat-message\",\"payload\":{\"message\":\"hi\"}}",
              "{\"type\":\"move\",\"payload\":{\"x\":1,\"x\":2}}",
              "{\"type\":\"move\",\"payload\":" + "[".repeat(40) + "]".repeat(40) + "}");
      for (String text : bad) {
        a.socket().send(text);
        a.expectError();
        a.move(a.spawn());
        a.expectRejection(a.spawn());
      }
      for (int i = 0; i < 2; i++) {
        a.socket().sendRaw(Wire.frame(Wire.BINARY, new byte[3]));
        a.expectError();
      }
      a.socket().send("{\"type\":\"move\",\"payload\":\"" + "x".repeat(70_000) + "\"}");
      a.expectError();
      assertThat(a.socket().awaitClose().code()).isEqualTo(4400);
      b.expect("user-left");
    }
  }

  // --- M8: slow clients ---

  @Test
  void M8_a_slow_client_is_told_in_the_end_where_everybody_stands() {
    try (TestClient walker = TestClient.join(server, bob, space);
        CourseClient slow =
            CourseClient.open(server, TestClient.Opening.PLAIN.withReceiveBuffer(4_096))) {
      slow.join(ann, space);
      Place from = slow.others().get(bob.id());
      assertThat(from).isNotNull();
      slow.socket().pause();
      int lines = talkUntilItIsHeldBack(walker);
      Place at = from;
      for (int i = 0; i < 3; i++) {
        at = at.left();
        // A flush for each: the answer comes with it.
        assertThat(walker.ask("move", "{" + at.json() + "}").type()).isEqualTo("ack");
      }
      Place end = at;
      slow.socket().resume();
      TestClient.await(() -> end.equals(slow.others().get(bob.id())), "the last place");
      TestClient.await(
          () -> slow.socket().frames("new-message").size() == lines, "all that was said");
      assertThat(slow.socket().frames("movement")).hasSize(1);
      assertThat(slow.socket().isOpen()).isTrue();
    }
  }

  /** Says so much that somebody can't take it; how many lines that were. */
  private static int talkUntilItIsHeldBack(TestClient speaker) {
    double before = server.traffic().getOrDefault("conflations", 0.0);
    String line = "{\"message\":\"" + "y".repeat(2_000) + "\"}";
    int batch = 20; // What is held back has 64 KiB.
    for (int said = batch; said < 20_000; said += batch) {
      long last = 0;
      for (int i = 0; i < batch; i++) {
        last = speaker.command("chat-message", line);
      }
      speaker.answer(last);
      if (server.traffic().getOrDefault("conflations", 0.0) > before) {
        return said;
      }
    }
    throw new AssertionError("it never held back");
  }
}
