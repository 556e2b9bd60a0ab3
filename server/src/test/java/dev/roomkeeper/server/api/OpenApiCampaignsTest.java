package dev.roomkeeper.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Campaigns and creatures answer as {@code /api/openapi.json} says. */
@Timeout(120)
final class OpenApiCampaignsTest {
  /** Seen in other tests, or only with what is full or a server that is broken or stopping. */
  private static final Set<String> NOT_PROVOKED =
      Set.of(
          "429",
          "500",
          "503",
          "POST /api/v1/campaigns 409",
          "POST /api/v1/campaigns/{id}/characters 403",
          "POST /api/v1/campaigns/{id}/join 409",
          "POST /api/v1/creatures/import 409",
          "POST /api/v1/creatures/own 409",
          "PUT /api/v1/creatures/favourites/{edition}/{id} 409");

  private static final String CAMPAIGN = "/campaigns/{id}";
  private static final String CREATURE = "/creatures/{edition}/{id}";
  private static final String FAVOURITE = "/creatures/favourites/{edition}/{id}";

  @TempDir Path data;

  @Test
  void every_answer_is_as_described() {
    try (TestServer server = TestServer.start(data, TestServer.OPEN)) {
      assertThat(new Provoked(server).seen())
          .isEqualTo(
              Description.of(server).answers(OpenApiCampaignsTest::isOfCampaigns, NOT_PROVOKED));
    }
  }

  private static boolean isOfCampaigns(JsonNode operation) {
    return operation.path("tags").toString().contains("Campaigns");
  }

  private static final class Provoked {
    private final TestServer server;
    private final Description description;
    private final Set<String> seen = new TreeSet<>();
    private final User dan;
    private final User ann;
    private final User eve;

    Provoked(TestServer server) {
      this.server = server;
      description = Description.of(server);
      dan = server.guest("Dan");
      ann = server.guest("Ann");
      eve = server.guest("Eve");
    }

    Set<String> seen() {
      String id = see("POST", "/campaigns", dan, "{\"name\":\"One\"}").path("id").asString();
      String two = see("POST", "/campaigns", dan, "{\"name\":\"Two\"}").path("id").asString();
      see("POST", "/campaigns", dan, "{}");
      see("GET", "/campaigns", dan, "");
      people(id, two);
      play(id);
      characters(id, two);
      creatures();
      see("GET", CAMPAIGN + "/export", id, dan, "");
      for (User user : new User[] {eve, ann, dan}) {
        see("DELETE", CAMPAIGN, id, user, "");
      }
      guests();
      unreadable();
      return seen;
    }

    private void people(String id, String two) {
      ObjectNode link = see("POST", CAMPAIGN + "/links", id, dan, "{\"uses\":2}");
      String body = Js.empty().put("secret", link.path("secret").asString()).toString();
      see("POST", CAMPAIGN + "/join", id, ann, body);
      see("POST", CAMPAIGN + "/join", id, ann, "{\"secret\":\"nothing\"}");
      see("POST", CAMPAIGN + "/join", "none", ann, body);
      see("POST", CAMPAIGN + "/join", id, ann, "{\"secret\":7}");
      ObjectNode other = see("POST", CAMPAIGN + "/links", two, dan, "{}");
      body = Js.empty().put("secret", other.path("secret").asString()).toString();
      see("POST", CAMPAIGN + "/join", two, ann, body);
      see("POST", CAMPAIGN + "/links", id, ann, "{}");
      see("POST", CAMPAIGN + "/links", id, eve, "{}");
      see("POST", CAMPAIGN + "/links", id, dan, "{\"uses\":0}");
      for (int i = 0; i < 20; i++) {
        see("POST", CAMPAIGN + "/links", id, dan, "{}");
      }
      String links = CAMPAIGN + "/links/{link}";
      see("DELETE", links, id + " l1", dan, "");
      see("DELETE", links, id + " l1", dan, "");
      see("DELETE", links, id + " l2", ann, "");
    }

    private void play(String id) {
      String commands = CAMPAIGN + "/commands";
      see("POST", commands, id, dan, command("encounter.create", "{name:'Cave'}"));
      see("POST", commands, id, dan, command("encounter.finish", "{encounter:'e1'}"));
      see("POST", commands, id, dan, command("encounter.finish", "{x:1}"));
      see("POST", commands, id, ann, command("encounter.finish", "{encounter:'e1'}"));
      see("POST", commands, id, eve, command("encounter.finish", "{encounter:'e1'}"));
      see("GET", CAMPAIGN, id, dan, "");
      see("GET", CAMPAIGN, id, ann, "");
      see("GET", CAMPAIGN, id, eve, "");
      seen.add(
          description.check(
              "/api/v1" + CAMPAIGN,
              "GET",
              server.get("/api/v1/campaigns/" + id + "?as=" + dan.id(), ann)));
      see("GET", CAMPAIGN + "/moves", id, dan, "");
      see("GET", CAMPAIGN + "/moves", id, ann, "");
      see("GET", CAMPAIGN + "/moves", id, eve, "");
      seen.add(
          description.check(
              "/api/v1" + CAMPAIGN + "/moves",
              "GET",
              server.get("/api/v1/campaigns/" + id + "/moves?before=x", dan)));
      see("GET", CAMPAIGN + "/export", id, ann, "");
      see("GET", CAMPAIGN + "/export", id, eve, "");
    }

