package dev.roomkeeper.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.CourseClient;
import dev.roomkeeper.server.kit.CourseClient.Place;
import dev.roomkeeper.server.kit.PostgresServer;
import dev.roomkeeper.server.kit.RedisServer;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A client of the course's dialect gets into a space from whichever node it comes to. */
@Timeout(120)
class CourseOnTwoNodesTest {
  private static final String CONNECTIONS = "roomkeeper_connections";

  @TempDir Path folder;
  private RedisServer redis;
  private String database;
  private final List<TestServer> nodes = new ArrayList<>();
  private TestServer home; // of the space
  private TestServer other;
  private TestServer.User ann;
  private TestServer.User bob;
  private String space;
  private TestClient watcher;

  @BeforeEach
  void start() {
    redis = RedisServer.start();
    PostgresServer postgres = PostgresServer.shared();
    database = postgres.url(postgres.create());
    TestServer a = node("a");
    TestServer b = node("b");
    ann = a.guest("Ann");
    bob = b.guest("Bob");
    space = a.room(ann, "space", "{width: 100, height: 50}");
    watcher = TestClient.join(a, a.guest("Nat"), space);
    String address =
        a.get("/route/" + space, null).headers().firstValue("X-Roomkeeper-Node").orElseThrow();
    home = address.endsWith(":" + a.port()) ? a : b;
    other = home == a ? b : a;
  }

  private TestServer node(String name) {
    TestServer node =
        TestServer.start(
            folder.resolve(name),
            settings -> {
              settings.database = database;
              settings.redis = redis.url();
            });
    nodes.add(node);
    return node;
  }

  private void stop(TestServer node) {
    nodes.remove(node);
    node.close();
  }

  @AfterEach
  void stop() {
    watcher.close();
    nodes.forEach(TestServer::close);
    redis.close();
  }

  @Test
  void M3_M4_M6_who_comes_to_another_node_walks_and_talks_with_all() {
    try (CourseClient a = CourseClient.join(home, ann, space);
        CourseClient b = CourseClient.openAtRoot(other)) {
      JsonNode users = b.join(bob, space).path("users");
      assertThat(users).hasSize(2);
      assertThat(b.others()).containsEntry(ann.id(), a.spawn());
      a.expect("user-joined", bob, b.spawn());

      Place step = b.spawn().right();
      b.move(step);
      a.expect("movement", bob, step);
      a.move(a.spawn().right());
      b.expect("movement", ann, a.spawn().right());
      b.move(new Place(90, 40));
      b.expectRejection(step);

      b.chat(space, bob.token(), "from afar");
      JsonNode told = b.expect("new-message");
      assertThat(told.path("name").asString()).isEqualTo("Bob");
      assertThat(a.expect("new-message")).isEqualTo(told);
      a.chat(space, ann.token(), "x".repeat(2_000));
      assertThat(b.expect("new-message")).isEqualTo(a.expect("new-message"));
      watcher.awaitView(view -> view.merged().path("chat").size() == 2, "both lines");
      b.ping();

      b.socket().cut();
      assertThat(a.expect("user-left").path("userId").asString()).isEqualTo(bob.id());
      // The native one may have been carried on by the other; that counts at home alone.
      TestClient.await(
          () -> home.metric(CONNECTIONS) == 2 && other.metric(CONNECTIONS) == 0,
          "what both nodes allowed is given back");
    }
  }

  @Test
  void M2_M6_M7_what_is_wrong_is_answered_as_on_one_node() {
    try (CourseClient client = CourseClient.open(other)) {
      client.askToJoin(space, "nonsense");
      client.expectErrorAndEnd(4401);
    }
    try (CourseClient client = CourseClient.open(other)) {
      client.askToJoin("nowhere", bob.token());
      client.expectErrorAndEnd(4404);
    }
    try (CourseClient client = CourseClient.join(other, bob, space)) {
      client.askToJoin(space, bob.token());
      client.expectError();
      client.chat(space, "nonsense", "I am somebody else");
      client.expectErrorAndEnd(4401);
    }
    try (CourseClient client = CourseClient.join(other, bob, space)) {
      client.socket().sendRaw(Wire.frame(0x80 | Wire.TEXT, false, new byte[] {'{', '}'}));
      assertThat(client.socket().awaitClose())
          .isEqualTo(new TestClient.Closed(4400, "this breaks the WebSocket protocol"));
    }
  }

