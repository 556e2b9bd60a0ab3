package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestClient.Frame;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** P7 to P9 and P11: what travels when a room changes, and what never does. */
@Timeout(60)
final class StateTest {
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

  // --- P7 ---

  @Test
  void P7_a_patch_holds_the_changed_leaves_only() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      a.ask("board", "{\"o1\":{\"x\":1,\"y\":2,\"deep\":{\"p\":1,\"q\":2}},\"o2\":{\"x\":9}}");
      b.next("patch");

      // x as it was, y gone, one leaf deep inside; o2 is not mentioned.
      long version =
          a.ask("board", "{\"o1\":{\"x\":1,\"y\":null,\"deep\":{\"q\":3}}}")
              .json()
              .path("version")
              .asLong();
      assertThat(b.next("patch").json())
          .isEqualTo(
              Js.object(
                  "{type:'patch',epoch:1,version:%d,changes:{all:{board:{o1:{y:null,deep:{q:3}}}}}}"
                      .formatted(version)));
      assertThat(b.view().at("/board/o1")).isEqualTo(Js.object("{x:1,deep:{p:1,q:3}}"));
    }
  }

  @Test
  void P7_what_changes_nothing_sends_nothing() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      a.ask("board", "{\"o1\":{\"x\":1}}");
      b.awaitView(view -> view.at("/board/o1/x").asInt() == 1, "the first change");
      int before = b.frames().size();
      a.ask("board", "{\"o1\":{\"x\":1},\"o9\":null}");
      a.ask("player", "{}");
      b.ping();
      assertThat(b.frames().subList(before, b.frames().size()))
          .extracting(Frame::type)
          .containsExactly("pong");
    }
  }

  @Test
  void P7_the_view_is_the_layers_merged_the_own_one_last() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room)) {
      a.ask("player", "{\"metadata\":{\"color\":\"red\"},\"tray\":{\"t1\":{\"face\":\"SA\"}}}");
      assertThat(a.view().layer("all").at("/players/" + ann.id() + "/tray").isMissingNode())
          .isTrue();
      assertThat(a.view().at("/players/" + ann.id() + "/tray/t1/face").asString()).isEqualTo("SA");
      assertThat(a.view().at("/players/" + ann.id() + "/metadata/color").asString())
          .isEqualTo("red");
    }
  }

  @Test
  void P7_keys_that_mean_something_in_javascript_are_ordinary() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      a.ask(
          "board",
          "{\"__proto__\":{\"constructor\":{\"prototype\":1}},\"a\\\"b\\\\\":{\"\":\"\"}}");
      b.awaitView(
          view -> view.at("/board/__proto__/constructor/prototype").asInt() == 1, "the keys");
      assertThat(b.view().at("/board").path("a\"b\\").path("").isString()).isTrue();
    }
  }

  // --- P8 ---

  @Test
  void P8_all_that_one_commit_changes_for_one_client_comes_in_one_frame() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      b.ping();
      a.awaitView(view -> view.at("/players/" + bob.id()).isObject(), "the other");
      int before = a.frames().size();
      int beforeB = b.frames().size();
      a.ask("player", "{\"metadata\":{\"k\":1},\"tray\":{\"t1\":{\"face\":\"SA\"}}}");
      List<Frame> mine = a.frames().subList(before, a.frames().size());
      assertThat(mine).extracting(Frame::type).containsExactly("patch", "ack");
      assertThat(mine.getFirst().json().path("changes").propertyNames())
          .containsExactlyInAnyOrder("all", "member:" + ann.id());
      b.ping();
      List<Frame> others = b.frames().subList(beforeB, b.frames().size());
      assertThat(others).extracting(Frame::type).containsExactly("patch", "pong");
      assertThat(others.getFirst().json().path("changes").propertyNames()).containsExactly("all");
    }
  }

  @Test
  void P8_a_client_sees_only_the_versions_that_touch_its_layers() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      a.ask("player", "{\"tray\":{\"t1\":{\"face\":\"SA\"}}}");
      b.next("patch");
      int before = b.frames().size();
      // The first stays in the own layer, the second in the server's.
      a.ask("player", "{\"tray\":{\"t1\":{\"face\":\"SK\"}}}");
      a.ask("passphrase", "{\"passphrase\":\"hush\"}");
      long version = a.ask("board", "{\"o\":{\"x\":1}}").json().path("version").asLong();
      b.next("patch");
      assertThat(b.frames().subList(before, b.frames().size()))
          .singleElement()
          .satisfies(frame -> assertThat(frame.json().path("version").asLong()).isEqualTo(version));
    }
  }

  // --- P9 ---

  @Test
  void P9_with_a_flush_interval_at_most_20_frames_a_second_with_the_last_values() {
    String room = server.room(ann, "lobby", "{flushMillis:50}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      b.ping();
      int before = b.frames().size();
      long began = System.nanoTime();
      int moves = 0;
      while (System.nanoTime() - began < TimeUnit.MILLISECONDS.toNanos(1_500)) {
        a.tell("move", "{\"x\":" + ++moves + ",\"y\":7}");
        TestClient.nap(2); // 500 moves a second, at the most
      }
      int last = moves;
      b.awaitView(
          view -> view.liveAt("/all/players/" + ann.id() + "/position/x").asInt() == last,
          "the last");
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      List<Frame> patches = b.frames().subList(before, b.frames().size());

      assertThat(moves).isGreaterThan(100);
      assertThat((long) patches.size()).isBetween(2L, millis / 50 + 2);
      // Once y is known it travels no more; each x once.
      assertThat(patches.subList(1, patches.size()))
          .allSatisfy(frame ->
              assertThat(
                      frame
                          .json()
                          .at("/changes/live:all/players/" + ann.id() + "/position")
                          .propertyNames())
                  .containsExactly("x"));
    }
  }

  @Test
  void P9_ephemeral_values_come_in_the_live_layer_and_whole_to_who_joins() {
    String room = server.room(ann, "lobby", "{flushMillis:50}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      a.ask("board", "{\"o1\":{\"x\":1,\"y\":1}}");
      b.next(frame -> frame.text().contains("\"o1\""), "the object");
      int before = b.frames().size();
      for (int x = 2; x <= 60; x++) {
        a.tell("drag", "{\"objectId\":\"o1\",\"x\":" + x + ",\"y\":5}");
      }
      b.awaitView(view -> view.liveAt("/all/board/o1/x").asInt() == 60, "the last place");
      List<Frame> drags = b.frames().subList(before, b.frames().size());
      assertThat(drags.size()).isLessThan(30);
      assertThat(drags)
          .allSatisfy(frame -> {
            assertThat(frame.type()).isEqualTo("patch");
            assertThat(frame.json().at("/changes").propertyNames()).containsExactly("live:all");
            assertThat(frame.json().at("/changes/live:all/board").propertyNames())
                .containsExactly("o1");
          });
      assertThat(b.view().at("/board/o1/x").asInt()).isEqualTo(1);

      // Dropped: the committed place comes, and nothing of the drag behind it.
      a.tell("drag", "{\"objectId\":\"o1\",\"x\":70,\"y\":5}");
      a.ask("board", "{\"o1\":{\"x\":71,\"y\":5}}");
      Frame kept = b.next(frame -> frame.json().at("/changes").has("all"), "the board");
      assertThat(kept.json().at("/changes/all/board/o1/x").asInt()).isEqualTo(71);
      assertThat(kept.json().at("/changes/live:all/board/o1").has("x")).isFalse();

      a.tell("drag", "{\"objectId\":\"o1\",\"x\":99}");
      b.awaitView(view -> view.liveAt("/all/board/o1/x").asInt() == 99, "another drag");
      try (TestClient c = TestClient.join(server, server.guest("Cat"), room)) {
        assertThat(c.frames("joined").getLast().payload().at("/live/live:all/board/o1/x").asInt())
            .isEqualTo(99);
        assertThat(c.view().at("/board/o1")).isEqualTo(Js.object("{x:71,y:5}"));
      }
    }
  }

  @Test
  void P9_what_is_live_of_who_leaves_is_ended() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      a.ask("board", "{\"o1\":{\"x\":1}}");
      a.tell("drag", "{\"objectId\":\"o1\",\"x\":50}");
      b.awaitView(view -> view.liveAt("/all/board/o1/x").asInt() == 50, "the drag");
      a.cut();
      b.awaitView(view -> view.liveAt("/all/board/o1/x").isMissingNode(), "its end");
    }
  }

  // --- P11 ---

  @Test
  void P11_what_a_member_may_not_see_is_never_sent_to_it() {
    String room = server.room(ann, "lobby", "{}");
    String tray = "MARK-tray-7719";
    String later = "MARK-later-7719";
    String phrase = "MARK-phrase-7719";
    try (TestClient a = TestClient.join(server, ann, room)) {
      a.ask("player", "{\"tray\":{\"" + tray + "\":{\"face\":\"" + tray + "\"}}}");
      a.ask("passphrase", "{\"passphrase\":\"" + phrase + "\"}");
      TestClient b = TestClient.join(server, bob, room);
      a.ask("player", "{\"metadata\":{\"open\":1},\"tray\":{\"n\":{\"face\":\"" + later + "\"}}}");
      b.awaitView(view -> view.at("/players/" + ann.id() + "/trayCount").asInt() == 2, "the count");
      b.ask("player", "{\"playerId\":\"" + ann.id() + "\",\"tray\":{\"n\":null}}");
      b.ask("player", "{\"playerId\":\"" + ann.id() + "\",\"tray\":{\"n\":{\"face\":\"X\"}}}");
      b.cut();
      a.ask("player", "{\"tray\":{\"m\":{\"face\":\"" + later + "\"}}}");
      try (TestClient again = TestClient.resume(server, bob, room, b);
          TestClient fresh = TestClient.join(server, server.guest("Cat"), room)) {
        assertThat(again.frames("joined").getLast().payload().path("resumed").asBoolean()).isTrue();
        a.ask("player", "{\"tray\":{\"m\":{\"face\":\"" + later + "2\"}}}");
        again.ping();
        fresh.ping();
        for (TestClient other : List.of(b, again, fresh)) {
          assertThat(other.frames())
              .extracting(Frame::text)
              .noneMatch(text -> text.contains("MARK"))
              .noneMatch(text -> text.contains("$argon2"));
        }
      }
      assertThat(a.frames()).extracting(Frame::text).anyMatch(text -> text.contains(later));
      assertThat(a.frames())
          .extracting(Frame::text)
          .noneMatch(text -> text.contains(phrase) || text.contains("$argon2"));
      for (String path :
          List.of("/api/v1/rooms", "/api/v1/rooms/" + room, "/metrics", "/readyz", "/healthz")) {
        assertThat(server.get(path, bob).body()).doesNotContain("MARK", "$argon2");
      }
    }
  }
}
