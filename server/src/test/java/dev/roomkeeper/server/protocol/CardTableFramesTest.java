package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestClient.Frame;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Card tables as two players have them: what their sockets carry, to the byte. */
@Timeout(120)
final class CardTableFramesTest {
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

  /** Tokens on the table, 100 in a command. */
  private static void lay(TestClient client, int objects) {
    for (int from = 0; from < objects; from += 100) {
      List<String> fields = new ArrayList<>();
      for (int i = from; i < from + 100; i++) {
        fields.add(
            "\"object%05d\":{\"type\":\"token\",\"x\":%d,\"y\":%d,\"z\":%d,\"rotation\":0,\"color\":\"red\"}"
                .formatted(i, i % 40 * 30, i / 40 * 30, i));
      }
      Frame answer = client.ask("board", "{" + String.join(",", fields) + "}");
      assertThat(answer.type()).as(answer.text()).isEqualTo("ack");
    }
  }

  @Test
  void dragging_one_of_500_objects_sends_the_moved_leaves_only_in_less_than_150_bytes() {
    String room = server.room(ann, "cardtable", "{}");
    try (TestClient a = TestClient.join(server, ann, room)) {
      lay(a, 500);
      try (TestClient b = TestClient.join(server, bob, room)) {
        a.awaitView(view -> view.at("/players/" + bob.id()).isObject(), "the other");
        int beforeA = a.frames().size();
        int beforeB = b.frames().size();
        for (int i = 1; i <= 60; i++) {
          a.tell(
              "drag",
              "{\"objectId\":\"object00123\",\"x\":%d.25,\"y\":%d.75}"
                  .formatted(1_000 + i * 3, 500 + i));
          TestClient.nap(3); // the pace of a hand
        }
        Frame ack = a.ask("board", "{\"object00123\":{\"x\":1180.25,\"y\":560.75,\"z\":501}}");
        assertThat(ack.type()).isEqualTo("ack");
        b.awaitView(view -> view.at("/board/object00123/x").asDouble() == 1180.25, "it lies there");

        for (TestClient client : List.of(a, b)) {
          List<Frame> frames =
              client.frames().subList(client == a ? beforeA : beforeB, client.frames().size());
          assertThat(frames).hasSizeGreaterThan(20);
          assertThat(frames)
              .allSatisfy(frame -> {
                // The one that puts it down ends the drag, and has a line of the log.
                assertThat(frame.size())
                    .as(frame.text())
                    .isLessThan(frame.json().at("/changes").has("all") ? 320 : 150);
                if (frame.type().equals("patch")) {
                  assertThat(frame.json().at("/changes").propertyNames())
                      .isSubsetOf("all", "live:all");
                  if (!frame.json().at("/changes").has("all")) {
                    String board = "/changes/live:all/board";
                    assertThat(frame.json().at(board).propertyNames())
                        .containsExactly("object00123");
                    assertThat(frame.json().at(board + "/object00123").propertyNames())
                        .isSubsetOf("x", "y", "z", "by");
                  }
                }
              });
        }
      }
    }
  }

  private static final String DECK =
      "{\"deckId\":\"d\",\"cards\":[\"MARK-1\",\"MARK-2\",\"MARK-3\",\"MARK-4\",\"MARK-5\"]}";

  private static void deal(TestClient a) {
    assertThat(a.ask("deck.create", DECK).type()).isEqualTo("ack");
    assertThat(a.ask("deck.shuffle", "{\"deckId\":\"d\"}").type()).isEqualTo("ack");
    assertThat(a.ask("deck.draw", "{\"deckId\":\"d\",\"count\":3,\"to\":\"tray\"}").type())
        .isEqualTo("ack");
  }