    private static String command(String type, String payload) {
      ObjectNode body = Js.empty().put("type", type);
      body.set("payload", Js.object(payload));
      return body.toString();
    }

    private void characters(String id, String two) {
      see(
          "POST",
          CAMPAIGN + "/commands",
          id,
          ann,
          command("character.create", "{name:'Aria', sheet:{hpMax:30}}"));
      String bring = CAMPAIGN + "/characters";
      String body = "{\"from\":\"" + id + "\",\"character\":\"p1\"}";
      see("POST", bring, id, ann, body);
      see("POST", bring, two, ann, body);
      see("POST", bring, two, ann, body);
      see("POST", bring, two, ann, "{}");
      see("GET", "/characters", ann, "");
    }

    private void creatures() {
      see("GET", "/creatures", null, "");
      seen.add(
          description.check(
              "/api/v1/creatures", "GET", server.get("/api/v1/creatures?size=vast", null)));
      String goblin = "2014 goblin";
      for (String which : new String[] {goblin, "2014 nobody", "1999 goblin"}) {
        see("GET", CREATURE, which, null, "");
        see("PUT", FAVOURITE, which, ann, "");
        see("DELETE", FAVOURITE, which, ann, "");
      }
      see("GET", "/creatures/favourites", ann, "");
      String body = withoutId(see("GET", CREATURE, goblin, null, ""));
      String own = see("POST", "/creatures/own", ann, body).path("id").asString();
      see("POST", "/creatures/own", ann, "{\"n\":\"x\"}");
      see("GET", "/creatures/own", ann, "");
      see("DELETE", "/creatures/own/{id}", own, ann, "");
      see("DELETE", "/creatures/own/{id}", own, ann, "");
      see("POST", "/creatures/import", ann, "{\"edition\":\"2014\",\"data\":[]}");
      see("POST", "/creatures/import", ann, "{}");
    }

    private static String withoutId(ObjectNode creature) {
      creature.remove("id");
      return creature.toString();
    }

    private void guests() {
      ask("POST", "/signup", "{\"username\":\"ada\",\"password\":\"pw\",\"type\":\"user\"}");
      String token =
          ask("POST", "/signin", "{\"username\":\"ada\",\"password\":\"pw\"}")
              .path("token")
              .asString();
      String body = Js.empty().put("guestToken", ann.token()).toString();
      see("POST", "/me/guest", new User("", "", token), body);
      see("POST", "/me/guest", eve, body);
      see("POST", "/me/guest", eve, "{}");
    }

    /** What each operation says to no token, and to a body that is too large. */
    private void unreadable() {
      for (String operation : description.operations(OpenApiCampaignsTest::isOfCampaigns)) {
        String method = operation.substring(0, operation.indexOf(' '));
        String path = operation.substring(operation.indexOf(' ') + 1 + "/api/v1".length());
        JsonNode described =
            description.json.at(
                "/paths/"
                    + ("/api/v1" + path).replace("/", "~1")
                    + "/"
                    + method.toLowerCase(Locale.ROOT));
        if (described.has("requestBody")) {
          see(method, path, "none", dan, "{\"x\":\"" + "x".repeat(2_300_000) + "\"}");
        }
        if (!described.path("security").isEmpty()) {
          see(method, path, "none", null, "{}");
        }
      }
    }

    private ObjectNode see(String method, String path, @Nullable User user, String body) {
      return see(method, path, "", user, body);
    }

    /** Asks for what is described elsewhere. */
    private ObjectNode ask(String method, String path, String body) {
      return Js.object(send(method, path, null, body).body());
    }

    private HttpResponse<String> send(
        String method, String target, @Nullable User user, String body) {
      return server.send(
          server
              .request("/api/v1" + target, user)
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /**
     * Asks, and notes the answer.
     *
     * @param which what stands in the path's holes, in their order
     */
    private ObjectNode see(
        String method, String path, String which, @Nullable User user, String body) {
      String target = path;
      for (String each : which.split(" ", -1)) {
        target = target.replaceFirst("\\{\\w+}", each.isEmpty() ? "none" : each);
      }
      target = target.replaceAll("\\{\\w+}", "none");
      HttpResponse<String> response = send(method, target, user, body);
      seen.add(description.check("/api/v1" + path, method, response));
      return Js.object(response.body());
    }
  }
}
