package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.CourseClient;
import dev.roomkeeper.server.kit.CourseClient.Place;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What is said in the course's dialect: chat, what can't be read, and to who is slow. */
@Timeout(120)
final class MetaverseTalkingTest extends NewSpaceForEach {
  // --- M6: talking ---

  @Test
  void M6_what_is_said_comes_to_all_the_sender_and_native_clients_included() {
    try (CourseClient a = CourseClient.join(server, ann, space);
        CourseClient b = CourseClient.join(server, bob, space);
        TestClient watcher = TestClient.join(server, cat, space)) {
      a.expect("user-joined", bob, b.spawn());
      a.expect("user-joined");
      b.expect("user-joined");
      a.chat(space, ann.token(), "hello <b>you</b>");
      JsonNode told = a.expect("new-message");
      assertThat(told.propertyNames()).containsExactlyInAnyOrder("id", "userId", "name", "message");
      assertThat(told.path("userId").asString()).isEqualTo(ann.id());
      assertThat(told.path("name").asString()).isEqualTo("Ann");
      assertThat(told.path("message").asString()).isEqualTo("hello <b>you</b>");
      assertThat(b.expect("new-message")).isEqualTo(told);
      String id = told.path("id").asString();
      watcher.awaitView(
          view -> view.at("/chat/" + id + "/message").asString("").equals("hello <b>you</b>"),
          "the line");

      watcher.ask("chat-message", "{\"message\":\"hi\"}");
      assertThat(a.expect("new-message").path("userId").asString()).isEqualTo(cat.id());
      assertThat(b.expect("new-message").path("message").asString()).isEqualTo("hi");
    }
  }

  @Test
  void M6_what_was_said_before_is_not_told_again() {
    try (CourseClient a = CourseClient.join(server, ann, space)) {
      a.chat(space, ann.token(), "early");
      a.expect("new-message");
      try (CourseClient b = CourseClient.join(server, bob, space)) {
        b.ping();
        assertThat(b.unread()).isEmpty();
      }
    }
  }

  @Test
  void M6_what_cannot_be_said_is_an_error_and_the_client_stays() {
    try (CourseClient a = CourseClient.join(server, ann, space);
        CourseClient b = CourseClient.join(server, bob, space)) {
      a.expect("user-joined", bob, b.spawn());
      for (String message : List.of("", "  ", "x".repeat(2_001), "x".repeat(8_192))) {
        a.chat(space, ann.token(), message);
        a.expectError();
      }
      a.tell("chat-message", "{\"spaceId\":\"%s\",\"token\":\"%s\"}".formatted(space, ann.token()));
      a.expectError();
      a.chat(space, ann.token(), "fine");
      a.expect("new-message");
      assertThat(b.expect("new-message").path("message").asString()).isEqualTo("fine");
    }
  }

  @Test
  void M6_a_bad_or_foreign_token_and_another_space_are_an_error_and_the_end() {
    String other = server.room(ann, "space", "{width: 9, height: 9}");
    try (CourseClient watcher = CourseClient.join(server, cat, space)) {
      List<String[]> wrong =
          List.of(
              new String[] {space, "nonsense", "4401"},
              new String[] {space, bob.token(), "4403"},
              new String[] {other, ann.token(), "4404"});
      for (String[] words : wrong) {
        try (CourseClient a = CourseClient.join(server, ann, space)) {
          watcher.expect("user-joined", ann, a.spawn());
          a.chat(words[0], words[1], "I am somebody else");
          a.expectErrorAndEnd(Integer.parseInt(words[2]));
        }
        watcher.expect("user-left");
      }
      assertThat(watcher.unread()).isEmpty();
    }
  }

  // --- M7: bad frames ---

  @Test
  void M7_what_cannot_be_read_is_an_error_and_three_in_a_row_are_the_end() {
    try (CourseClient a = CourseClient.join(server, ann, space);
        CourseClient b = CourseClient.join(server, bob, space)) {
      a.expect("user-joined", bob, b.spawn());
      List<String> bad =
          List.of(
              "no JSON",
              "[]",
              "{\"type\":7}",
              "{\"type\":\"dance\",\"payload\":{}}",
              "{\"type\":\"move\"}",
              "{\"type\":\"chat-message\",\"payload\":{\"message\":\"hi\"}}",
              "{\"type\":\"move\",\"payload\":{\"x\":1,\"x\":2}}",
              "{\"type\":\"move\",\"payload\":" + "[".repeat(40) + "]".repeat(40) + "}");
      for (String text : bad) {
        a.socket().send(text);
        a.expectError();
        a.move(a.spawn());
        a.expectRejection(a.spawn());
      }
      for (int i = 0; i < 2; i++) {
        a.socket().sendRaw(Wire.frame(Wire.BINARY, new byte[3]));
        a.expectError();
      }
      a.socket().send("{\"type\":\"move\",\"payload\":\"" + "x".repeat(70_000) + "\"}");
      a.expectError();
      assertThat(a.socket().awaitClose().code()).isEqualTo(4400);
      b.expect("user-left");
    }
  }

  @Test
  void M7_types_that_are_unknown_are_errors_and_never_the_end() {
    try (CourseClient a = CourseClient.join(server, ann, space)) {
      List<String> unknown =
          List.of(
              "{\"type\":\"ping\"}",
              "{\"type\":\"heartbeat\",\"payload\":{}}",
              "{\"type\":\"leave\",\"payload\":7}",
              "{\"type\":\"\"}",
              "{\"type\":\"dance\",\"payload\":{}}");
      for (String text : unknown) {
        a.socket().send(text);
        a.expectError();
      }
      a.move(a.spawn());
      a.expectRejection(a.spawn());
    }
  }

  // --- M8: slow clients ---

  @Test
  void M8_a_slow_client_is_told_in_the_end_where_everybody_stands() {
    try (TestClient walker = TestClient.join(server, bob, space);
        CourseClient slow =
            CourseClient.open(server, opening -> opening.withReceiveBuffer(4_096))) {
      slow.join(ann, space);
      Place from = slow.others().get(bob.id());
      assertThat(from).isNotNull();
      slow.socket().pause();
      int lines = talkUntilItIsHeldBack(walker);
      Place at = from;
      for (int i = 0; i < 3; i++) {
        at = at.left();
        // A flush for each: the answer comes with it.
        assertThat(walker.ask("move", "{" + at.json() + "}").type()).isEqualTo("ack");
      }
      Place end = at;
      slow.socket().resume();
      TestClient.await(() -> end.equals(slow.others().get(bob.id())), "the last place");
      TestClient.await(
          () -> slow.socket().frames("new-message").size() == lines, "all that was said");
      assertThat(slow.socket().frames("movement")).hasSize(1);
      assertThat(slow.socket().isOpen()).isTrue();
    }
  }

  /** Says so much that somebody can't take it; how many lines that were. */
  private static int talkUntilItIsHeldBack(TestClient speaker) {
    double before = server.traffic().getOrDefault("conflations", 0.0);
    String line = "{\"message\":\"" + "y".repeat(2_000) + "\"}";
    int batch = 20; // What is held back has 64 KiB.
    for (int said = batch; said < 20_000; said += batch) {
      long last = 0;
      for (int i = 0; i < batch; i++) {
        last = speaker.command("chat-message", line);
      }
      speaker.answer(last);
      if (server.traffic().getOrDefault("conflations", 0.0) > before) {
        return said;
      }
    }
    throw new AssertionError("it never held back");
  }
}
