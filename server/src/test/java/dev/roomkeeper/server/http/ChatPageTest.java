package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /rooms/{id}/chat}: all that was said in a space, where the room has the newest. */
@Timeout(60)
final class ChatPageTest {
  @TempDir static Path data;
  static TestServer server;
  static User ann;
  static User eve;

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
    ann = server.guest("Ann");
    eve = server.guest("Eve");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String chat(String room) {
    return "/api/v1/rooms/" + room + "/chat";
  }

  @Test
  void what_the_room_forgets_is_read_page_by_page_also_after_a_restart() {
    String room = server.room(ann, "space", "{width:9,height:9}");
    assertThat(Site.ok(server.get(chat(room), ann)))
        .isEqualTo(Js.object("{messages:[],more:false}"));
    String html = "<b>0</b> '; DROP TABLE chat_message; --";
    try (TestClient client = TestClient.join(server, ann, room)) {
      for (int i = 0; i < 120; i++) {
        say(client, i == 0 ? html : "message " + i);
      }
      assertThat(client.view().at("/chat")).hasSize(50);
    }
    server.stop();
    server.startAgain();
    List<String> said = new ArrayList<>();
    String before = "";
    boolean more = true;
    for (int page = 0; more; page++) {
      ObjectNode read = Site.ok(server.get(chat(room) + before, eve));
      List<String> texts = new ArrayList<>();
      for (JsonNode message : read.path("messages")) {
        assertThat(message.propertyNames())
            .containsExactlyInAnyOrder("id", "from", "name", "message", "at");
        assertThat(message.path("from").asString()).isEqualTo(ann.id());
        assertThat(message.path("name").asString()).isEqualTo("Ann");
        assertThat(message.path("at").asLong())
            .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
        texts.add(message.path("message").asString());
      }
      said.addAll(0, texts);
      more = read.path("more").asBoolean();
      before = "?before=" + read.path("messages").path(0).path("id").asString();
      assertThat(page).isLessThan(3);
    }
    assertThat(said).hasSize(120).startsWith(html, "message 1").endsWith("message 119");
  }

  private static void say(TestClient client, String text) {
    TestClient.Frame answer =
        client.ask("chat-message", Js.empty().put("message", text).toString());
    if (answer.code().equals("RATE_LIMITED")) {
      TestClient.nap(300); // Messages are earned with time alone.
      say(client, text);
    } else {
      assertThat(answer.type()).isEqualTo("ack");
    }
  }

  @Test
  void a_page_is_bounded_and_for_whoever_may_enter() {
    String room = server.room(ann, "space", "{width:9,height:9,only:[]}");
    String open = server.room(ann, "space", "{width:9,height:9}");
    try (TestClient client = TestClient.join(server, ann, open)) {
      for (int i = 0; i < 3; i++) {
        say(client, "message " + i);
      }
    }
    ObjectNode page = Site.ok(server.get(chat(open) + "?limit=2", ann));
    assertThat(page.path("messages")).hasSize(2);
    assertThat(page.path("more").asBoolean()).isTrue();
    assertThat(page.path("messages").path(1).path("message").asString()).isEqualTo("message 2");
    for (String wrong : List.of("0", "-1", "101", "x", "1e2", "%00")) {
      ApiTest.assertProblem(server.get(chat(open) + "?limit=" + wrong, ann), 400, "BAD_REQUEST");
    }
    ApiTest.assertProblem(server.get(chat(open) + "?before=none", ann), 400, "BAD_REQUEST");
    // A message of another room is none of this one's.
    String foreign = page.path("messages").path(0).path("id").asString();
    ApiTest.assertProblem(server.get(chat(room) + "?before=" + foreign, ann), 400, "BAD_REQUEST");
    ApiTest.assertProblem(server.get(chat(open), null), 401, "FORBIDDEN");
    ApiTest.assertProblem(server.get(chat(room), eve), 403, "FORBIDDEN");
    ApiTest.assertProblem(server.get(chat("none"), eve), 404, "NOT_FOUND");
    ApiTest.assertProblem(server.get(chat(server.room(ann, "lobby", "{}")), ann), 404, "NOT_FOUND");
  }
}