  @Test
  void what_comes_right_behind_the_join_is_all_answered() {
    int lines = 300;
    try (CourseClient client = CourseClient.open(other)) {
      ByteArrayOutputStream segment = new ByteArrayOutputStream();
      segment.writeBytes(
          Wire.text(
              """
              {"type":"join","payload":{"spaceId":"%s","token":"%s"}}\
              """
                  .formatted(space, bob.token())));
      byte[] line =
          Wire.text(
              """
              {"type":"chat-message","payload":{"spaceId":"%s","token":"%s","message":"%s"}}\
              """
                  .formatted(space, bob.token(), "x".repeat(1_000)));
      for (int i = 0; i < lines; i++) {
        segment.writeBytes(line);
      }
      client.socket().sendRaw(segment.toByteArray());
      int sent = lines;
      while (client.socket().frames("space-joined").isEmpty() && sent < 10_000) {
        client.socket().sendRaw(line);
        sent++;
        TestClient.nap(2);
      }
      client.socket().sendRaw(line);
      int all = sent + 1;
      TestClient.await(() -> answers(client).size() == all, "an answer to each");
      client.ping();
      assertThat(client.socket().frames("space-joined")).hasSize(1);
      assertThat(client.socket().frames("new-message")).isNotEmpty();
      assertThat(answers(client)).hasSize(all);
    }
  }

  private static List<TestClient.Frame> answers(CourseClient client) {
    List<TestClient.Frame> answers = new ArrayList<>(client.socket().frames("error"));
    answers.addAll(client.socket().frames("new-message"));
    return answers;
  }

  @Test
  void M8_a_slow_client_is_held_back_at_home_and_gets_all_that_was_said() {
    try (CourseClient slow =
        CourseClient.open(other, opening -> opening.withReceiveBuffer(4_096))) {
      slow.join(bob, space);
      slow.socket().pause();
      int lines = talkUntilItIsHeldBack();
      slow.socket().resume();
      TestClient.await(
          () -> slow.socket().frames("new-message").size() == lines, "all that was said");
    }
  }

  /** How many lines that took. */
  private int talkUntilItIsHeldBack() {
    String line = "{\"message\":\"" + "y".repeat(2_000) + "\"}";
    int batch = 20; // What is held back has 64 KiB.
    for (int said = batch; said < 20_000; said += batch) {
      long last = 0;
      for (int i = 0; i < batch; i++) {
        last = watcher.command("chat-message", line);
      }
      watcher.answer(last);
      if (home.traffic().getOrDefault("conflations", 0.0) > 0) {
        return said;
      }
    }
    throw new AssertionError("it never held back");
  }

  @Test
  void M8_when_the_spaces_node_drains_the_socket_ends_and_the_space_opens_here() {
    try (CourseClient before = CourseClient.join(other, bob, space)) {
      Place at = before.spawn().right();
      before.move(at);
      before.ping();
      stop(home);
      assertThat(before.socket().awaitClose().code()).isEqualTo(4503);
      try (CourseClient again = CourseClient.join(other, bob, space);
          TestClient nat = TestClient.join(other, ann, space)) {
        again.expect("user-joined");
        again.chat(space, bob.token(), "moved");
        again.expect("new-message");
        nat.awaitView(view -> view.merged().path("chat").size() == 1, "the line");
      }
    }
  }

  @Test
  void M8_when_the_node_that_it_came_to_drains_the_socket_ends_and_the_member_is_gone() {
    try (CourseClient a = CourseClient.join(home, ann, space);
        CourseClient b = CourseClient.join(other, bob, space)) {
      a.expect("user-joined", bob, b.spawn());
      stop(other);
      assertThat(b.socket().awaitClose())
          .isEqualTo(new TestClient.Closed(4503, "the server is stopping"));
      a.socket().next("user-left");
      assertThat(a.others()).doesNotContainKey(bob.id());
      assertThat(a.socket().isOpen()).isTrue();
    }
  }
}
