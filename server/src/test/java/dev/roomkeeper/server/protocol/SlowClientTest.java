package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestClient.Frame;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.kit.Wire;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** P10: a client that stops reading while the room runs on. */
@Timeout(120)
@Tag("slow")
final class SlowClientTest {
  private static final int KEYS = 20;

  @TempDir static Path data;
  static TestServer server;
  static User ann;
  static User bob;

  @BeforeAll
  static void start() {
    // Time for who reads again to read why it was closed.
    server =
        TestServer.start(
            data, TestServer.GENEROUS, new Gateway.Timings(10_000, 15_000, 30_000, 15_000));
    ann = server.guest("Ann");
    bob = server.guest("Bob");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TestClient slow(String room) {
    TestClient slow =
        TestClient.open(server, bob, room, opening -> opening.withReceiveBuffer(4_096));
    slow.join("{}");
    return slow;
  }

  /** Changes the board until the server has begun to hold back, and then that often again. */
  private static int overrun(TestClient fast, int more) {
    double before = server.traffic().getOrDefault("conflations", 0.0);
    String text = "y".repeat(8_000);
    int left = more;
    int i = 0;
    for (; left > 0 && i < 20_000; i++) {
      long number =
          fast.command("board", "{\"k%d\":{\"text\":\"%d%s\"}}".formatted(i % KEYS, i, text));
      if (i % 50 == 49) {
        fast.answer(number);
        if (server.traffic().getOrDefault("conflations", 0.0) > before) {
          left -= 50;
        }
      }
    }
    assertThat(left).as("it never held back").isNotPositive();
    return i;
  }

  @Test
  void P10_a_client_that_stops_reading_is_conflated_and_its_memory_is_bounded() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient fast = TestClient.join(server, ann, room);
        TestClient slow = slow(room)) {
      slow.pause();
      long bytesBefore = slow.bytesRead();
      int commands = overrun(fast, 1_000);
      assertThat(fast.isOpen()).isTrue();

      slow.resume();
      fast.ask("board", "{\"end\":{\"x\":1}}");
      slow.awaitView(view -> view.at("/board/end/x").asInt() == 1, "the end");
      try (TestClient fresh = TestClient.join(server, server.guest("Cat"), room)) {
        slow.awaitView(
            view -> view.layer("all").equals(fresh.view().layer("all")), "as a fresh join");
      }
      // What the server would have kept for it in memory must come out of the socket now.
      long sent = commands * 8_000L;
      long received = slow.bytesRead() - bytesBefore;
      System.out.println("P10: of " + sent + " bytes the slow client got " + received);
      assertThat(received).isLessThan(sent - 1_000L * 8_000 + KEYS * 8_100L + (1 << 20));
      long longestLeap = leaps(slow.frames("patch")).max().orElse(0);
      assertThat(longestLeap).as("versions that one patch covers").isGreaterThan(900);
      assertThat(slow.isOpen()).isTrue();
    }
  }

  private static LongStream leaps(List<Frame> patches) {
    return LongStream.range(1, patches.size())
        .map(i ->
            patches.get((int) i).json().path("version").asLong()
                - patches.get((int) i - 1).json().path("version").asLong());
  }

  @Test
  void P10_more_than_64_kib_of_events_close_it() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient fast = TestClient.join(server, ann, room);
        TestClient slow = slow(room)) {
      slow.pause();
      overrun(fast, 50);
      String line = "z".repeat(4_000);
      for (int i = 0; i < 17; i++) {
        fast.ask("message", "{\"text\":\"" + line + "\"}");
      }
      fast.awaitView(
          view -> !view.at("/players/" + bob.id() + "/online").asBoolean(true), "it is dropped");
      slow.resume();
      assertThat(slow.awaitClose().code()).isEqualTo(4413);
    }
  }

  @Test
  void P10_some_events_are_kept_and_come_behind_the_patch() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient fast = TestClient.join(server, ann, room);
        TestClient slow = slow(room)) {
      slow.pause();
      overrun(fast, 50);
      for (int i = 0; i < 10; i++) {
        fast.ask("message", "{\"n\":" + i + "}");
      }
      fast.ask("board", "{\"end\":{\"x\":1}}");
      slow.resume();
      slow.awaitView(view -> view.at("/board/end/x").asInt() == 1, "the end");
      slow.ping();
      assertThat(slow.frames("message"))
          .extracting(frame -> frame.payload().path("n").asInt())
          .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
  }

  @Test
  void P10_who_asks_and_pings_without_reading_is_closed_too() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient fast = TestClient.join(server, ann, room);
        TestClient slow = slow(room)) {
      slow.pause();
      overrun(fast, 50);
      byte[] ping = Wire.frame(Wire.PING, new byte[125]);
      for (int i = 0; i < 2_000; i++) {
        slow.sendRaw(ping);
      }
      fast.awaitView(
          view -> !view.at("/players/" + bob.id() + "/online").asBoolean(true), "it is dropped");
      slow.resume();
      assertThat(slow.awaitClose().code()).isEqualTo(4413);
    }
  }
}
