package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A space over real sockets: cells that are gained and lost, and what is never sent. */
@Timeout(120)
final class SpaceFramesTest {
  /** Newcomers stand in the cell (4, 4), five steps from where they see the cells to the left. */
  private static final String OPTIONS = "{width:160,height:160,spawn:{x:66,y:72}}";

  @TempDir static Path data;
  static TestServer server;
  static User ann;
  static User bob;

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
    ann = server.guest("Ann");
    bob = server.guest("Bob");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static int x(TestClient client) {
    return client.view().at("/walkers/" + client.self() + "/x").asInt();
  }

  private static int y(TestClient client) {
    return client.view().at("/walkers/" + client.self() + "/y").asInt();
  }

  /** Walks along the row as fast as one may, and waits until it is there. */
  private static void walk(TestClient client, int toX) {
    int y = y(client);
    for (int x = x(client); x != toX; ) {
      int next = x + Integer.signum(toX - x);
      TestClient.Frame answer = client.ask("move", "{\"x\":" + next + ",\"y\":" + y + "}");
      if (answer.type().equals("ack")) {
        x = next;
      } else {
        assertThat(answer.code()).isEqualTo("RATE_LIMITED");
        TestClient.nap(50); // A step is earned in 100.
      }
    }
    assertThat(x(client)).isEqualTo(toX);
  }

  private static List<String> cells(TestClient client) {
    return client.view().layerNames().stream().filter(name -> name.startsWith("cell:")).toList();
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  @Test
  void P7_a_walker_gains_the_cells_ahead_and_loses_those_behind_in_one_frame() {
    String room = server.room(ann, "space", OPTIONS);
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      assertThat(cells(a)).hasSize(9).contains("cell:5,4").doesNotContain("cell:2,4");
      a.awaitView(view -> view.at("/people/" + bob.id()).isObject(), "Bob");
      walk(b, 61);
      assertThat(cells(b)).contains("cell:2,4").doesNotContain("cell:5,4");

      TestClient.Frame crossing =
          b.frames("patch").stream()
              .filter(frame -> frame.json().has("enter"))
              .reduce((first, second) -> second)
              .orElseThrow();
      assertThat(crossing.json().path("enter").propertyNames())
          .containsExactlyInAnyOrder(
              "cell:2,3",
              "cell:2,4",
              "cell:2,5",
              "live:cell:2,3",
              "live:cell:2,4",
              "live:cell:2,5");
      assertThat(strings(crossing.json().path("leave")))
          .containsExactlyInAnyOrder(
              "cell:5,3",
              "cell:5,4",
              "cell:5,5",
              "live:cell:5,3",
              "live:cell:5,4",
              "live:cell:5,5");
      a.awaitView(
          view -> view.at("/walkers/" + bob.id() + "/x").asInt() == 61, "Bob in the next cell");
      assertThat(a.view().layer("cell:4,4").at("/walkers/" + bob.id()).isMissingNode()).isTrue();
    }
  }

  @Test
  void P5_who_returns_after_a_walk_it_was_not_told_of_gets_changes_and_gains_and_losses() {
    String room = server.room(ann, "space", OPTIONS);
    try (TestClient b = TestClient.join(server, bob, room);
        TestClient a = TestClient.join(server, ann, room)) {
      b.awaitView(view -> view.at("/walkers/" + ann.id()).isObject(), "Ann");
      long epoch = a.view().epoch();
      long version = a.view().version();
      walk(a, 61);
      walk(b, 68);
      a.cut();
      b.awaitView(view -> view.at("/walkers/" + ann.id()).isMissingNode(), "Ann's absence");

      // In JSON: it does not hold the state of then, which binary changes are read against.
      try (TestClient again =
          TestClient.open(
              server,
              ann,
              room,
              opening -> opening.withSubprotocols(List.of("roomkeeper.v1.json")))) {
        JsonNode joined = again.join(a.resumption(epoch, version)).payload();

        assertThat(joined.path("resumed").asBoolean()).isTrue();
        assertThat(joined.path("enter").propertyNames())
            .containsExactlyInAnyOrder("cell:2,3", "cell:2,4", "cell:2,5");
        assertThat(strings(joined.path("leave")))
            .containsExactlyInAnyOrder("cell:5,3", "cell:5,4", "cell:5,5");
        assertThat(joined.at("/changes/cell:3,4/walkers/" + ann.id() + "/x").asInt()).isEqualTo(61);
        assertThat(joined.at("/changes/cell:4,4/walkers/" + bob.id() + "/x").asInt()).isEqualTo(68);
      }
    }
  }

