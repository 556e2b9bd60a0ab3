package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.Settings;
import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Over HTTP nobody takes more than is theirs (docs/security.md), and nobody else is refused. */
@Timeout(120)
final class BudgetsTest {
  @TempDir Path data;

  private static Consumer<Settings> limited(UnaryOperator<Limits.Numbers> change) {
    return settings -> {
      settings.openAdminSignup = true;
      settings.limits = change.apply(TestServer.GENEROUS);
    };
  }

  private static HttpResponse<String> newRoom(TestServer server, User user) {
    return server.post("/api/v1/rooms", user, "{\"kind\":\"lobby\"}");
  }

  private static void assertHeld(HttpResponse<String> response) {
    ApiTest.assertProblem(response, 429, "RATE_LIMITED");
    assertThat(response.headers().firstValue("Retry-After").orElseThrow()).matches("[1-9][0-9]*");
  }

  // --- Rooms ---

  @Test
  void a_user_makes_so_many_rooms_in_a_while_and_others_go_on() {
    try (TestServer server =
        TestServer.start(data, limited(n -> n.with(Limit.NEW_ROOMS_BY_USER, 3, 0.001)))) {
      User eve = server.guest("Eve");
      for (int i = 0; i < 3; i++) {
        assertThat(newRoom(server, eve).statusCode()).isEqualTo(201);
      }
      assertHeld(newRoom(server, eve));
      assertHeld(server.post("/api/v1/space", eve, "{\"name\":\"x\",\"dimensions\":\"9x9\"}"));
      assertThat(newRoom(server, server.guest("Ann")).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void an_address_makes_so_many_rooms_whoever_asks() {
    try (TestServer server =
        TestServer.start(data, limited(n -> n.with(Limit.NEW_ROOMS_BY_ADDRESS, 2, 0.001)))) {
      assertThat(newRoom(server, server.guest("Ann")).statusCode()).isEqualTo(201);
      assertThat(newRoom(server, server.guest("Bob")).statusCode()).isEqualTo(201);
      assertHeld(newRoom(server, server.guest("Cat")));
    }
  }

  @Test
  void a_user_has_so_many_rooms_and_one_that_is_deleted_makes_space() {
    try (TestServer server =
        TestServer.start(data, limited(n -> n.with(Limit.ROOMS_BY_USER, 2, 0)))) {
      User ann = server.guest("Ann");
      assertThat(newRoom(server, ann).statusCode()).isEqualTo(201);
      ObjectNode space =
          Site.ok(server.post("/api/v1/space", ann, "{\"name\":\"x\",\"dimensions\":\"9x9\"}"));
      ApiTest.assertProblem(newRoom(server, ann), 409, "CONFLICT");
      server.deleteSpace(ann, space.path("spaceId").asString());
      assertThat(newRoom(server, ann).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void a_room_for_invited_people_is_not_listed_unless_its_creator_says_so() {
    try (TestServer server = TestServer.start(data)) {
      User ann = server.guest("Ann");
      String hidden = server.room(ann, "lobby", "{only:['u_1']}");
      String shown = server.room(ann, "lobby", "{only:['u_1'],listed:true}");
      assertThat(Site.ok(server.get("/api/v1/rooms", ann)).findValuesAsString("id"))
          .contains(shown)
          .doesNotContain(hidden);
    }
  }

  // --- What costs more than a request ---

  @Test
  void a_large_answer_costs_more_than_a_small_one() {
    try (TestServer server =
        TestServer.start(data, limited(n -> n.with(Limit.REQUESTS_BY_ADDRESS, 40, 0.001)))) {
      int small = served(server, "/api/v1/maps/none");
      assertThat(small).isBetween(35, 41);
    }
    try (TestServer server =
        TestServer.start(data, limited(n -> n.with(Limit.REQUESTS_BY_ADDRESS, 40, 0.001)))) {
      assertThat(served(server, "/api/openapi.json")).as("some 60 KB each").isBetween(1, 20);
      assertHeld(server.get("/metrics", null));
    }
  }

  /** How often the address is served before it is too much. */
  private static int served(TestServer server, String path) {
    for (int i = 0; i < 100; i++) {
      if (server.get(path, null).statusCode() == 429) {
        return i;
      }
    }
    return 100;
  }

  @Test
  void pages_have_a_budget_of_their_own() throws IOException {
    Path pages = Files.createDirectory(data.resolve("pages"));
    Files.writeString(pages.resolve("index.html"), "<!doctype html>");
    try (TestServer server =
        TestServer.start(
            data,
            limited(n -> n.with(Limit.PAGES_BY_ADDRESS, 5, 0.001))
                .andThen(settings -> settings.pages = pages))) {
      assertThat(served(server, "/")).isBetween(4, 5);
      assertHeld(server.get("/", null));
      assertThat(server.get("/api/v1/maps", null).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void what_all_may_read_is_made_once_and_compressed_once_and_never_old() throws Exception {
    try (TestServer server = TestServer.start(data, TestServer.OPEN);
        HttpClient http = HttpClient.newHttpClient()) {
      User admin = Site.admin(server);
      for (int i = 0; i < 20; i++) {
        String id = Site.element(server, admin, "{}");
        byte[] body =
            http.send(
                    server
                        .request("/api/v1/elements", null)
                        .header("Accept-Encoding", "gzip")
                        .build(),
                    BodyHandlers.ofByteArray())
                .body();
        String text =
            body[0] == 0x1f
                ? new String(
                    new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(),
                    StandardCharsets.UTF_8)
                : new String(body, StandardCharsets.UTF_8);
        assertThat(Js.object(text).findValuesAsString("id")).contains(id);
        assertThat(Site.ok(server.get("/api/v1/elements", null))).isEqualTo(Js.object(text));
        assertThat(body[0] == 0x1f).as("worth it").isEqualTo(text.length() > 1_300);
      }
    }
  }

  // --- Feedback ---

  @Test
  void feedback_is_taken_so_often_and_deleted_by_admins_alone() {
    try (TestServer server =
        TestServer.start(data, limited(n -> n.with(Limit.FEEDBACK_BY_ADDRESS, 3, 0.001)))) {
      String path = "/api/v1/admin/feedback";
      for (int i = 0; i < 3; i++) {
        Site.ok(server.post("/api/v1/feedback", null, "{\"text\":\"spam\"}"));
      }
      assertHeld(server.post("/api/v1/feedback", null, "{\"text\":\"spam\"}"));
      User admin = Site.admin(server);
      List<String> ids = Site.ok(server.get(path, admin)).findValuesAsString("id");
      String one = path + "/" + ids.getFirst();
      ApiTest.assertProblem(Site.delete(server, one, server.guest("Eve"), ""), 403, "FORBIDDEN");
      Site.ok(Site.delete(server, one, admin, ""));
      ApiTest.assertProblem(Site.delete(server, one, admin, ""), 404, "NOT_FOUND");
      assertThat(Site.ok(server.get(path, admin)).findValuesAsString("id"))
          .containsExactlyElementsOf(ids.subList(1, 3));
      assertThat(Site.ok(Site.delete(server, path, admin, "")).path("deleted").asInt())
          .isEqualTo(2);
      assertThat(Site.ok(server.get(path, admin)).path("feedback")).isEmpty();
      JsonNode held = Site.ok(server.get("/api/v1/admin/limits", admin)).path("held").path(0);
      assertThat(held.path("limit").asString()).isEqualTo("feedback-by-address");
      assertThat(held.path("owner").asString()).isEqualTo("127.0.0.1");
      ApiTest.assertProblem(
          server.get("/api/v1/admin/limits", server.guest("Eve")), 403, "FORBIDDEN");
      assertThat(server.get("/metrics", null).body())
          .contains("roomkeeper_limit_held{limit=\"feedback-by-address\"} 1.0")
          .contains("roomkeeper_limit_refusals_total{limit=\"feedback-by-address\"} 1.0")
          .doesNotContain("127.0.0.1");
    }
  }

  // --- Who may not enter may not edit ---

  @Test
  void who_may_not_enter_a_space_may_not_change_it_and_its_tables_are_for_the_same_people() {
    try (TestServer server = TestServer.start(data, TestServer.OPEN)) {
      User admin = Site.admin(server);
      User ann = Site.user(server);
      User eve = server.guest("Eve");
      String element = Site.element(server, admin, "{use:'cardtable'}");
      String space =
          server.room(
              admin, "space", "{width:3,height:3,editors:'everyone',only:['" + ann.id() + "']}");
      String place =
          "{\"spaceId\":\"" + space + "\",\"elementId\":\"" + element + "\",\"x\":1,\"y\":1}";
      ApiTest.assertProblem(server.post("/api/v1/space/element", eve, place), 400, "BAD_REQUEST");
      String placed =
          Site.ok(server.post("/api/v1/space/element", ann, place)).path("id").asString();
      String body = "{\"id\":\"" + placed + "\"}";
      ApiTest.assertProblem(
          Site.delete(server, "/api/v1/space/element", eve, body), 403, "FORBIDDEN");
      String open = "{\"spaceId\":\"" + space + "\",\"id\":\"" + placed + "\"}";
      ApiTest.assertProblem(server.post("/api/v1/space/table", eve, open), 403, "FORBIDDEN");
      String table;
      try (TestClient there = TestClient.join(server, ann, space)) {
        assertThat(there.isOpen()).isTrue();
        table = Site.ok(server.post("/api/v1/space/table", ann, open)).path("roomId").asString();
      }
      assertThat(server.get("/api/v1/rooms/" + table, ann).statusCode()).isEqualTo(200);
      assertThat(server.get("/api/v1/rooms/" + table, admin).statusCode()).isEqualTo(200);
      ApiTest.assertProblem(server.get("/api/v1/rooms/" + table, eve), 403, "FORBIDDEN");
      Site.ok(Site.delete(server, "/api/v1/space/element", ann, body));
    }
  }

  // --- Nothing calls home ---

  @Test
  void pictures_come_from_here_and_from_where_admins_put_them() throws Exception {
    Path pages = Files.createDirectory(data.resolve("pages"));
    Files.writeString(pages.resolve("index.html"), "<!doctype html>");
    try (TestServer server =
        TestServer.start(data, TestServer.OPEN.andThen(settings -> settings.pages = pages))) {
      assertThat(imageSources(server)).isEqualTo("img-src 'self' data: blob:");
      Site.element(server, Site.admin(server), "{}");
      TestClient.await(
          () -> imageSources(server).equals("img-src 'self' data: blob: https://pictures.example"),
          "the catalogue is looked at");
    }
  }

  private static String imageSources(TestServer server) {
    String policy =
        server.get("/", null).headers().firstValue("Content-Security-Policy").orElseThrow();
    return policy
        .lines()
        .flatMap(line -> java.util.Arrays.stream(line.split("; ", -1)))
        .filter(part -> part.startsWith("img-src"))
        .findFirst()
        .orElseThrow();
  }

  // --- Figures ---

  @Test
  void a_node_that_is_alone_shows_its_figures_to_this_machine_and_to_admins() {
    try (TestServer server = TestServer.start(data, TestServer.OPEN)) {
      User admin = Site.admin(server);
      assertThat(server.get("/metrics", null).statusCode()).isEqualTo(200);
      for (User user : List.of(server.guest("Eve"), admin)) {
        HttpResponse<String> forwarded =
            server.send(server.request("/metrics", user).header("X-Forwarded-For", "10.0.0.1"));
        assertThat(forwarded.statusCode()).isEqualTo(user == admin ? 200 : 403);
      }
    }
    try (TestServer server = TestServer.start(data, settings -> settings.openMetrics = true)) {
      assertThat(
              server
                  .send(server.request("/metrics", null).header("X-Forwarded-For", "10.0.0.1"))
                  .statusCode())
          .isEqualTo(200);
    }
  }
}
