package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A campaign that is played for long; {@code -Droomkeeper.moves=20000} plays a year of it. */
@Tag("slow")
@Timeout(1_200)
final class CampaignYearTest {
  private static final int MOVES = Integer.getInteger("roomkeeper.moves", 600);

  /** On an idle machine below one second. */
  private static final long OPEN_MILLIS_MAX = 10_000;

  @Test
  void a_years_campaign_opens_at_once_undoes_an_old_move_and_its_history_pages(@TempDir Path data) {
    try (TestServer server = TestServer.start(data, TestServer.OPEN)) {
      User dan = server.guest("Dan");
      HttpResponse<String> made =
          server.post("/api/v1/campaigns", dan, Js.empty().put("name", "Year").toString());
      String id = Js.object(made.body()).path("id").asString();
      String campaign = "/api/v1/campaigns/" + id;
      long old = play(server, dan, id);

      server.stop();
      server.startAgain();
      long from = System.nanoTime();
      try (TestClient back = TestClient.join(server, dan, id)) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
        System.out.printf("CampaignYearTest: %d moves open in %d ms%n", MOVES, millis);
        assertThat(millis).isLessThan(OPEN_MILLIS_MAX);
        assertThat(back.view().at("/moves").size()).isLessThanOrEqualTo(250);
      }

      assertThat(life(server, dan, campaign).path("temporary").asInt()).isEqualTo(7);
      from = System.nanoTime();
      does(server, dan, campaign, "undo", Js.empty().put("number", old));
      System.out.printf(
          "CampaignYearTest: an old move is undone in %d ms%n",
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
      assertThat(life(server, dan, campaign).path("temporary").asInt()).isZero();
      does(server, dan, campaign, "redo", Js.empty().put("number", old));
      assertThat(life(server, dan, campaign).path("temporary").asInt()).isEqualTo(7);
      pages(server, dan, campaign);
    }
  }

  /** What the second goblin has, whom the old move concerned and no other since. */
  private static JsonNode life(TestServer server, User dan, String campaign) {
    return Site.ok(server.get(campaign, dan)).at("/encounters/e1/combatants/m2/vitals/hp");
  }

  private static void does(
      TestServer server, User user, String campaign, String type, ObjectNode payload) {
    ObjectNode body = Js.empty().put("type", type);
    body.set("payload", payload);
    HttpResponse<String> answer = server.post(campaign + "/commands", user, body.toString());
    assertThat(answer.statusCode()).as(type + " " + answer.body()).isEqualTo(200);
  }

  /** Plays, and gives the number of an early move. */
  private static long play(TestServer server, User dan, String id) {
    try (TestClient client = TestClient.join(server, dan, id)) {
      client.ask("encounter.create", "{\"name\":\"Long\"}");
      client.ask(
          "combatant.add",
          "{\"encounter\":\"e1\",\"custom\":{\"name\":\"Goblin\",\"hp\":900},\"count\":2}");
      client.ask("encounter.activate", "{\"encounter\":\"e1\"}");
      assertThat(client.ask("temporary", "{\"ids\":[\"m2\"],\"amount\":7}").type())
          .isEqualTo("ack");
      long old = 4;
      for (int i = 0; i < MOVES; i++) {
        String type = i % 2 == 0 ? "damage" : "heal";
        String payload =
            i % 2 == 0
                ? "{\"targets\":[{\"id\":\"m1\",\"parts\":[{\"amount\":3}]}]}"
                : "{\"ids\":[\"m1\"],\"amount\":3}";
        assertThat(client.ask(type, payload).type()).isEqualTo("ack");
      }
      return old;
    }
  }

  private static void pages(TestServer server, User dan, String campaign) {
    long before = Long.MAX_VALUE / 100_000;
    int count = 0;
    boolean more = true;
    while (more) {
      ObjectNode page = Site.ok(server.get(campaign + "/moves?limit=200&before=" + before, dan));
      for (JsonNode move : page.path("moves")) {
        assertThat(move.path("number").asLong()).isLessThan(before);
        before = move.path("number").asLong();
        count++;
      }
      more = page.path("more").asBoolean();
    }
    assertThat(count).isEqualTo(MOVES + 4);
    assertThat(before).isEqualTo(1);
  }
}
