package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestClient.Frame;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client that finds that it holds another state than the server has (P24). */
@Timeout(120)
final class HealingTest {
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

  @Test
  void P24_a_layer_that_differs_comes_whole_and_no_layer_of_another() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      a.ask("board", Js.object("{o1:{x:1}}").toString());
      b.ask("player", Js.object("{tray:{t1:{face:'SA'}}}").toString());
      a.awaitView(view -> view.at("/board/o1/x").asInt() == 1, "the board");
      double before = server.metric("roomkeeper_socket_differences_total");

      a.differs("all", "member:" + bob.id(), "engine", "no such layer");

      Frame whole = a.next(frame -> frame.json().has("enter"), "the layer");
      assertThat(whole.json().path("enter").propertyNames())
          .containsExactlyInAnyOrder("all", "live:all");
      assertThat(whole.json().at("/enter/all/board/o1/x").asInt()).isEqualTo(1);
      assertThat(whole.json().has("changes")).isFalse();
      assertThat(server.metric("roomkeeper_socket_differences_total")).isEqualTo(before + 1);
      b.ask("board", Js.object("{o2:{x:2}}").toString());
      a.awaitView(view -> view.at("/board/o2/x").asInt() == 2, "what comes after it");
      assertThat(a.view().layer("all")).isEqualTo(b.view().layer("all"));
      assertThat(a.isOpen()).isTrue();
    }
  }

  @Test
  void P24_what_a_slow_client_missed_of_the_layer_comes_with_it() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient fast = TestClient.join(server, ann, room);
        TestClient slow =
            TestClient.open(server, bob, room, opening -> opening.withReceiveBuffer(8_192))) {
      slow.join("{}");
      slow.pause();
      double before = server.traffic().getOrDefault("conflations", 0.0);
      String text = "y".repeat(8_000);
      while (server.traffic().getOrDefault("conflations", 0.0) < before + 10) {
        long last = 0;
        for (int i = 0; i < 50; i++) {
          String object = "{\"k%d\":{\"text\":\"%d%s\"}}".formatted(i % 20, i, text);
          last = fast.command("board", object);
        }
        fast.answer(last);
      }

      slow.differs("all");
      fast.ask("board", "{\"end\":{\"x\":1}}");
      slow.resume();

      slow.awaitView(view -> view.at("/board/end/x").asInt() == 1, "the end");
      TestClient.await(
          () ->
              slow.frames("patch").stream()
                  .anyMatch(frame -> frame.json().at("/enter/all").isObject()),
          "the whole layer");
      fast.awaitView(view -> view.at("/board/end/x").asInt() == 1, "the end");
      assertThat(slow.view().layer("all")).isEqualTo(fast.view().layer("all"));
      assertThat(slow.isOpen()).isTrue();
    }
  }
}
