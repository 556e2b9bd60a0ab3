package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestClient.Frame;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.kit.Wire;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P18: who is still there, and for how long a token holds. The times are shortened. */
@Timeout(60)
@Tag("slow")
final class LivenessTest {
  private static final long SILENCE_MILLIS = 3_000;

  @TempDir static Path data;
  static TestServer server;
  static User ann;
  static User bob;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            data, TestServer.GENEROUS, new Gateway.Timings(10_000, 1_000, SILENCE_MILLIS, 500));
    ann = server.guest("Ann");
    bob = server.guest("Bob");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "7.5, 7.5", "'\"abc\"', '\"abc\"'"})
  void P18_ping_is_answered_with_what_it_brought_and_the_time(String sent, String back) {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.open(server, ann, room)) { // before and after the join
      for (int i = 0; i < 2; i++) {
        long before = System.currentTimeMillis();
        a.send("{\"type\":\"ping\",\"payload\":{\"t\":" + sent + "}}");
        Frame pong = a.next("pong");
        assertThat(pong.payload().path("t").toString()).isEqualTo(back);
        assertThat(pong.payload().path("now").asLong())
            .isBetween(before - 1_000, System.currentTimeMillis() + 1_000);
        if (i == 0) {
          a.join("{}");
        }
      }
    }
  }

  @Test
  void P18_a_ping_may_bring_nothing_and_no_more_than_a_mark_is_sent_back() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.open(server, ann, room)) {
      a.send("{\"type\":\"ping\"}");
      assertThat(a.next("pong").payload().propertyNames()).containsExactly("now");
      a.send("{\"type\":\"ping\",\"payload\":{\"t\":{\"much\":\"" + "x".repeat(9_000) + "\"}}}");
      assertThat(a.next("pong").size()).isLessThan(100);
    }
  }

  @Test
  void P18_a_websocket_ping_is_answered_by_a_pong_of_the_same_bytes() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.open(server, ann, room)) {
      a.sendRaw(Wire.frame(Wire.PING, new byte[] {1, 2, 3}));
      TestClient.Control pong = a.nextControl(TestServer.PATIENCE.toMillis());
      assertThat(pong).isNotNull();
      assertThat(pong.opcode()).isEqualTo(Wire.PONG);
      assertThat(pong.payload()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void P18_the_server_pings_and_who_answers_stays() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room)) {
      long began = System.nanoTime();
      while (System.nanoTime() - began < 2 * SILENCE_MILLIS * 1_000_000) {
        TestClient.Control ping = a.nextControl(TestServer.PATIENCE.toMillis());
        assertThat(ping).isNotNull();
        assertThat(ping.opcode()).isEqualTo(Wire.PING);
      }
      assertThat(a.ask("board", "{\"o\":{\"x\":1}}").type()).isEqualTo("ack");
    }
  }

  @Test
  void P18_who_is_silent_is_dropped_and_stays_a_member_offline() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient deaf = TestClient.open(server, bob, room, opening -> opening.deafToPings())) {
      deaf.join("{}");
      long began = System.nanoTime();
      assertThat(deaf.awaitClose().code()).isEqualTo(1006);
      assertThat(System.nanoTime() - began)
          .isBetween((SILENCE_MILLIS - 500) * 1_000_000, (SILENCE_MILLIS + 8_000) * 1_000_000);
      a.awaitView(
          view -> !view.at("/players/" + bob.id() + "/online").asBoolean(true), "he is offline");
      assertThat(a.view().at("/players/" + bob.id() + "/name").asString()).isEqualTo("Bob");
      try (TestClient again = TestClient.resume(server, bob, room, deaf)) {
        assertThat(again.frames("joined").getLast().payload().path("resumed").asBoolean()).isTrue();
      }
    }
  }

  @Test
  void P18_at_its_expiry_a_token_ends_the_socket() {
    String room = server.room(ann, "lobby", "{}");
    User brief = new User(ann.id(), ann.name(), server.token(ann, 2_500));
    try (TestClient a = TestClient.join(server, brief, room)) {
      assertThat(a.awaitClose().code()).isEqualTo(4401);
    }
  }

  @Test
  void P18_a_token_can_be_renewed_before() {
    String room = server.room(ann, "lobby", "{}");
    long began = System.nanoTime();
    User brief = new User(ann.id(), ann.name(), server.token(ann, 4_000));
    try (TestClient a = TestClient.join(server, brief, room)) {
      a.send("{\"type\":\"auth\",\"payload\":{\"token\":\"" + ann.token() + "\"}}");
      a.next("auth");
      while (System.nanoTime() - began < 6_500_000_000L) {
        TestClient.nap(200); // until long after the first token's end
        a.ping();
      }
      assertThat(a.isOpen()).isTrue();
    }
  }

  @Test
  void P18_a_token_of_another_or_of_nobody_renews_nothing() {
    String room = server.room(ann, "lobby", "{}");
    User brief = new User(ann.id(), ann.name(), server.token(ann, 2_500));
    try (TestClient a = TestClient.join(server, brief, room)) {
      for (String token : new String[] {bob.token(), "x", "", server.token(ann, -60_000)}) {
        a.send("{\"type\":\"auth\",\"payload\":{\"token\":\"" + token + "\"}}");
        Frame error = a.next("error");
        assertThat(error.code()).isEqualTo("FORBIDDEN");
        assertThat(error.text()).doesNotContain(bob.token());
      }
      assertThat(a.awaitClose().code()).isEqualTo(4401);
    }
  }
}
