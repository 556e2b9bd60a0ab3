package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestClient.Frame;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P12 to P15 and P17: what becomes of a command, and events. */
@Timeout(60)
final class CommandsTest {
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

  // --- P12, P13 ---

  @Test
  void P12_a_command_without_a_number_is_answered_only_by_a_reject() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room)) {
      int before = a.frames().size();
      a.tell("board", "{\"o\":{\"x\":1}}");
      a.tell("dance", "{}");
      a.awaitView(view -> view.at("/board/o/x").asInt() == 1, "the change");
      Frame reject = a.next("reject");
      assertThat(reject.json().has("seq")).isFalse();
      assertThat(reject.code()).isEqualTo("UNKNOWN_COMMAND");
      a.ping();
      assertThat(a.frames().subList(before, a.frames().size()))
          .extracting(Frame::type)
          .containsExactlyInAnyOrder("patch", "reject", "pong");
    }
  }

  @Test
  void P12_a_command_needs_no_payload() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room)) {
      a.send("{\"type\":\"player\",\"seq\":1}");
      assertThat(a.answer(1).type()).isEqualTo("ack");
    }
  }

  @Test
  void P13_an_ack_says_at_which_version_and_whether_it_is_kept() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room)) {
      long version = a.view().version();
      assertThat(a.ask("board", "{\"o\":{\"x\":1}}").json()).isEqualTo(ack(1, version + 1, true));
      assertThat(a.ask("stand", "{\"x\":1}").json()).isEqualTo(ack(2, version + 2, false));
      assertThat(a.ask("message", "{\"m\":1}").json()).isEqualTo(ack(3, version + 3, false));
      assertThat(a.ask("drag", "{\"objectId\":\"o\",\"x\":1}").json())
          .isEqualTo(ack(4, version + 3, false));
      assertThat(a.ask("board", "{\"o\":{\"x\":2}}").json()).isEqualTo(ack(5, version + 4, true));
    }
  }

  private static Object ack(long seq, long version, boolean durable) {
    return Js.object(
        "{type:'ack',seq:%d,epoch:1,version:%d,durable:%b}".formatted(seq, version, durable));
  }

  @Test
  void P13_a_reject_says_why_and_nothing_changed() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      a.awaitView(view -> view.at("/players/" + bob.id()).isObject(), "the other");
      b.ping();
      int beforeA = a.frames().size();
      int beforeB = b.frames().size();
      Frame reject = a.ask("player", "{\"playerId\":\"" + bob.id() + "\",\"metadata\":{\"a\":1}}");
      assertThat(reject.type()).isEqualTo("reject");
      assertThat(reject.code()).isEqualTo("FORBIDDEN");
      assertThat(reject.json().path("message").asString()).contains(bob.id());
      assertThat(reject.json().propertyNames())
          .containsExactlyInAnyOrder("type", "seq", "code", "message");
      // Half of it was right: none of it is done.
      assertThat(a.ask("player", "{\"metadata\":{\"a\":1},\"seat\":1}").code()) // Bob's seat
          .isEqualTo("CONFLICT");
      b.ping();
      assertThat(a.frames().subList(beforeA, a.frames().size()))
          .extracting(Frame::type)
          .containsExactly("reject", "reject");
      assertThat(b.frames().subList(beforeB, b.frames().size()))
          .extracting(Frame::type)
          .containsExactly("pong");
    }
  }

  @Test
  void P13_every_command_of_many_at_once_is_answered_once_in_order() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room)) {
      for (int i = 1; i <= 500; i++) {
        a.command(
            i % 7 == 0 ? "dance" : i % 3 == 0 ? "move" : "board", "{\"o\":{\"x\":" + i + "}}");
      }
      a.answer(500);
      List<Frame> answers =
          a.frames().stream()
              .filter(frame -> frame.type().equals("ack") || frame.type().equals("reject"))
              .toList();
      assertThat(answers)
          .extracting(Frame::seq)
          .isEqualTo(java.util.stream.LongStream.rangeClosed(1, 500).boxed().toList());
    }
  }

  // --- P14 ---

  @ParameterizedTest
  @ValueSource(ints = {0, 50})
  void P14_the_patch_comes_before_the_ack(int flushMillis) {
    String room = server.room(ann, "lobby", "{flushMillis:" + flushMillis + "}");
    try (TestClient a = TestClient.join(server, ann, room)) {
      for (int i = 1; i <= 100; i++) {
        a.command(i % 2 == 0 ? "stand" : "board", i % 2 == 0 ? "{\"x\":" + i + "}" : board(i));
        if (i % 7 == 0) {
          a.answer(i);
        }
      }
      a.answer(100);
      long seen = 0;
      for (Frame frame : a.frames()) {
        switch (frame.type()) {
          case "joined" -> seen = frame.payload().path("version").asLong();
          case "patch" -> seen = frame.json().path("version").asLong();
          case "ack" ->
              assertThat(frame.json().path("version").asLong())
                  .as("the ack of " + frame.seq())
                  .isLessThanOrEqualTo(seen);
          default -> {}
        }
      }
    }
  }

  private static String board(int i) {
    return "{\"o\":{\"x\":" + i + "}}";
  }

  // --- P15 ---

  private static final String DECK = "{\"deckId\":\"d\",\"cards\":[\"SA\",\"SK\",\"SQ\",\"SJ\"]}";
  private static final String DRAW = "{\"deckId\":\"d\",\"count\":1,\"to\":\"tray\"}";

  @Test
  void P15_the_same_number_gets_the_same_answer_and_takes_effect_once() {
    String room = server.room(ann, "cardtable", "{}");
    TestClient a = TestClient.join(server, ann, room);
    Frame created = a.ask("deck.create", DECK);
    assertThat(created.type()).as(created.text()).isEqualTo("ack");
    Frame drawn = a.ask("deck.draw", DRAW);
    Frame refused = a.ask("deck.draw", "{\"deckId\":\"d\",\"count\":9,\"to\":\"tray\"}");
    assertThat(refused.code()).isEqualTo("CONFLICT");

    a.command(2, "deck.draw", DRAW);
    assertThat(a.answer(2).json()).isEqualTo(drawn.json());
    a.cut();
    try (TestClient again = TestClient.resume(server, ann, room, a)) {
      again.command(2, "deck.draw", DRAW);
      assertThat(again.answer(2).json()).isEqualTo(drawn.json());
      again.command(3, "deck.draw", DRAW);
      assertThat(again.answer(3).json()).isEqualTo(refused.json());
      assertThat(again.view().at("/players/" + ann.id() + "/trayCount").asInt()).isEqualTo(1);
      again.command(4, "deck.draw", DRAW);
      assertThat(again.answer(4).type()).isEqualTo("ack");
      assertThat(again.view().at("/players/" + ann.id() + "/trayCount").asInt()).isEqualTo(2);
    }
    // Without the session it is another sender, whose numbers begin anew.
    try (TestClient fresh = TestClient.join(server, ann, room)) {
      fresh.command(2, "deck.draw", DRAW);
      assertThat(fresh.answer(2).json()).isNotEqualTo(drawn.json());
      assertThat(fresh.view().at("/players/" + ann.id() + "/trayCount").asInt()).isEqualTo(3);
    }
  }

  @Test
  void P15_it_holds_over_a_restart(@TempDir Path own) {
    try (TestServer server = TestServer.start(own)) {
      User cat = server.guest("Cat");
      String room = server.room(cat, "cardtable", "{}");
      TestClient before = TestClient.join(server, cat, room);
      before.ask("deck.create", DECK);
      Frame drawn = before.ask("deck.draw", DRAW);
      Frame refused = before.ask("card.flip", "{\"objectId\":\"none\"}");
      assertThat(refused.code()).isEqualTo("NOT_FOUND");
      server.stop();
      before.awaitClose();
      server.startAgain();
      try (TestClient after = TestClient.resume(server, cat, room, before)) {
        after.command(2, "deck.draw", DRAW);
        assertThat(after.answer(2).json()).isEqualTo(drawn.json());
        after.command(3, "card.flip", "{\"objectId\":\"none\"}");
        assertThat(after.answer(3).json()).isEqualTo(refused.json());
        assertThat(after.view().at("/players/" + cat.id() + "/trayCount").asInt()).isEqualTo(1);
      }
    }
  }

  @Test
  void P15_the_last_64_outcomes_are_kept_and_an_older_number_is_a_conflict() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room)) {
      Frame[] answers = new Frame[71];
      for (int i = 1; i <= 70; i++) {
        answers[i] = a.ask(i % 5 == 0 ? "dance" : "board", board(i));
      }
      for (int i = 7; i <= 70; i++) {
        a.command(i, "board", "{\"o\":{\"x\":0}}");
        assertThat(a.answer(i).json()).isEqualTo(answers[i].json());
      }
      for (int i = 1; i <= 6; i++) {
        a.command(i, "board", "{\"o\":{\"x\":0}}");
        Frame answer = a.answer(i);
        assertThat(answer.type()).isEqualTo("reject");
        assertThat(answer.code()).isEqualTo("CONFLICT");
      }
      assertThat(a.view().at("/board/o/x").asInt()).isEqualTo(69);
    }
  }

  // --- P17 ---

  @Test
  void P17_an_event_reaches_everybody_with_its_sender_before_the_ack() {
    String room = server.room(ann, "lobby", "{}");
    String elsewhere = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room);
        TestClient c = TestClient.join(server, bob, elsewhere)) {
      int before = a.frames().size();
      a.ask("message", "{\"text\":\"Hello\",\"from\":\"somebody else\"}");
      Frame event = b.next("message");
      assertThat(event.json())
          .isEqualTo(
              Js.object(
                  "{type:'message',from:'%s',version:%d,payload:{text:'Hello',from:'somebody else'}}"
                      .formatted(ann.id(), b.view().version() + 1)));
      assertThat(a.frames().subList(before, a.frames().size()))
          .extracting(Frame::type)
          .filteredOn(type -> !type.equals("patch"))
          .containsExactly("message", "ack");
      c.ping();
      assertThat(c.frames("message")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"joined", "patch", "ack", "reject", "error", "pong", "moving", "server"})
  void P17_a_reserved_name_is_no_command_and_reaches_nobody(String name) {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      b.ping();
      int before = b.frames().size();
      Frame reject = a.ask(name, "{\"code\":\"X\"}");
      assertThat(reject.type()).isEqualTo("reject");
      assertThat(reject.code()).isEqualTo("UNKNOWN_COMMAND");
      b.ping();
      assertThat(b.frames().subList(before, b.frames().size()))
          .extracting(Frame::type)
          .containsExactly("pong");
    }
  }
}
