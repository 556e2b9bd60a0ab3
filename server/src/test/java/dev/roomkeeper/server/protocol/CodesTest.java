package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestClient.Frame;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.kit.Wire;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** P20, P21 and the rate limits (row L3 of the mission): what the server says when it says no. */
@Timeout(120)
final class CodesTest {
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

  // --- P20 ---

  @Test
  void P20_the_codes_are_those_of_the_protocol() {
    assertThat(Code.values())
        .extracting(Code::name)
        .containsExactlyInAnyOrder(
            "BAD_REQUEST",
            "UNKNOWN_COMMAND",
            "FORBIDDEN",
            "NOT_FOUND",
            "CONFLICT",
            "RATE_LIMITED",
            "TOO_LARGE",
            "UNAVAILABLE",
            "INTERNAL");
  }

  @Test
  void P20_a_refusal_carries_the_code_that_fits() {
    String room = server.room(ann, "cardtable", "{}");
    try (TestClient a = TestClient.join(server, ann, room)) {
      assertThat(a.ask("dance", "{}").code()).isEqualTo("UNKNOWN_COMMAND");
      assertThat(a.ask("card.flip", "{}").code()).isEqualTo("BAD_REQUEST");
      assertThat(a.ask("card.flip", "{\"objectId\":\"x\"}").code()).isEqualTo("NOT_FOUND");
      assertThat(a.ask("player", "{\"playerId\":\"u_other\"}").code()).isEqualTo("FORBIDDEN");
      a.ask("deck.create", "{\"deckId\":\"d\",\"cards\":[\"SA\"]}");
      assertThat(a.ask("deck.create", "{\"deckId\":\"d\",\"cards\":[\"SA\"]}").code())
          .isEqualTo("CONFLICT");
      assertThat(a.ask("message", "{\"text\":\"" + "x".repeat(9_000) + "\"}").code())
          .isEqualTo("TOO_LARGE");
    }
  }