  @Test
  void P5_the_view_of_who_resumes_is_that_of_who_joins_anew() {
    String room = server.room(ann, "space", OPTIONS);
    try (TestClient b = TestClient.join(server, bob, room);
        TestClient a = TestClient.join(server, ann, room)) {
      walk(b, 62);
      a.awaitView(view -> view.at("/walkers/" + bob.id() + "/x").asInt() == 62, "Bob's walk");
      a.cut();
      walk(b, 66);

      try (TestClient again = TestClient.resume(server, ann, room, a)) {
        assertThat(again.frames("joined").getLast().payload().path("resumed").asBoolean()).isTrue();
        JsonNode resumed = again.view().merged();
        again.cut();
        b.awaitView(view -> view.at("/walkers/" + ann.id()).isMissingNode(), "Ann's absence");
        try (TestClient anew = TestClient.join(server, ann, room)) {
          assertThat(anew.view().merged()).isEqualTo(resumed);
        }
      }
    }
  }

  @Test
  void P11_what_a_member_does_far_away_is_in_no_byte_that_others_are_sent() {
    String room = server.room(ann, "space", OPTIONS);
    User far = server.guest("Far");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient f = TestClient.join(server, far, room)) {
      walk(f, 97); // the cell (6, 4): Ann holds up to (5, 5)
      a.awaitView(view -> view.at("/walkers/" + far.id()).isMissingNode(), "far away");
      a.ping();
      int known = a.frames().size();

      List<String> refused = new ArrayList<>();
      for (int x = 98; x < 105; x++) {
        walk(f, x);
        TestClient.Frame said = f.ask("bubble-message", "{\"message\":\"q1234q\"}");
        assertThat(said.type()).isEqualTo("ack");
        refused.add(
            f.ask("signal", "{\"to\":\"" + ann.id() + "\",\"data\":{\"sdp\":\"q5678q\"}}").code());
      }
      a.ask("move", "{\"x\":" + (x(a) + 1) + ",\"y\":" + y(a) + "}");
      a.ping();

      assertThat(refused).hasSize(7).allMatch(code -> code.equals("FORBIDDEN"));
      assertThat(a.frames().subList(known, a.frames().size()))
          .isNotEmpty()
          .noneMatch(frame ->
              frame.text().contains(far.id())
                  || frame.text().contains("q1234q")
                  || frame.text().contains("q5678q"));
      assertThat(f.frames("bubble-message")).hasSize(7);
    }
  }

  @Test
  void P15_a_step_that_came_too_fast_may_be_tried_again_under_its_number() {
    String room = server.room(ann, "space", OPTIONS);
    try (TestClient a = TestClient.join(server, ann, room)) {
      int x = x(a);
      int y = y(a);
      List<Long> numbers = new ArrayList<>();
      for (int i = 1; i <= 40; i++) {
        numbers.add(a.command("move", "{\"x\":" + (x + i % 2) + ",\"y\":" + y + "}"));
      }
      List<String> codes = numbers.stream().map(number -> a.answer(number).code()).toList();
      assertThat(codes).contains("", "RATE_LIMITED");
      long tooFast = numbers.get(codes.indexOf("RATE_LIMITED"));
      TestClient.nap(1_000); // Steps are earned with time alone.
      int to = x(a) == x ? x + 1 : x;
      a.command(tooFast, "move", "{\"x\":" + to + ",\"y\":" + y + "}");

      assertThat(a.answer(tooFast).type()).isEqualTo("ack");
      assertThat(x(a)).isEqualTo(to);
    }
  }
}
