package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.kit.CourseClient;
import dev.roomkeeper.server.kit.CourseClient.Place;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.limits.Limit;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients of the course's dialect that are slow, far too quick, or silent. */
@Timeout(120)
final class MetaverseLimitsTest {
  private static final int FRAMES_PER_SECOND = 20;
  private static final long JOIN_MILLIS = 3_000;

  @TempDir static Path data;
  static TestServer server;
  static User ann;
  static User bob;
  String space;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            data,
            TestServer.limited(Limit.FRAMES_BY_CONNECTION, FRAMES_PER_SECOND)
                .with(Limit.SOCKETS_BY_USER, 2, 0),
            new Gateway.Timings(JOIN_MILLIS, 15_000, 30_000, 15_000));
    ann = server.guest("Ann");
    bob = server.guest("Bob");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeSpace() {
    space = server.room(ann, "space", "{width: 100, height: 50}");
  }

  @Test
  void M2_who_does_not_join_is_closed() {
    try (CourseClient client = CourseClient.open(server)) {
      client.expectErrorAndEnd(4408);
    }
  }

  @Test
  void M7_steps_beyond_the_limit_are_rejected_with_the_true_place() {
    try (CourseClient a = CourseClient.join(server, ann, space)) {
      int asked = 5 * FRAMES_PER_SECOND;
      a.move(a.spawn().right());
      for (int i = 1; i < asked; i++) {
        a.move(a.spawn());
        a.move(a.spawn().right());
      }
      // Steps to and fro: those taken are told to nobody here, so count what is refused.
      a.socket().next("movement-rejected");
      TestClient.nap(1_000); // The budget is full again: what is said now is told, last of all.
      a.chat(space, ann.token(), "now");
      a.socket().next("new-message");
      int refused = a.socket().frames("movement-rejected").size();
      assertThat(refused).isBetween(1, 3 * FRAMES_PER_SECOND);
      Place last = Place.of(a.socket().frames("movement-rejected").getLast().payload());
      assertThat(last).isIn(a.spawn(), a.spawn().right());
      assertThat(a.socket().frames("error")).isEmpty();
      a.move(last.right().right().right());
      assertThat(Place.of(a.expect("movement-rejected"))).isIn(a.spawn(), a.spawn().right());
    }
  }

  @Test
  void M7_a_user_has_only_so_many_connections() {
    String other = server.room(ann, "space", "{width: 9, height: 9}");
    String third = server.room(ann, "space", "{width: 9, height: 9}");
    try (CourseClient one = CourseClient.join(server, bob, space);
        CourseClient two = CourseClient.join(server, bob, other);
        CourseClient three = CourseClient.open(server)) {
      three.askToJoin(third, bob.token());
      three.expectErrorAndEnd(1013);
      assertThat(one.socket().isOpen()).isTrue();
      assertThat(two.socket().isOpen()).isTrue();
    }
  }

  @Test
  void M8_the_socket_ends_with_its_token() {
    try (CourseClient client = CourseClient.open(server)) {
      client.askToJoin(space, server.token(ann, 2_500));
      client.expect("space-joined");
      assertThat(client.socket().awaitClose().code()).isEqualTo(4401);
      assertThat(client.unread()).isEmpty();
    }
  }
}
