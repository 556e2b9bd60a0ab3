package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.kit.Wire;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes over sockets costs whoever sends it, and what opens them whoever asks. */
@Timeout(120)
final class BudgetFramesTest {
  @TempDir Path data;

  private TestServer server(Limits.Numbers numbers) {
    return TestServer.start(data, numbers, Gateway.Timings.DEFAULT);
  }

  private static Wire.Head knock(TestServer server, String room, User user) {
    return TestClient.knock(server, "/ws/" + room, "Authorization: Bearer " + user.token());
  }

  @Test
  void L3_pongs_that_nobody_asked_for_count() {
    try (TestServer server = server(TestServer.limited(Limit.FRAMES_BY_CONNECTION, 5))) {
      User ann = server.guest("Ann");
      String room = server.room(ann, "lobby", "{}");
      try (TestClient a = TestClient.join(server, ann, room)) {
        for (int i = 0; i < 200; i++) {
          a.sendRaw(Wire.frame(Wire.PONG, new byte[0]));
        }
        assertThat(a.ask("board", "{\"o\":{\"x\":1}}").code()).isEqualTo("RATE_LIMITED");
      }
    }
  }

  @Test
  void L3_each_part_of_a_message_counts_also_where_it_is_empty() {
    try (TestServer server = server(TestServer.limited(Limit.FRAMES_BY_CONNECTION, 5))) {
      User ann = server.guest("Ann");
      String room = server.room(ann, "lobby", "{}");
      try (TestClient a = TestClient.join(server, ann, room)) {
        byte[] message =
            "{\"type\":\"board\",\"seq\":1,\"payload\":{\"o\":{\"x\":1}}}"
                .getBytes(StandardCharsets.UTF_8);
        a.sendRaw(Wire.frame(Wire.TEXT, true, message)); // not final
        for (int i = 0; i < 200; i++) {
          a.sendRaw(Wire.frame(Wire.CONTINUATION, true, new byte[0]));
        }
        a.sendRaw(Wire.frame(0x80 | Wire.CONTINUATION, true, new byte[0]));
        assertThat(a.answer(1).code()).isEqualTo("RATE_LIMITED");
      }
    }
  }

  @Test
  void L3_parts_without_end_close_the_connection() {
    try (TestServer server = server(TestServer.limited(Limit.FRAMES_BY_CONNECTION, 5))) {
      User ann = server.guest("Ann");
      String room = server.room(ann, "lobby", "{}");
      try (TestClient a = TestClient.join(server, ann, room)) {
        a.sendRaw(Wire.frame(Wire.TEXT, true, new byte[0]));
        try {
          for (int i = 0; i < 3_000; i++) {
            a.sendRaw(Wire.frame(Wire.CONTINUATION, true, new byte[0]));
          }
        } catch (java.io.UncheckedIOException e) {
          assertThat(e).as("it is closed already").isNotNull();
        }
        assertThat(a.awaitClose().code()).isEqualTo(4429);
      }
    }
  }

  private static String patch(String id, int bytes) {
    return "{\"" + id + "\":{\"text\":\"" + "x".repeat(bytes) + "\"}}";
  }

  @Test
  void L3_bytes_count_and_not_frames_alone() {
    try (TestServer server = server(TestServer.GENEROUS.with(Limit.BYTES_BY_USER, 100_000, 1))) {
      User ann = server.guest("Ann");
      String room = server.room(ann, "lobby", "{}");
      try (TestClient a = TestClient.join(server, ann, room);
          TestClient b = TestClient.join(server, server.guest("Bob"), room)) {
        assertThat(a.ask("board", patch("o", 60_000)).type()).isEqualTo("ack");
        assertThat(a.ask("board", patch("o", 60_000)).code()).isEqualTo("RATE_LIMITED");
        assertThat(b.ask("board", patch("p", 60_000)).type()).isEqualTo("ack");
      }
    }
  }

  @Test
  void L3_what_is_journaled_for_a_user_is_bounded_and_what_is_not_goes_on() {
    try (TestServer server =
        server(TestServer.GENEROUS.with(Limit.JOURNAL_BYTES_BY_USER, 100_000, 1))) {
      User ann = server.guest("Ann");
      String room = server.room(ann, "lobby", "{}");
      try (TestClient a = TestClient.join(server, ann, room);
          TestClient b = TestClient.join(server, server.guest("Bob"), room)) {
        assertThat(a.ask("board", patch("o", 60_000)).type()).isEqualTo("ack");
        assertThat(a.ask("board", patch("o", 59_000)).type())
            .as("with its inverse")
            .isEqualTo("ack");
        assertThat(a.ask("board", "{\"o\":null}").code()).isEqualTo("RATE_LIMITED");
        assertThat(a.ask("move", "{\"x\":1}").type()).as("kept by nobody").isEqualTo("ack");
        assertThat(b.ask("board", patch("p", 60_000)).type()).isEqualTo("ack");
      }
    }
  }

