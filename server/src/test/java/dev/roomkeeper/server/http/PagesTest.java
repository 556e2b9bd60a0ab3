package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.Wire;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built web pages, as the server hands them out. */
@Timeout(60)
final class PagesTest {
  @TempDir static Path folder;
  static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    Path pages = Files.createDirectories(folder.resolve("dist"));
    Files.createDirectories(pages.resolve("assets"));
    Files.writeString(pages.resolve("index.html"), "<!doctype html><title>Start</title>");
    Files.writeString(pages.resolve("favicon.svg"), "<svg/>");
    Files.writeString(pages.resolve("assets/app-1a2b3c.js"), "export {}");
    Files.writeString(pages.resolve(".secret"), "HIDDEN");
    Files.writeString(folder.resolve("beside.txt"), "HIDDEN");
    server = TestServer.start(folder, settings -> settings.pages = pages);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/app",
        "/spaces",
        "/account",
        "/signin",
        "/signup",
        "/feedback",
        "/replay",
        "/admin",
        "/admin/people",
        "/table/abc123",
        "/table/abc123/",
        "/space/%C3%BC%20x",
        "/?room=x"
      })
  void an_address_of_a_page_is_the_start_page_and_never_cached(String path) {
    HttpResponse<String> response = server.get(path, null);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("<title>Start</title>");
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(response.headers().firstValue("Cache-Control").orElse(""))
        .doesNotContain("max-age=31536000", "immutable");
    assertHardened(response);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/nowhere", "/some/deep/page", "/table", "/table/a/b", "/admin/secrets", "/a.php"})
  void an_address_of_no_page_is_404_with_the_page_that_says_so(String path) {
    HttpResponse<String> response = server.get(path, null);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("<title>Start</title>");
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(response.headers().firstValue("X-Robots-Tag")).contains("noindex");
    assertHardened(response);
  }

  @Test
  void search_engines_are_told_what_to_leave_out() {
    HttpResponse<String> robots = server.get("/robots.txt", null);
    assertThat(robots.statusCode()).isEqualTo(200);
    assertThat(robots.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(robots.body()).contains("User-agent: *", "Disallow: /api/");
    assertThat(server.get("/table/x", null).headers().firstValue("X-Robots-Tag"))
        .contains("noindex");
    assertThat(server.get("/", null).headers().firstValue("X-Robots-Tag")).isEmpty();
  }

  @Test
  void a_page_is_read_and_not_written_to() {
    HttpResponse<String> response = server.post("/", null, "{}");
    ApiTest.assertProblem(response, 405, "BAD_REQUEST");
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void what_a_browser_has_already_is_not_sent_again() {
    for (String path : List.of("/favicon.svg", "/assets/app-1a2b3c.js", "/")) {
      String tag = server.get(path, null).headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> again =
          server.send(server.request(path, null).header("If-None-Match", tag).GET());
      assertThat(again.statusCode()).as(path).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      HttpResponse<String> other =
          server.send(server.request(path, null).header("If-None-Match", "\"other\"").GET());
      assertThat(other.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void pages_that_were_built_again_are_served_without_a_restart() throws IOException {
    Path pages = Files.createDirectories(folder.resolve("again"));
    Files.writeString(pages.resolve("index.html"), "<title>One</title>");
    try (TestServer own =
        TestServer.start(folder.resolve("own"), settings -> settings.pages = pages)) {
      assertThat(own.get("/", null).body()).contains("One");
      Files.writeString(pages.resolve("new.svg"), "<svg/>");
      Files.writeString(pages.resolve("index.html"), "<title>Two</title>");
      Files.setLastModifiedTime(
          pages.resolve("index.html"), FileTime.from(Instant.now().plusSeconds(5)));
      assertThat(own.get("/", null).body()).contains("Two");
      assertThat(own.get("/new.svg", null).body()).isEqualTo("<svg/>");
    }
  }

  @Test
  void files_are_served_and_those_with_a_hash_in_the_name_are_kept_for_long() {
    HttpResponse<String> script = server.get("/assets/app-1a2b3c.js", null);
    assertThat(script.statusCode()).isEqualTo(200);
    assertThat(script.body()).isEqualTo("export {}");
    assertThat(script.headers().firstValue("Content-Type").orElse("")).contains("javascript");
    assertThat(script.headers().firstValue("Cache-Control").orElse(""))
        .contains("max-age=31536000", "immutable");
    assertThat(icon().headers().firstValue("Vary")).isEmpty(); // Nothing is chosen from.
    assertHardened(script);
    HttpResponse<String> icon = server.get("/favicon.svg", null);
    assertThat(icon.body()).isEqualTo("<svg/>");
    assertThat(icon.headers().firstValue("Content-Type").orElse("")).contains("image/svg+xml");
  }

  private static HttpResponse<String> icon() {
    return server.get("/favicon.svg", null);
  }

  private static void assertHardened(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'", "object-src 'none'", "frame-ancestors");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Referrer-Policy")).contains("same-origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/assets/none.js", "/assets/", "/api/none", "/api/v1/none", "/ws/", "/ws/a/b"})
  void what_is_no_page_is_404(String path) {
    ApiTest.assertProblem(server.get(path, null), 404, "NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../beside.txt",
        "/assets/../../beside.txt",
        "/..%2fbeside.txt",
        "/%2e%2e/beside.txt",
        "/assets/..%5c..%5cbeside.txt",
        "//beside.txt",
        "/.secret",
        "/assets/%2e%2e/.secret"
      })
  void nothing_beside_the_pages_is_handed_out(String path) throws IOException {
    try (Wire wire = new Wire(server.port(), 0)) {
      wire.timeoutMillis(10_000);
      wire.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(wire.readHead().body()).doesNotContain("HIDDEN");
    }
  }

  @Test
  void the_api_is_served_beside_them() {
    assertThat(server.get("/healthz", null).body()).isEqualTo("ok\n");
    assertThat(server.get("/readyz", null).body()).isEqualTo("ready\n");
    assertThat(server.get("/api/openapi.json", null).statusCode()).isEqualTo(200);
  }
}
