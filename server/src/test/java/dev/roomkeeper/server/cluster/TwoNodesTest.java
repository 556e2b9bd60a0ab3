package dev.roomkeeper.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.Settings;
import dev.roomkeeper.server.kit.PostgresServer;
import dev.roomkeeper.server.kit.RedisServer;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes on one PostgreSQL and one Redis act as one. */
class TwoNodesTest {
  @TempDir Path folder;
  private RedisServer redis;
  private String database;
  private final List<TestServer> nodes = new ArrayList<>();
  private TestServer a;
  private TestServer b;
  private TestServer.User ann;
  private TestServer.User bob;

  @BeforeEach
  void start() {
    redis = RedisServer.start();
    PostgresServer postgres = PostgresServer.shared();
    database = postgres.url(postgres.create());
    a = node("a");
    b = node("b");
    ann = a.guest("Ann");
    bob = b.guest("Bob");
  }

  private TestServer node(String name) {
    return node(name, Settings.Role.all);
  }

  private TestServer node(String name, Settings.Role role) {
    TestServer node =
        TestServer.start(
            folder.resolve(name),
            settings -> {
              settings.database = database;
              settings.redis = redis.url();
              settings.role = role;
            });
    nodes.add(node);
    return node;
  }

  @AfterEach
  void stop() {
    nodes.forEach(TestServer::close);
    redis.close();
  }

  @Test
  void a_socket_at_either_node_comes_to_the_one_that_has_the_room() {
    String room = a.room(ann, "lobby", "{}");
    try (TestClient atA = TestClient.join(a, ann, room);
        TestClient atB = TestClient.join(b, bob, room)) {
      assertThat(atB.ask("board", "{\"x\":{\"y\":1}}").type()).isEqualTo("ack");
      atA.awaitView(view -> view.at("/board/x/y").asInt() == 1, "what Bob did");
      assertThat(atA.ask("board", "{\"x\":{\"y\":2}}").type()).isEqualTo("ack");
      atB.awaitView(view -> view.at("/board/x/y").asInt() == 2, "what Ann did");
      for (TestServer node : nodes) {
        TestClient.await(
            () -> node.get("/api/v1/rooms/" + room, bob).body().contains("\"online\":2"),
            "both are counted everywhere");
      }
    }
  }

  @Test
  void a_ban_by_http_at_one_node_holds_at_the_other_and_for_who_comes_back() {
    String room = a.room(ann, "lobby", "{}");
    String path = "/api/v1/rooms/" + room + "/moderation";
    TestClient owner = TestClient.join(a, ann, room);
    TestClient atB = TestClient.join(b, bob, room);
    String ban =
        "{\"type\":\"member.ban\",\"payload\":{\"memberId\":\"%s\",\"minutes\":60}}"
            .formatted(bob.id());
    assertThat(b.post(path, bob, ban).statusCode()).isEqualTo(403);
    assertThat(b.post(path, ann, ban).statusCode()).isEqualTo(200);
    assertThat(atB.awaitClose().code()).isEqualTo(4403);
    for (TestServer node : nodes) {
      try (TestClient again = TestClient.open(node, bob, room)) {
        again.send("{\"type\":\"join\",\"payload\":{}}");
        assertThat(again.awaitClose().reason()).contains("banned");
      }
      assertThat(node.get(path, ann).body()).contains(bob.id());
      assertThat(node.get(path, bob).statusCode()).isEqualTo(403);
    }
    owner.close();
    a.stop();
    nodes.remove(a);
    try (TestClient again = TestClient.open(b, bob, room)) {
      again.send("{\"type\":\"join\",\"payload\":{}}");
      assertThat(again.awaitClose().reason()).as("the room has moved").contains("banned");
    }
  }

  @Test
  void a_block_at_one_node_holds_in_rooms_of_the_other() {
    String atA = a.room(ann, "lobby", "{}");
    String atB = b.room(bob, "lobby", "{}");
    try (TestClient annAtA = TestClient.join(a, ann, atA);
        TestClient bobAtA = TestClient.join(b, bob, atA);
        TestClient bobAtB = TestClient.join(b, bob, atB);
        TestClient annAtB = TestClient.join(a, ann, atB)) {
      HttpResponse<String> answer =
          a.send(
              a.request("/api/v1/me/apart/" + bob.id(), ann)
                  .header("Content-Type", "application/json")
                  .PUT(HttpRequest.BodyPublishers.ofString("{\"block\":true}")));
      assertThat(answer.statusCode()).isEqualTo(200);
      for (TestClient each : List.of(annAtA, annAtB)) {
        each.awaitView(
            view -> view.liveAt("/member:" + ann.id() + "/apart/" + bob.id()).asBoolean(),
            "Ann's client knows it");
      }
      for (TestClient each : List.of(bobAtA, bobAtB)) {
        each.awaitView(
            view -> view.liveAt("/member:" + bob.id() + "/apart/" + ann.id()).asBoolean(),
            "Bob's client knows it");
      }
    }
  }

  @Test
  void a_node_for_sockets_has_rooms_and_neither_pages_nor_api() {
    TestServer sockets = node("c", Settings.Role.sockets);
    String room = a.room(ann, "lobby", "{}");
    try (TestClient member = TestClient.join(sockets, ann, room)) {
      assertThat(member.ask("board", "{\"x\":{\"y\":1}}").type()).isEqualTo("ack");
    }
    for (String path : List.of("/", "/app/", "/api/v1/rooms", "/api/v1/openapi.json")) {
      assertThat(sockets.get(path, ann).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(sockets.get("/readyz", ann).statusCode()).isEqualTo(200);
    assertThat(sockets.post("/api/v1/admin/drain", ann, "").statusCode()).isEqualTo(403);
  }

  @Test
  void a_node_for_http_has_no_rooms() {
    a.stop();
    b.stop();
    nodes.clear();
    TestServer http = node("c", Settings.Role.http);
    TestServer sockets = node("d", Settings.Role.sockets);
    String room = http.room(ann, "lobby", "{}");
    TestClient.await(() -> leads(http, room, sockets), "it was heard of");
    try (TestClient member = TestClient.join(http, ann, room)) {
      assertThat(member.ask("board", "{\"x\":{\"y\":1}}").type()).isEqualTo("ack");
      sockets.stop();
      assertThat(member.awaitClose().code()).as("it lived there").isEqualTo(4503);
    }
    nodes.remove(sockets);
  }

  @Test
  void P5_who_returns_to_another_node_after_a_drain_resumes() {
    String room = a.room(ann, "lobby", "{}");
    TestClient.join(a, bob, room).close(); // It opens on either.
    TestServer owner = leads(a, room, b) ? b : a;
    TestServer other = owner == a ? b : a;
    TestClient before = TestClient.join(owner, ann, room);
    before.ask("board", "{\"x\":{\"y\":1}}");
    owner.stop();
    assertThat(before.awaitClose().code()).isEqualTo(4503);
    try (TestClient again = TestClient.resume(other, ann, room, before)) {
      assertThat(again.frames("joined").getFirst().payload().path("resumed").asBoolean()).isTrue();
      assertThat(again.view().at("/board/x/y").asInt()).isEqualTo(1);
    }
    nodes.remove(owner);
  }

  /** Whether a router that asks the one node is told of the other for the room. */
  private static boolean leads(TestServer asked, String room, TestServer to) {
    return asked
        .get("/route/" + room, null)
        .headers()
        .firstValue("X-Roomkeeper-Node")
        .orElse("")
        .endsWith(":" + to.port());
  }
}
