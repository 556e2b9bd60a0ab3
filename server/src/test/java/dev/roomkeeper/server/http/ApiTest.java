package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.kit.Wire;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1}: what each route answers, and what it says when it can't. */
@Timeout(60)
final class ApiTest {
  @TempDir static Path data;
  static TestServer server;
  static User ann;

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
    ann = server.guest("Ann");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    ObjectNode problem = Js.object(response.body());
    assertThat(problem.path("type").asString()).isEqualTo("about:blank");
    assertThat(problem.path("title").asString()).isNotBlank();
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("code").asString()).isEqualTo(code);
    assertThat(problem.path("detail").asString()).isNotBlank();
  }

  private static ObjectNode ok(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    return Js.object(response.body());
  }

  // --- Guests ---

  private static HttpResponse<String> guest(String authorization, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri("/api/v1/guest"))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return server.send(
        authorization.isEmpty() ? request : request.header("Authorization", authorization));
  }

  @Test
  void a_guest_gets_a_token_and_always_the_same_id() {
    String key = TestServer.guestKey();
    ObjectNode first = ok(guest("Guest " + key, "{\"name\":\"Bob\"}"), 200);
    assertThat(first.propertyNames()).containsExactlyInAnyOrder("token", "userId", "name");
    assertThat(first.path("name").asString()).isEqualTo("Bob");
    assertThat(first.path("token").asString().split("\\.", -1)).hasSize(3);
    ObjectNode again = ok(guest("Guest " + key, ""), 200);
    assertThat(again.path("userId")).isEqualTo(first.path("userId"));
    assertThat(again.path("name").asString()).isEqualTo("Bob");
    ObjectNode other = ok(guest("Guest " + TestServer.guestKey(), "{}"), 200);
    assertThat(other.path("userId")).isNotEqualTo(first.path("userId"));
    assertThat(first.toString()).doesNotContain(key);
    User bob = new User(first.path("userId").asString(), "Bob", first.path("token").asString());
    assertThat(server.get("/api/v1/rooms", bob).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Guest", "Guest short", "Bearer x", "Guest 01ARZ3NDEKTSV4RRFFQ69G5FAV"})
  void a_guest_without_a_good_key_is_refused(String authorization) {
    assertProblem(guest(authorization, "{}"), 401, "FORBIDDEN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":7}", "{\"name\":\"a\\u0007b\"}", "{", "[]", "7"})
  void a_guest_with_a_wrong_body_is_refused(String body) {
    assertProblem(guest("Guest " + TestServer.guestKey(), body), 400, "BAD_REQUEST");
  }

  @Test
  void a_guests_name_has_64_characters_at_most() {
    String name = "n".repeat(64);
    String key = TestServer.guestKey();
    ok(guest("Guest " + key, "{\"name\":\"" + name + "\"}"), 200);
    assertProblem(guest("Guest " + key, "{\"name\":\"" + name + "n\"}"), 400, "BAD_REQUEST");
  }

  // --- Rooms ---

  @Test
  void a_room_is_made_shown_and_listed() {
    ObjectNode made =
        ok(
            server.post(
                "/api/v1/rooms",
                ann,
                "{\"kind\":\"cardtable\",\"name\":\" Friday \",\"options\":{\"trays\":\"open\"}}"),
            201);
    String id = made.path("id").asString();
    assertThat(made)
        .isEqualTo(Js.object("{id:'" + id + "',kind:'cardtable',url:'/ws/" + id + "'}"));
    User bob = server.guest("Bob");
    ObjectNode shown = ok(server.get("/api/v1/rooms/" + id, bob), 200);
    assertThat(shown.propertyNames())
        .containsExactlyInAnyOrder("id", "kind", "name", "online", "createdAt", "isOwn");
    assertThat(shown.path("isOwn").asBoolean()).isFalse();
    assertThat(ok(server.get("/api/v1/rooms/" + id, ann), 200).path("isOwn").asBoolean()).isTrue();
    assertThat(shown.path("name").asString()).isEqualTo("Friday");
    assertThat(shown.path("online").asInt()).isZero();
    assertThat(shown.path("createdAt").asLong())
        .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis() + 1_000);
    try (TestClient a = TestClient.join(server, ann, id)) {
      assertThat(a.isOpen()).isTrue();
      TestClient.await(
          () -> ok(server.get("/api/v1/rooms/" + id, bob), 200).path("online").asInt() == 1,
          "one is online");
      assertThat(listed("")).filteredOn(room -> room.path("id").asString().equals(id)).hasSize(1);
      assertThat(listed("?kind=cardtable"))
          .allMatch(room -> room.path("kind").asString().equals("cardtable"))
          .anyMatch(room -> room.path("online").asInt() == 1);
      assertThat(listed("?kind=lobby")).noneMatch(room -> room.path("id").asString().equals(id));
    }
  }

  private static List<JsonNode> listed(String query) {
    JsonNode rooms = ok(server.get("/api/v1/rooms" + query, ann), 200).path("rooms");
    return StreamSupport.stream(rooms.spliterator(), false).toList();
  }

  @Test
  void a_room_that_is_not_to_be_listed_is_found_by_its_id_alone() {
    String id = server.room(ann, "lobby", "{listed:false}");
    assertThat(listed("")).noneMatch(room -> room.path("id").asString().equals(id));
    ok(server.get("/api/v1/rooms/" + id, ann), 200);
  }

  @Test
  void a_list_is_never_longer_than_100() {
    for (int i = 0; i < 105; i++) {
      server.room(ann, "lobby", "{}");
    }
    assertThat(listed("?kind=lobby")).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"kind\":7}",
        "{\"kind\":\"chess\"}",
        "{\"kind\":\"lobby\",\"name\":7}",
        "{\"kind\":\"lobby\",\"name\":\"a\\u0000b\"}",
        "{\"kind\":\"lobby\",\"options\":7}",
        "{\"kind\":\"lobby\",\"options\":{\"trays\":null}}",
        "{\"kind\":\"lobby\",\"options\":{\"trays\":\"ajar\"}}",
        "{\"kind\":\"lobby\",\"options\":{\"tray\":\"open\"}}",
        "{\"kind\":\"lobby\",\"options\":{\"flushMillis\":-1}}",
        "{\"kind\":\"lobby\",\"options\":{\"listed\":\"no\"}}",
        "{\"kind\":\"lobby\",\"options\":{\"only\":\"ann\"}}",
        "{\"kind\":\"lobby\",",
        "{\"kind\":\"lobby\",\"kind\":\"lobby\"}",
        "{\"kind\":\"lobby\"} x",
        "[]"
      })
  void a_room_that_cannot_be_is_refused(String body) {
    assertProblem(server.post("/api/v1/rooms", ann, body), 400, "BAD_REQUEST");
  }

  @Test
  void a_rooms_name_has_100_characters_at_most() {
    String name = "n".repeat(100);
    ok(server.post("/api/v1/rooms", ann, "{\"kind\":\"lobby\",\"name\":\"" + name + "\"}"), 201);
    assertProblem(
        server.post("/api/v1/rooms", ann, "{\"kind\":\"lobby\",\"name\":\"" + name + "n\"}"),
        400,
        "BAD_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "%00", "..%2f..%2fmetrics", "%F0%9F%98%80", "a'--", "%25"})
  void an_unknown_room_is_not_found(String id) {
    assertProblem(server.get("/api/v1/rooms/" + id, ann), 404, "NOT_FOUND");
  }

  @Test
  void a_very_long_room_id_is_not_found() {
    assertProblem(server.get("/api/v1/rooms/" + "x".repeat(2_000), ann), 404, "NOT_FOUND");
  }

  @Test
  void a_closed_room_is_forbidden_and_not_told_of() {
    User bob = server.guest("Bob");
    User eve = server.guest("Eve");
    String id = server.room(ann, "lobby", "{only:['" + bob.id() + "']}");
    assertProblem(server.get("/api/v1/rooms/" + id, eve), 403, "FORBIDDEN");
    ok(server.get("/api/v1/rooms/" + id, bob), 200);
  }

  // --- What holds for all routes ---

  @ParameterizedTest
  @CsvSource({"GET, /api/v1/rooms", "GET, /api/v1/rooms/x", "POST, /api/v1/rooms"})
  void nothing_is_told_to_who_has_no_valid_token(String method, String path) {
    for (String header :
        List.of("", "Bearer", "Bearer x", "Bearer " + server.token(ann, -60_000), "Guest x")) {
      HttpRequest.Builder request =
          server.request(path, null).method(method, HttpRequest.BodyPublishers.ofString("{}"));
      assertProblem(
          server.send(header.isEmpty() ? request : request.header("Authorization", header)),
          401,
          "FORBIDDEN");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /api/v1/rooms",
    "PUT, /api/v1/rooms/x",
    "POST, /api/v1/rooms/x",
    "GET, /api/v1/guest",
    "POST, /api/openapi.json",
    "POST, /healthz",
    "DELETE, /metrics",
    "POST, /ws/x"
  })
  void a_wrong_method_is_405_and_the_right_ones_are_named(String method, String path) {
    HttpResponse<String> response =
        server.send(server.request(path, ann).method(method, HttpRequest.BodyPublishers.noBody()));
    assertProblem(response, 405, "BAD_REQUEST");
    assertThat(response.headers().firstValue("Allow")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api",
    "GET, /api/",
    "GET, /api/v1",
    "GET, /api/v1/room",
    "GET, /api/v2/rooms",
    "GET, /api/v1/rooms/x/y",
    "POST, /api/v1/nothing",
    "DELETE, /api/nothing",
    "GET, /ws",
    "GET, /ws/",
    "GET, /ws/a/b",
    "GET, /nothing",
    "POST, /nothing"
  })
  void an_unknown_address_is_404(String method, String path) {
    assertProblem(
        server.send(server.request(path, ann).method(method, HttpRequest.BodyPublishers.noBody())),
        404,
        "NOT_FOUND");
  }

  @Test
  void a_body_over_64_kib_is_413() {
    String head = "{\"kind\":\"lobby\",\"pad\":\"";
    String body = head + "x".repeat((64 << 10) - head.length() - 2) + "\"}";
    ok(server.post("/api/v1/rooms", ann, body), 201);
    assertProblem(server.post("/api/v1/rooms", ann, body + " "), 413, "TOO_LARGE");
    assertProblem(server.post("/api/v1/guest", ann, "x".repeat(1 << 20)), 413, "TOO_LARGE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?kind=chess",
        "?kind=%00",
        "?kind=%F0%9F%98%80",
        "?kind=lobby%27%20OR%201",
        "?kind=LOBBY"
      })
  void an_odd_query_is_refused(String query) {
    assertProblem(server.get("/api/v1/rooms" + query, ann), 400, "BAD_REQUEST");
  }

  @Test
  void what_a_query_says_besides_is_passed_over() {
    ok(server.get("/api/v1/rooms?" + "a=1&".repeat(300) + "kind=lobby&kind=&b", ann), 200);
  }

  /** Queries that no client library would send. */
  @ParameterizedTest
  @CsvSource({
    "/api/v1/rooms?kind=%ZZ, 400",
    "/api/v1/rooms?kind=%, 400",
    "/api/v1/rooms?%=1, 400",
    "/api/v1/rooms/%ZZ, 400",
    "/api/v1/rooms/%, 400",
    "/ws/%ZZ, 400",
  })
  void what_is_wrongly_escaped_is_400(String path, int status) throws Exception {
    Wire.Head head = raw("GET " + path + " HTTP/1.1\r\n");
    assertThat(head.status()).as(head.body()).isEqualTo(status);
    assertThat(Js.object(head.body()).path("code").asString()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void what_is_too_long_or_no_http_is_refused_and_the_server_goes_on() throws Exception {
    assertThat(raw("GET /api/v1/rooms?q=" + "x".repeat(8_000) + " HTTP/1.1\r\n").status())
        .isEqualTo(414);
    assertThat(raw("GET /healthz HTTP/1.1\r\nX-Pad: " + "x".repeat(20_000) + "\r\n").status())
        .isEqualTo(431);
    assertThat(raw("\u0001\u0002\u0003 nonsense\r\n").status()).isEqualTo(400);
    assertThat(server.get("/healthz", null).statusCode()).isEqualTo(200);
  }

  private static Wire.Head raw(String start) throws java.io.IOException {
    try (Wire wire = new Wire(server.port(), 0)) {
      wire.timeoutMillis(10_000);
      wire.send(start + "Host: x\r\nAuthorization: Bearer " + ann.token() + "\r\n\r\n");
      return wire.readHead();
    }
  }

  @Test
  void who_asks_too_often_is_told(@TempDir Path own) {
    Limits.Numbers numbers = TestServer.limited(Limit.REQUESTS_BY_ADDRESS, 5);
    try (TestServer limited = TestServer.start(own, numbers, Gateway.Timings.DEFAULT)) {
      HttpResponse<String> response = limited.get("/api/v1/rooms", null);
      for (int i = 0; i < 100 && response.statusCode() != 429; i++) {
        response = limited.get("/api/v1/rooms", null);
      }
      assertProblem(response, 429, "RATE_LIMITED");
      assertThat(response.headers().firstValue("Retry-After")).contains("1");
      assertThat(limited.get("/healthz", null).statusCode()).isEqualTo(200);
    }
  }

  // --- Operators ---

  @Test
  void health_readiness_and_figures_are_open_and_hold_no_secrets() {
    String room = server.room(ann, "lobby", "{only:['u_MARKED']}");
    String key = TestServer.guestKey();
    User bob = server.guest(key, "MARKED-name");
    try (TestClient a = TestClient.join(server, ann, room)) {
      a.ask("player", "{\"tray\":{\"MARKED\":{\"face\":\"MARKED\"}}}");
      a.ask("passphrase", "{\"passphrase\":\"MARKED\"}");
      for (String path : List.of("/healthz", "/readyz", "/metrics", "/api/openapi.json")) {
        HttpResponse<String> response = server.get(path, null);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        assertThat(response.body())
            .doesNotContain("MARKED", key, bob.token(), bob.id(), ann.id(), room, "$argon2")
            .doesNotContain(data.toString());
      }
      assertThat(server.metric("roomkeeper_connections")).isEqualTo(1);
      assertThat(server.metric("roomkeeper_rooms")).isPositive();
      System.gc(); // Figures that are held weakly would be gone now.
      assertThat(server.metric("roomkeeper_connections")).isEqualTo(1);
      assertThat(server.metric("roomkeeper_socket_frames_in_total")).isGreaterThanOrEqualTo(3);
    }
  }
}