  @Test
  void nothing_of_a_tray_or_a_deck_is_in_any_frame_or_answer_to_another() {
    String room = server.room(ann, "cardtable", "{}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      deal(a);
      assertThat(a.view().at("/players/" + ann.id() + "/tray").size()).isEqualTo(3);
      b.awaitView(view -> view.at("/players/" + ann.id() + "/trayCount").asInt() == 3, "the count");
      String card = a.view().at("/players/" + ann.id() + "/tray").propertyNames().iterator().next();
      a.ask("tray.play", "{\"cardId\":\"" + card + "\",\"x\":1,\"y\":2,\"faceUp\":false}");
      b.awaitView(view -> view.at("/board").size() == 1, "a card face down");
      b.ask("tray.play", "{\"cardId\":\"" + card + "\",\"x\":1,\"y\":2,\"faceUp\":true}");
      try (TestClient c = TestClient.join(server, server.guest("Cat"), room)) {
        b.ping();
        for (TestClient other : List.of(b, c)) {
          assertThat(other.frames()).extracting(Frame::text).noneMatch(t -> t.contains("MARK"));
        }
      }
      for (String path :
          List.of("/api/v1/rooms", "/api/v1/rooms/" + room, "/metrics", "/readyz", "/healthz")) {
        assertThat(server.get(path, bob).body()).doesNotContain("MARK", card);
      }
      // Turned over, everybody sees it: so the marks would be found if they were there.
      String lying = b.view().at("/board").propertyNames().iterator().next();
      a.ask("card.flip", "{\"objectId\":\"" + lying + "\"}");
      b.awaitView(
          view -> view.at("/board/" + lying + "/face").asString("").startsWith("MARK"), "its face");
    }
  }

  @Test
  void with_open_trays_everybody_sees_them() {
    String room = server.room(ann, "cardtable", "{trays:'open'}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      deal(a);
      b.awaitView(view -> view.at("/players/" + ann.id() + "/tray").size() == 3, "the tray");
      assertThat(b.view().at("/players/" + ann.id() + "/tray").toString()).contains("MARK-");
    }
  }

  @Test
  void joining_a_table_of_2000_objects_is_one_frame_and_disturbs_nobody() {
    String room = server.room(ann, "cardtable", "{}");
    try (TestClient a = TestClient.join(server, ann, room)) {
      lay(a, 2_000);
      a.ping();
      int before = a.frames().size();
      try (TestClient b = TestClient.join(server, bob, room)) {
        b.ping();
        assertThat(b.frames()).extracting(Frame::type).containsExactly("joined", "pong");
        assertThat(b.view().at("/board").size()).isEqualTo(2_000);
        a.ping();
        List<Frame> toAnn = a.frames().subList(before, a.frames().size());
        assertThat(toAnn).extracting(Frame::type).containsExactly("patch", "pong");
        assertThat(toAnn.getFirst().json().at("/changes/all").propertyNames())
            .containsExactly("players");
        assertThat(toAnn.getFirst().json().at("/changes/all/players").propertyNames())
            .containsExactly(bob.id());
        assertThat(toAnn.getFirst().size()).isLessThan(300);
        assertThat(a.view().layer("all")).isEqualTo(b.view().layer("all"));
      }
    }
  }

  /** One hand-over per event loop, not per client; one frame for each who sees the change. */
  @Test
  void a_broadcast_costs_one_hand_over_per_event_loop() {
    int clients = 40;
    int commands = 25;
    String room = server.room(ann, "cardtable", "{}");
    List<TestClient> watchers = new ArrayList<>();
    try (TestClient a = TestClient.join(server, ann, room)) {
      for (int i = 0; i < clients; i++) {
        watchers.add(TestClient.join(server, server.guest("W" + i), room));
      }
      watchers.forEach(TestClient::ping);
      a.ping();
      double handOvers = server.metric("roomkeeper_socket_hand_overs_total");
      double frames = server.metric("roomkeeper_socket_frames_out_total");
      for (int i = 0; i < commands; i++) {
        a.ask("board", "{\"o\":{\"type\":\"token\",\"x\":" + i + "}}");
      }
      for (TestClient watcher : watchers) {
        watcher.awaitView(view -> view.at("/board/o/x").asInt() == commands - 1, "the last");
      }
      int loops = Math.max(2, Runtime.getRuntime().availableProcessors());
      assertThat(server.metric("roomkeeper_socket_hand_overs_total") - handOvers)
          .isBetween((double) commands, (double) commands * loops);
      assertThat(server.metric("roomkeeper_socket_frames_out_total") - frames)
          // Patches, and an ack for each command; perhaps pings and hashes for all meanwhile.
          .isBetween(commands * (clients + 2.0), (commands + 3) * (clients + 2.0));
    } finally {
      watchers.forEach(TestClient::close);
    }
  }
}
