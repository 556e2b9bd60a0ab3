package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.CourseClient;
import dev.roomkeeper.server.kit.CourseClient.Place;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.Wire;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Coming in by the course's WebSocket dialect (docs/metaverse.md), and who is there. */
@Timeout(120)
final class MetaverseJoiningTest extends NewSpaceForEach {
  // --- M1: connecting ---

  @Test
  void M1_nothing_is_sent_on_connect_at_either_port() {
    try (CourseClient own = CourseClient.open(server);
        CourseClient root = CourseClient.openAtRoot(server)) {
      for (CourseClient client : List.of(own, root)) {
        client.ping();
        assertThat(client.unread()).isEmpty();
        assertThat(client.socket().subprotocol()).isEmpty();
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
}
