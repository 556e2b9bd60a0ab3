package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.kit.Wire;
import dev.roomkeeper.server.web.BasePath;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that is shown below a path of somebody else's host, whether the proxy takes the path off
 * or not; and what a link to it looks like in a chat.
 */
@Timeout(60)
final class BelowAPathTest {
  @TempDir static Path folder;
  static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    Path pages = folder.resolve("dist");
    Files.createDirectories(pages.resolve("assets"));
    Files.writeString(
        pages.resolve("index.html"),
        "<head><title>Start</title><link href=\"./mark.svg\" /></head>"
            + "<script type=\"module\" src=\"./assets/a-1.js\"></script>");
    Files.writeString(pages.resolve("mark.svg"), "<svg/>");
    Files.writeString(pages.resolve("assets/a-1.js"), "export {}");
    server =
        TestServer.start(
            folder,
            settings -> {
              settings.pages = pages;
              settings.path = BasePath.parse("/rooms");
              settings.proxies = Set.of("127.0.0.1");
            });
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/rooms", "/rooms/", "/rooms?x=1", "/rooms/table/x", "/", "/table/x"})
  void pages_ask_for_their_files_below_it(String path) {
    HttpResponse<String> page = server.get(path, null);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("src=\"/rooms/assets/a-1.js\"", "href=\"/rooms/mark.svg\"")
        .contains("<meta name=\"roomkeeper-path\" content=\"/rooms\" />");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/rooms"})
  void files_API_and_what_monitors_ask_for_are_there_with_and_without(String base) {
    assertThat(server.get(base + "/assets/a-1.js", null).body()).isEqualTo("export {}");
    assertThat(server.get(base + "/healthz", null).body()).isEqualTo("ok\n");
    assertThat(server.get(base + "/api/v1/avatars", null).statusCode()).isEqualTo(200);
    assertThat(server.get(base + "/nowhere", null).statusCode()).isEqualTo(404);
    ApiTest.assertProblem(server.get(base + "/api/v1/none", null), 404, "NOT_FOUND");
    assertThat(server.get(base + "/robots.txt", null).body()).contains("Disallow: /rooms/api/");
    User ann = server.guest("Ann");
    HttpResponse<String> made =
        server.post(base + "/api/v1/rooms", ann, "{\"kind\":\"lobby\",\"name\":\"L\"}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String id = Js.object(made.body()).path("id").asString();
    assertThat(server.get(base + "/api/v1/rooms?kind=lobby", ann).body()).contains(id);
    String token = "Authorization: Bearer " + ann.token();
    assertThat(TestClient.knock(server, base + "/ws/" + id, token).status()).isEqualTo(101);
  }

  @Test
  void it_counts_once_and_as_a_whole() {
    assertThat(server.get("/rooms/rooms/healthz", null).statusCode()).isEqualTo(404);
    assertThat(server.get("/roomsmate", null).statusCode()).isEqualTo(404);
    assertThat(server.get("/other/healthz", null).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/rooms", "/rooms/"})
  void course_clients_find_their_socket_at_its_root(String path) throws IOException {
    for (int port : new int[] {server.port(), server.metaversePort()}) {
      try (Wire wire = new Wire(port, 0)) {
        wire.timeoutMillis(20_000);
        wire.send(Wire.handshake(path, List.of()));
        assertThat(wire.readHead().status()).isEqualTo(101);
      }
    }
  }

  private static String preview(String path, String... headers) throws IOException {
    try (Wire wire = new Wire(server.port(), 0)) {
      wire.timeoutMillis(20_000);
      wire.send(
          ("GET " + path + " HTTP/1.1\r\nHost: play.example\r\n")
              + String.join("", List.of(headers).stream().map(line -> line + "\r\n").toList())
              + "\r\n");
      return wire.readHead().body();
    }
  }

  @Test
  void a_link_to_a_table_names_it_and_shows_a_picture() throws IOException {
    User ann = server.guest("Ann");
    String body = "{\"kind\":\"cardtable\",\"name\":\"Tom & \\\"Ann's\\\" <b>\"}";
    HttpResponse<String> made = server.post("/api/v1/rooms", ann, body);
    String id = Js.object(made.body()).path("id").asString();
    assertThat(preview("/rooms/table/" + id, "X-Forwarded-Proto: https"))
        .contains("property=\"og:title\" content=\"Tom &amp; &quot;Ann's&quot; &lt;b&gt;\"")
        .contains("property=\"og:url\" content=\"https://play.example/rooms/table/" + id + "\"")
        .contains("property=\"og:image\" content=\"https://play.example/rooms/preview.png\"")
        .contains("property=\"og:description\"")
        .doesNotContain("<b>");
  }

  @Test
  void of_a_room_for_invited_people_only_and_of_none_a_link_tells_nothing() throws IOException {
    User ann = server.guest("Ann");
    String body =
        "{\"kind\":\"cardtable\",\"name\":\"Secret\",\"options\":{\"only\":[\""
            + ann.id()
            + "\"]}}";
    String id = Js.object(server.post("/api/v1/rooms", ann, body).body()).path("id").asString();
    for (String path : List.of("/rooms/table/" + id, "/rooms/table/none", "/rooms/", "/table/")) {
      assertThat(preview(path))
          .contains("property=\"og:title\" content=\"Roomkeeper\"")
          .doesNotContain("Secret");
    }
  }

  @Test
  void what_a_client_says_of_its_host_can_do_no_harm() throws IOException {
    try (Wire wire = new Wire(server.port(), 0)) {
      wire.timeoutMillis(20_000);
      wire.send("GET / HTTP/1.1\r\nHost: a\"><script>alert(1)</script>\r\n\r\n");
      assertThat(wire.readHead().body()).doesNotContain("<script>alert");
    }
  }
}