  @Test
  void P20_a_command_that_would_pass_the_rooms_4_mib_is_refused() {
    String room = server.room(ann, "lobby", "{}");
    String text = "x".repeat(59_995);
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      Frame answer = a.ask("board", "{\"o0\":{\"t\":\"" + text + "\"}}");
      int i = 1;
      for (; answer.type().equals("ack") && i < 100; i++) {
        // Each another one: in binary, equal ones are spelled once.
        answer = a.ask("board", "{\"o%d\":{\"t\":\"%05d%s\"}}".formatted(i, i, text));
      }
      assertThat(answer.code()).isEqualTo("TOO_LARGE");
      assertThat((i - 1) * 60_000L).isBetween((4L << 20) - 130_000, 4L << 20);
      assertThat(a.view().at("/board/o" + (i - 1)).isMissingNode()).isTrue();

      // What makes it smaller is taken, and then there is room again.
      assertThat(a.ask("board", "{\"o0\":null}").type()).isEqualTo("ack");
      assertThat(a.ask("board", "{\"p\":{\"t\":\"" + text + "\"}}").type()).isEqualTo("ack");
      b.awaitView(view -> view.at("/board/p").isObject(), "the last");
      try (TestClient c = TestClient.join(server, server.guest("Cat"), room)) {
        assertThat(c.frames("joined").getLast().size()).isGreaterThan(3_900_000);
      }
    }
  }

  // --- P21 ---

  @Test
  void P21_the_close_codes_are_those_of_the_protocol() {
    assertThat(CloseCode.values())
        .extracting(CloseCode::number)
        .containsExactlyInAnyOrder(1013, 4400, 4401, 4403, 4404, 4408, 4409, 4413, 4429, 4503);
  }

  @Test
  void P21_a_room_that_is_gone_is_4404() {
    String room = server.room(ann, "space", "{width: 10, height: 10}");
    try (TestClient a = TestClient.open(server, ann, room)) {
      server.deleteSpace(ann, room);
      a.send("{\"type\":\"join\"}");
      assertThat(a.awaitClose().code()).isEqualTo(4404);
    }
    assertThat(
            TestClient.knock(server, "/ws/" + room, "Authorization: Bearer " + ann.token())
                .status())
        .isEqualTo(404);
  }

  /** Everybody is told, also those who are talking at that very moment. */
  @Test
  void P21_when_the_server_stops_every_socket_is_told_4503(@TempDir Path own) throws Exception {
    TestServer server = TestServer.start(own);
    List<TestClient> clients = new ArrayList<>();
    List<Thread> talkers = new ArrayList<>();
    try (server) {
      User cat = server.guest("Cat");
      for (int i = 0; i < 8; i++) {
        User user = server.guest("User " + i);
        TestClient client = TestClient.join(server, user, server.room(user, "lobby", "{}"));
        clients.add(client);
        if (i % 2 == 0) {
          talkers.add(Thread.ofVirtual().start(() -> talk(client)));
        }
      }
      String room = server.room(cat, "lobby", "{}");
      clients.add(TestClient.open(server, cat, room)); // and has not joined
      TestClient.await(
          () ->
              clients.stream().filter(c -> !c.frames("patch").isEmpty()).count() == talkers.size(),
          "word of all who talk");
    }
    for (TestClient client : clients) {
      assertThat(client.awaitClose().code()).isEqualTo(4503);
    }
    for (Thread talker : talkers) {
      talker.join();
    }
  }

  private static void talk(TestClient client) {
    String text = "x".repeat(2_000);
    try {
      while (client.isOpen()) {
        client.tell("move", "{\"x\":" + System.nanoTime() % 1_000 + "}");
        client.tell("board", "{\"o\":{\"t\":\"" + text + "\"}}");
        TestClient.nap(1); // the pace of the talk
      }
    } catch (java.io.UncheckedIOException e) {
      assertThat(client.awaitClose()).isNotNull();
    }
  }

  @Test
  void P21_what_was_acknowledged_before_the_stop_is_there_after_it(@TempDir Path own) {
    try (TestServer server = TestServer.start(own)) {
      User cat = server.guest("Cat");
      String room = server.room(cat, "lobby", "{}");
      TestClient before = TestClient.join(server, cat, room);
      long last = 0;
      for (int i = 1; i <= 200; i++) {
        last = before.command("board", "{\"o" + i + "\":{\"x\":" + i + "}}");
      }
      assertThat(last).isEqualTo(200);
      before.answer(100);
      server.stop();
      assertThat(before.awaitClose().code()).isEqualTo(4503);
      long acked = before.frames("ack").size();
      server.startAgain();
      try (TestClient after = TestClient.join(server, cat, room)) {
        for (int i = 1; i <= acked; i++) {
          assertThat(after.view().at("/board/o" + i + "/x").asInt()).isEqualTo(i);
        }
      }
    }
  }

  // --- L3 ---

  private static final Gateway.Timings TIMES = Gateway.Timings.DEFAULT;

  private static TestServer limited(Path own, Limits.Numbers numbers) {
    return TestServer.start(own, numbers, TIMES);
  }

  @Test
  void L3_who_sends_too_fast_is_told_and_may_send_again(@TempDir Path own) {
    // A budget that takes some 18 s to earn a hundred frames, however slow the machine is.
    Limits.Numbers numbers = TestServer.limited(Limit.FRAMES_BY_CONNECTION, 5);
    try (TestServer server = limited(own, numbers)) {
      User cat = server.guest("Cat");
      User dan = server.guest("Dan");
      String room = server.room(cat, "lobby", "{}");
      try (TestClient a = TestClient.join(server, cat, room);
          TestClient b = TestClient.join(server, dan, room)) {
        for (int i = 1; i <= 100; i++) {
          a.command(i, "board", "{\"o" + i + "\":{\"x\":1}}");
        }
        Frame first = a.answer(100);
        assertThat(first.code()).isEqualTo("RATE_LIMITED");
        assertThat(a.frames("reject")).allMatch(frame -> frame.code().equals("RATE_LIMITED"));
        assertThat(a.frames("reject").size()).isBetween(50, 99);
        assertThat(b.ask("board", "{\"b\":{\"x\":1}}").type())
            .as("another is not limited")
            .isEqualTo("ack");

        TestClient.nap(1_000); // The budget earns five frames with time alone.
        a.command(100, "board", "{\"o100\":{\"x\":1}}");
        assertThat(a.answer(100).type()).isEqualTo("ack");
      }
    }
  }

  /** One command would do on a fast machine; on a slow one the budget has earned some since. */
  private static void assertIsLimited(TestClient client) {
    for (int i = 1; i <= 100; i++) {
      client.command(i, "board", "{\"o\":{\"x\":" + i + "}}");
    }
    assertThat(client.answer(100).code()).isEqualTo("RATE_LIMITED");
  }

  @Test
  void L3_all_connections_of_one_user_share_a_limit(@TempDir Path own) {
    Limits.Numbers numbers =
        TestServer.limited(Limit.FRAMES_BY_USER, 5).with(Limit.SOCKETS_BY_USER, 2, 0);
    try (TestServer server = limited(own, numbers)) {
      User cat = server.guest("Cat");
      String[] rooms = {server.room(cat, "lobby", "{}"), server.room(cat, "lobby", "{}")};
      try (TestClient a = TestClient.join(server, cat, rooms[0]);
          TestClient b = TestClient.join(server, cat, rooms[1])) {
        for (int i = 1; i <= 100; i++) {
          a.command(i, "board", "{\"o\":{\"x\":" + i + "}}");
        }
        assertThat(a.answer(100).code()).isEqualTo("RATE_LIMITED");
        assertIsLimited(b);
        // And so many at one time.
        Wire.Head head =
            TestClient.knock(server, "/ws/" + rooms[0], "Authorization: Bearer " + cat.token());
        assertThat(head.status()).isEqualTo(429);
        assertThat(Js.object(head.body()).path("code").asString()).isEqualTo("RATE_LIMITED");
      }
      // Who has gone makes room.
      TestClient.await(
          () ->
              TestClient.knock(server, "/ws/" + rooms[0], "Authorization: Bearer " + cat.token())
                      .status()
                  == 101,
          "room for another");
    }
  }

  @Test
  void L3_all_connections_from_one_address_share_a_limit(@TempDir Path own) {
    Limits.Numbers numbers = TestServer.limited(Limit.FRAMES_BY_ADDRESS, 5);
    try (TestServer server = limited(own, numbers)) {
      User cat = server.guest("Cat");
      User dan = server.guest("Dan");
      String room = server.room(cat, "lobby", "{}");
      try (TestClient a = TestClient.join(server, cat, room);
          TestClient b = TestClient.join(server, dan, room)) {
        for (int i = 1; i <= 100; i++) {
          a.command(i, "board", "{\"o\":{\"x\":" + i + "}}");
        }
        assertThat(a.answer(100).code()).isEqualTo("RATE_LIMITED");
        assertIsLimited(b);
      }
    }
  }

  /** At the limits that ship: far above them for seconds, and the others go on. */
  @Test
  void P21_who_goes_on_far_too_fast_is_closed_with_4429(@TempDir Path own) {
    try (TestServer server = limited(own, Limits.Numbers.DEFAULT)) {
      User cat = server.guest("Cat");
      String room = server.room(cat, "lobby", "{}");
      try (TestClient a = TestClient.join(server, cat, room)) {
        try {
          for (int i = 0; i < 20_000 && a.isOpen(); i++) {
            a.tell("move", "{\"x\":" + i + "}");
            if (i % 20 == 0) {
              TestClient.nap(5); // some thousand frames a second
            }
          }
        } catch (java.io.UncheckedIOException e) {
          assertThat(a.awaitClose()).isNotNull();
        }
        assertThat(a.awaitClose().code()).isEqualTo(4429);
      }
    }
  }

  @Test
  void L3_bad_frames_and_pings_count_as_well(@TempDir Path own) {
    // A budget that takes some 18 s to earn a hundred frames, however slow the machine is.
    Limits.Numbers numbers = TestServer.limited(Limit.FRAMES_BY_CONNECTION, 5);
    try (TestServer server = limited(own, numbers)) {
      User cat = server.guest("Cat");
      String room = server.room(cat, "lobby", "{}");
      try (TestClient a = TestClient.join(server, cat, room)) {
        for (int i = 0; i < 50; i++) {
          a.sendRaw(Wire.frame(Wire.PING, new byte[0]));
        }
        a.send("{");
        assertIsLimited(a);
      }
    }
  }
}
