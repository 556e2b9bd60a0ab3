package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.kit.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** P4 to P6: joining, coming back, being replaced. */
@Timeout(120)
final class JoiningTest {
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

  // --- P4 ---

  @Test
  void P4_joined_brings_all_that_this_member_may_see() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room)) {
      a.ask("board", "{\"b1\":{\"x\":1}}");
      a.ask("player", "{\"tray\":{\"t1\":{\"face\":\"SA\"}}}");
      long before = System.currentTimeMillis();
      try (TestClient b = TestClient.join(server, bob, room)) {
        JsonNode joined = b.frames("joined").getLast().payload();
        assertThat(joined.path("room"))
            .isEqualTo(Js.object("{id:'" + room + "',kind:'lobby',name:'A room'}"));
        assertThat(joined.path("self").asString()).isEqualTo(bob.id());
        assertThat(joined.path("session").asString()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(joined.path("epoch").asLong()).isEqualTo(1);
        assertThat(joined.path("version").asLong()).isPositive();
        assertThat(joined.path("resumed").asBoolean()).isFalse();
        assertThat(joined.path("now").asLong())
            .isBetween(before - 1_000, System.currentTimeMillis() + 1_000);
        assertThat(b.view().layerNames())
            .containsExactly("all", "live:all", "live:member:" + bob.id(), "member:" + bob.id());
        assertThat(b.view().at("/board/b1/x").asInt()).isEqualTo(1);
        assertThat(b.view().at("/players/" + ann.id() + "/trayCount").asInt()).isEqualTo(1);
        a.awaitView(view -> view.version() >= joined.path("version").asLong(), "the players patch");
        assertThat(a.view().at("/players/" + bob.id() + "/online").asBoolean()).isTrue();
      }
    }
  }

  /** Each newcomer's whole state, and each one's patches after it, against a witness's. */
  @ParameterizedTest
  @ValueSource(ints = {0, 50})
  void P4_whatever_others_do_meanwhile_no_patch_is_missed_or_doubled(int flushMillis)
      throws Exception {
    long seed = System.nanoTime();
    System.out.println("P4 seed " + seed);
    String room = server.room(ann, "lobby", "{flushMillis:" + flushMillis + "}");
    AtomicBoolean enough = new AtomicBoolean();
    List<TestClient> newcomers = new ArrayList<>();
    try (TestClient witness = TestClient.join(server, server.guest("Witness"), room)) {
      List<Thread> hammers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        User user = server.guest("Hammer " + i);
        Random random = new Random(seed + i);
        hammers.add(Thread.ofVirtual().start(() -> hammer(user, room, random, enough)));
      }
      for (int i = 0; i < 12; i++) {
        TestClient client = TestClient.open(server, server.guest("New " + i), room);
        JsonNode joined = client.join("{}").payload();
        newcomers.add(client);
        long version = joined.path("version").asLong();
        witness.awaitView(view -> view.version() >= version, "version " + version);
        assertThat(joined.at("/layers/all"))
            .as("at version " + version)
            .isEqualTo(witness.view().allAt(version));
      }
      enough.set(true);
      for (Thread hammer : hammers) {
        hammer.join();
      }
      try (TestClient last = TestClient.join(server, server.guest("Last"), room)) {
        View whole = last.view();
        for (TestClient client : newcomers) {
          client.awaitView(
              view -> view.version() >= whole.version() && same(view, whole), "as a fresh join");
        }
        witness.awaitView(view -> same(view, whole), "as a fresh join");
      }
    } finally {
      newcomers.forEach(TestClient::close);
    }
  }

  private static boolean same(View one, View other) {
    return one.layer("all").equals(other.layer("all"));
  }

  private static void hammer(User user, String room, Random random, AtomicBoolean enough) {
    try (TestClient client = TestClient.join(server, user, room)) {
      while (!enough.get()) {
        long last = 0;
        for (int i = 0; i < 20; i++) {
          String id = "o" + random.nextInt(30);
          last =
              switch (random.nextInt(5)) {
                case 0 -> client.command("board", "{\"" + id + "\":null}");
                case 1 ->
                    client.command(
                        "board", "{\"" + id + "\":{\"in\":{\"k\":" + random.nextInt() + "}}}");
                case 2 -> client.command("move", "{\"x\":" + random.nextInt(1_000) + "}");
                case 3 -> client.command("board", "{\"" + id + "\":{\"in\":null,\"z\":1}}");
                default ->
                    client.command("board", "{\"" + id + "\":{\"x\":" + random.nextInt() + "}}");
              };
        }
        client.answer(last);
      }
    }
  }

  // --- P5 ---

  @Test
  void P5_a_resumed_join_brings_what_was_missed_and_no_more() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room)) {
      TestClient b = TestClient.join(server, bob, room);
      a.ask("board", "{\"kept\":{\"x\":1,\"y\":2}}");
      b.ask("player", "{\"tray\":{\"t1\":{\"face\":\"SA\"}}}");
      b.awaitView(view -> view.at("/board/kept/x").asInt() == 1, "the first patch");
      b.cut();
      a.ask("board", "{\"kept\":{\"x\":7}}");
      a.ask("message", "{\"text\":\"one\"}");
      a.ask("message", "{\"text\":\"two\"}");

      try (TestClient again = TestClient.resume(server, bob, room, b)) {
        JsonNode joined = again.frames("joined").getLast().payload();
        assertThat(joined.path("resumed").asBoolean()).isTrue();
        assertThat(joined.path("session").asString()).isEqualTo(b.session());
        assertThat(joined.has("layers")).isFalse();
        assertThat(joined.at("/changes/all/board")).isEqualTo(Js.object("{kept:{x:7}}"));
        assertThat(joined.path("changes").has("member:" + bob.id())).isFalse();
        assertThat(joined.path("enter").isEmpty()).isTrue();
        assertThat(joined.path("leave").isEmpty()).isTrue();
        assertThat(joined.has("eventsLost")).isFalse();
        long version = joined.path("version").asLong();
        assertThat(joined.path("events"))
            .containsExactly(
                Js.object(
                    "{type:'message',from:'%s',version:%d,payload:{text:'one'}}"
                        .formatted(ann.id(), version - 2)),
                Js.object(
                    "{type:'message',from:'%s',version:%d,payload:{text:'two'}}"
                        .formatted(ann.id(), version - 1)));
        assertThat(again.view().at("/board/kept")).isEqualTo(Js.object("{x:7,y:2}"));
        assertThat(again.view().at("/players/" + bob.id() + "/tray/t1/face").asString())
            .isEqualTo("SA");
      }
    }
  }

  @Test
  void P5_nothing_is_between_a_resumed_join_and_a_whole_one_at_any_point() {
    String room = server.room(ann, "lobby", "{}");
    long seed = System.nanoTime();
    System.out.println("P5 seed " + seed);
    Random random = new Random(seed);
    AtomicBoolean enough = new AtomicBoolean();
    Thread hammer = Thread.ofVirtual().start(() -> hammer(ann, room, random, enough));
    TestClient b = TestClient.join(server, bob, room);
    int resumed = 0;
    try (TestClient witness = TestClient.join(server, server.guest("Witness"), room)) {
      for (int i = 0; i < 15; i++) {
        TestClient.nap(random.nextInt(40)); // The cut and the return are at any point of the load.
        b.cut();
        TestClient.nap(random.nextInt(40));
        b = TestClient.resume(server, bob, room, b);
        JsonNode joined = b.frames("joined").getLast().payload();
        resumed += joined.path("resumed").asBoolean() ? 1 : 0;
        long version = joined.path("version").asLong();
        witness.awaitView(view -> view.version() >= version, "version " + version);
        assertThat(b.view().allAt(version)).isEqualTo(witness.view().allAt(version));
      }
      enough.set(true);
      b.awaitView(view -> view.layer("all").equals(witness.view().layer("all")), "as the witness");
    } finally {
      enough.set(true);
      b.close();
    }
    assertThat(resumed).isGreaterThan(10);
    assertThat(hammer).isNotNull();
  }

  @Test
  void P5_too_many_missed_events_are_lost_all_together() {
    String room = server.room(ann, "lobby", "{}");
    String line = "x".repeat(4_000);
    try (TestClient a = TestClient.join(server, ann, room)) {
      TestClient b = TestClient.join(server, bob, room);
      b.cut();
      for (int i = 0; i < 20; i++) {
        a.ask("message", "{\"text\":\"" + line + "\"}");
      }
      try (TestClient again = TestClient.resume(server, bob, room, b)) {
        JsonNode joined = again.frames("joined").getLast().payload();
        assertThat(joined.path("resumed").asBoolean()).isTrue();
        assertThat(joined.path("eventsLost").asBoolean()).isTrue();
        assertThat(joined.has("events")).isFalse();
      }
    }
  }

  @Test
  void P5_a_gap_that_cannot_be_bridged_brings_full_layers() {
    String room = server.room(ann, "lobby", "{}");
    String big = "x".repeat(60_000);
    try (TestClient a = TestClient.join(server, ann, room)) {
      TestClient b = TestClient.join(server, bob, room);
      b.cut();
      for (int i = 0; i < 25; i++) { // more than the history keeps
        a.ask("board", "{\"big\":{\"text\":\"" + i + big + "\"}}");
      }
      try (TestClient again = TestClient.resume(server, bob, room, b)) {
        JsonNode joined = again.frames("joined").getLast().payload();
        assertThat(joined.path("resumed").asBoolean()).isFalse();
        assertThat(joined.has("changes")).isFalse();
        assertThat(joined.path("session").asString()).isEqualTo(b.session());
        assertThat(again.view().at("/board/big/text").asString()).startsWith("24");
      }
    }
  }

  @Test
  void P5_another_session_or_a_version_beyond_the_room_gets_full_layers() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room)) {
      long version = a.view().version();
      for (String resume :
          List.of(
              "{resume:{session:'other',epoch:1,version:" + version + "}}",
              a.resumption(1, version + 1_000),
              a.resumption(0, version),
              "{resume:{session:'" + a.session() + "',epoch:1,version:1e300}}")) {
        try (TestClient again = TestClient.open(server, ann, room)) {
          JsonNode joined = again.join(resume).payload();
          assertThat(joined.path("resumed").asBoolean()).as(resume).isFalse();
          assertThat(joined.has("layers")).isTrue();
        }
      }
    }
  }

  @Test
  void P5_a_resumption_is_for_its_own_member_only() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.open(server, bob, room)) {
      JsonNode joined = b.join(a.resumption()).payload();
      assertThat(joined.path("resumed").asBoolean()).isFalse();
      assertThat(joined.path("session").asString()).isNotEqualTo(a.session());
    }
  }

  @Test
  void P5_it_holds_over_a_restart_which_begins_a_new_epoch(@TempDir Path own) {
    try (TestServer server = TestServer.start(own)) {
      User cat = server.guest("Cat");
      String room = server.room(cat, "lobby", "{}");
      TestClient before = TestClient.join(server, cat, room);
      before.ask("board", "{\"b\":{\"x\":1}}");
      before.ask("player", "{\"tray\":{\"t1\":{\"face\":\"SA\"}}}");
      long version = before.view().version();
      server.stop();
      assertThat(before.awaitClose().code()).isEqualTo(4503);
      server.startAgain();

      try (TestClient after = TestClient.resume(server, cat, room, before)) {
        JsonNode joined = after.frames("joined").getLast().payload();
        assertThat(joined.path("resumed").asBoolean()).isTrue();
        assertThat(joined.path("epoch").asLong()).isGreaterThan(1);
        assertThat(joined.path("version").asLong()).isGreaterThanOrEqualTo(version);
        assertThat(after.view().at("/players/" + cat.id() + "/tray/t1/face").asString())
            .isEqualTo("SA");
        after.ask("board", "{\"b\":{\"x\":2}}");
        try (TestClient fresh = TestClient.join(server, server.guest("Dan"), room)) {
          after.awaitView(view -> same(view, fresh.view()), "as a fresh join");
        }
      }
      // A version of the old epoch beyond where the new one began did not survive.
      try (TestClient beyond = TestClient.open(server, cat, room)) {
        JsonNode joined = beyond.join(before.resumption(1, version + 1)).payload();
        assertThat(joined.path("resumed").asBoolean()).isFalse();
      }
    }
  }

  // --- P6 ---

  @Test
  void P6_a_newer_connection_replaces_the_older() {
    String room = server.room(ann, "lobby", "{}");
    String elsewhere = server.room(ann, "lobby", "{}");
    try (TestClient other = TestClient.join(server, ann, elsewhere);
        TestClient older = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room);
        TestClient newer = TestClient.join(server, ann, room)) {
      assertThat(older.awaitClose().code()).isEqualTo(4409);
      assertThat(newer.ask("board", "{\"b\":{\"x\":1}}").type()).isEqualTo("ack");
      b.awaitView(view -> view.at("/board/b/x").asInt() == 1, "the newer's change");
      assertThat(b.view().at("/players/" + ann.id() + "/online").asBoolean()).isTrue();
      assertThat(b.frames("patch"))
          .as("nobody sees a member go who was there all the time")
          .noneMatch(frame -> frame.text().contains("\"online\":false"));
      assertThat(other.ask("board", "{\"b\":{\"x\":1}}").type()).isEqualTo("ack");
    }
  }

  @Test
  void P6_an_older_connection_that_says_nothing_any_more_is_replaced_too() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient older = TestClient.join(server, ann, room)) {
      older.pause();
      try (TestClient newer = TestClient.resume(server, ann, room, older)) {
        assertThat(newer.ask("board", "{\"b\":{\"x\":1}}").type()).isEqualTo("ack");
      }
      older.resume();
      assertThat(older.awaitClose().code()).isEqualTo(4409);
    }
  }
}
