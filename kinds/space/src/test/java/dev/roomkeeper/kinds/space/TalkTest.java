package dev.roomkeeper.kinds.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** S6: chat. */
final class TalkTest {
  private final TestRoom room = new TestRoom(new Space(), "{width:500, height:500}", 1);
  private final TestClient ann = room.join("ann");
  private final TestClient bob = room.join("bob");

  private static JsonObject line(TestClient client, String id) {
    return client.at("chat", id);
  }

  @Test
  void S6_a_chat_message_is_everybodys_and_kept() {
    assertThat(ann.does("chat-message", "{message:'Hello', from:'ann'}").durable()).isTrue();

    String id = bob.at("chat").keys().getFirst();
    JsonObject line = line(bob, id);
    assertThat(line.keys()).containsExactly("at", "from", "message", "name");
    assertThat(line.text("from")).isEqualTo("ann");
    assertThat(line.text("name")).isEqualTo("ann");
    assertThat(line.text("message")).isEqualTo("Hello");
    assertThat(line.number("at", 0)).isGreaterThan(1_700_000_000_000.0);
    assertThat(id).matches("[0-9]{13}-[0-9a-z]{8}").startsWith("17");
    assertThat(room.join("cat").at("chat")).isEqualTo(bob.at("chat"));
  }

  @Test
  void S6_nobody_acts_in_anothers_name() {
    for (String key : List.of("from", "memberId", "userId")) {
      for (String command : List.of("chat-message", "bubble-message")) {
        ann.refused(Code.FORBIDDEN, command, "{message:'Hello', " + key + ":'bob'}");
      }
      ann.refused(Code.FORBIDDEN, "signal", "{to:'bob', data:{}, " + key + ":'bob'}");
      ann.refused(Code.FORBIDDEN, "move", "{x:251, y:250, " + key + ":7}");
    }
    assertThat(bob.at("chat").keys()).isEmpty();
  }

  @Test
  void S6_the_newest_fifty_stay_and_their_ids_sort_as_they_came() {
    List<JsonObject> payloads =
        IntStream.range(0, 70)
            .mapToObj(i -> JsonObject.EMPTY.with("message", "line " + i))
            .toList();
    ann.sendEvery(0, "chat-message", payloads); // all in one millisecond

    List<String> kept =
        bob.at("chat").keys().stream().map(id -> line(bob, id).text("message")).toList();
    assertThat(kept).isEqualTo(IntStream.range(20, 70).mapToObj(i -> "line " + i).toList());
  }

  @Test
  void S6_only_the_new_message_travels() {
    ann.does("chat-message", "{message:'first'}");
    bob.watch();
    ann.does("chat-message", "{message:'second'}");

    JsonObject patch = bob.patches().object("all").object("chat");
    assertThat(patch.size()).isEqualTo(1);
    assertThat(patch.toString()).contains("second").doesNotContain("first");
  }

  @Test
  void S6_what_says_nothing_or_too_much_is_refused() {
    ann.refused(Code.BAD_REQUEST, "chat-message", "{}");
    ann.refused(Code.BAD_REQUEST, "chat-message", "{message:''}");
    ann.refused(Code.BAD_REQUEST, "chat-message", "{message:'   '}");
    ann.refused(Code.BAD_REQUEST, "chat-message", "{message:7}");
    assertThat(ann.refused(Code.TOO_LARGE, "chat-message", "{message:'" + "x".repeat(8_192) + "'}"))
        .isEqualTo("\"message\" must be a string of 1 to 2000 characters");
    ann.refused(Code.TOO_LARGE, "chat-message", "{message:'" + "x".repeat(2_001) + "'}");
    ann.refused(Code.TOO_LARGE, "bubble-message", "{message:'" + "x".repeat(2_001) + "'}");
    ann.refused(Code.BAD_REQUEST, "bubble-message", "{message:null}");
    ann.does("chat-message", "{message:'" + "x".repeat(2_000) + "'}");
    assertThat(ann.refused(Code.UNKNOWN_COMMAND, "chat", "{message:'Hello'}"))
        .isEqualTo(
            "a space knows no command \"chat\"; it knows move, chat-message, chat.delete, bubble-message, signal");
  }
}