  @Test
  void L3_what_is_journaled_for_a_room_is_bounded_and_other_rooms_go_on() {
    try (TestServer server =
        server(TestServer.GENEROUS.with(Limit.JOURNAL_BYTES_BY_ROOM, 50_000, 1))) {
      User ann = server.guest("Ann");
      User bob = server.guest("Bob");
      String room = server.room(ann, "lobby", "{}");
      String other = server.room(ann, "lobby", "{}");
      try (TestClient a = TestClient.join(server, ann, room);
          TestClient b = TestClient.join(server, bob, room);
          TestClient elsewhere = TestClient.join(server, ann, other)) {
        assertThat(a.ask("board", patch("o", 60_000)).type()).isEqualTo("ack");
        assertThat(b.ask("board", "{\"o\":null}").code()).isEqualTo("RATE_LIMITED");
        assertThat(elsewhere.ask("board", patch("o", 40_000)).type()).isEqualTo("ack");
      }
    }
  }

  @Test
  void L3_refusals_that_are_kept_cost_what_they_weigh() {
    try (TestServer server =
        server(TestServer.GENEROUS.with(Limit.JOURNAL_BYTES_BY_USER, 5_000, 1))) {
      User ann = server.guest("Ann");
      String room = server.room(ann, "lobby", "{}");
      try (TestClient a = TestClient.join(server, ann, room)) {
        String code = "";
        for (int i = 0; i < 100 && !code.equals("RATE_LIMITED"); i++) {
          code = a.ask("board", "{\"o\":{\"color\":\"url(x)\"}}").code();
        }
        assertThat(code).isEqualTo("RATE_LIMITED");
      }
    }
  }

  @Test
  void L3_the_whole_state_is_sent_so_often_and_then_later() {
    try (TestServer server =
        server(TestServer.GENEROUS.with(Limit.STATE_BYTES_BY_USER, 100_000, 1))) {
      User ann = server.guest("Ann");
      User bob = server.guest("Bob");
      String room = server.room(ann, "lobby", "{}");
      try (TestClient a = TestClient.join(server, ann, room)) {
        assertThat(a.ask("board", patch("o", 60_000)).type()).isEqualTo("ack");
        for (int i = 0; i < 2; i++) {
          TestClient.join(server, bob, room).close();
        }
        TestClient late = TestClient.open(server, bob, room);
        late.send("{\"type\":\"join\"}");
        assertThat(late.awaitClose().code()).isEqualTo(1013);
        assertThat(a.isOpen()).isTrue();
      }
    }
  }

  @Test
  void handshakes_of_an_address_are_so_many_whatever_comes_of_them() {
    try (TestServer server =
        server(TestServer.GENEROUS.with(Limit.HANDSHAKES_BY_ADDRESS, 5, 0.001))) {
      User ann = server.guest("Ann");
      for (int i = 0; i < 5; i++) {
        assertThat(knock(server, "none", ann).status()).isEqualTo(404);
      }
      Wire.Head refused = knock(server, "none", ann);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(Integer.parseInt(refused.headers().get("retry-after"))).isPositive();
    }
  }

  @Test
  void sockets_of_an_address_are_so_many_whosever_they_are() {
    try (TestServer server = server(TestServer.GENEROUS.with(Limit.SOCKETS_BY_ADDRESS, 2, 0))) {
      User ann = server.guest("Ann");
      String room = server.room(ann, "lobby", "{}");
      try (TestClient a = TestClient.join(server, ann, room);
          TestClient b = TestClient.join(server, server.guest("Bob"), room)) {
        assertThat(knock(server, room, server.guest("Cat")).status()).isEqualTo(429);
        assertThat(a.isOpen() && b.isOpen()).isTrue();
      }
      TestClient.await(
          () -> knock(server, room, server.guest("Cat")).status() == 101, "those are gone");
    }
  }

  @Test
  void a_handshake_that_is_refused_opens_no_room() {
    try (TestServer server = server(TestServer.GENEROUS)) {
      User ann = server.guest("Ann");
      User eve = server.guest("Eve");
      for (int i = 0; i < 10; i++) {
        String room = server.room(ann, "lobby", "{only:[]}");
        assertThat(knock(server, room, eve).status()).isEqualTo(403);
      }
      assertThat(server.metric("roomkeeper_rooms")).isZero();
    }
  }

  @Test
  void passphrases_are_hashed_so_often_for_a_user_and_sign_in_stays_open() {
    Limits.Numbers numbers = TestServer.GENEROUS.with(Limit.PASSPHRASES_BY_USER, 3, 0.001);
    try (TestServer server =
        TestServer.start(
            data,
            settings -> {
              settings.openAdminSignup = true;
              settings.limits = numbers;
            })) {
      User eve = server.guest("Eve");
      String room = server.room(eve, "lobby", "{}");
      String account = "{\"username\":\"ann\",\"password\":\"123456\",\"type\":\"user\"}";
      assertThat(server.post("/api/v1/signup", null, account).statusCode()).isEqualTo(200);
      try (TestClient a = TestClient.join(server, eve, room)) {
        for (int i = 1; i <= 100; i++) {
          a.command(i, "passphrase", "{\"passphrase\":\"one of many " + i + "\"}");
        }
        assertThat(server.post("/api/v1/signin", null, account).statusCode()).isEqualTo(200);
        assertThat(a.answer(100).code()).isEqualTo("RATE_LIMITED");
        assertThat(a.answer(3).type()).isEqualTo("ack");
        assertThat(a.isOpen()).isTrue();
      }
    }
  }
}
