package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.Wire;
import java.io.IOException;
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

/** What monitors ask for, and the headers by which browsers are kept in bounds, on every answer. */
@Timeout(60)
final class HeadersTest {
  @TempDir static Path folder;
  static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    Path pages = folder.resolve("dist");
    Files.createDirectories(pages.resolve("assets"));
    Files.writeString(pages.resolve("index.html"), "<!doctype html><title>Start</title>");
    Files.writeString(pages.resolve("favicon.ico"), "icon");
    Files.writeString(pages.resolve("assets/a-1.js"), "export {}");
    server =
        TestServer.start(
            folder,
            settings -> {
              settings.pages = pages;
              settings.proxies = Set.of("127.0.0.1");
            });
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Wire.Head ask(String method, String path, String... more) throws IOException {
    try (Wire wire = new Wire(server.port(), 0)) {
      wire.timeoutMillis(20_000);
      wire.send(
          (method + " " + path + " HTTP/1.1\r\nHost: play.example\r\n")
              + String.join("", List.of(more).stream().map(line -> line + "\r\n").toList())
              + "Connection: close\r\n\r\n");
      String answer = new String(wire.readToEnd(), java.nio.charset.StandardCharsets.ISO_8859_1);
      return read(answer);
    }
  }

  /** Of a HEAD the length stands in the header, and nothing follows. */
  private static Wire.Head read(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    assertThat(end).as(answer).isPositive();
    java.util.Map<String, String> headers = new java.util.TreeMap<>();
    answer
        .substring(0, end)
        .lines()
        .skip(1)
        .forEach(line ->
            headers.put(
                line.substring(0, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT),
                line.substring(line.indexOf(':') + 1).strip()));
    return new Wire.Head(
        Integer.parseInt(answer.split(" ", -1)[1]), headers, answer.substring(end + 4));
  }

  private static final String ALL =
      """
      /
      /table/x
      /nowhere
      /favicon.ico
      /assets/a-1.js
      /assets/none.js
      /robots.txt
      /healthz
      /readyz
      /metrics
      /api/openapi.json
      /api/v1/avatars
      /api/v1/rooms
      /api/v1/none
      /ws/x\
      """;

  @Test
  void HEAD_is_answered_as_GET_without_the_body() throws IOException {
    for (String path : ALL.lines().toList()) {
      Wire.Head got = ask("GET", path);
      Wire.Head head = ask("HEAD", path);
      assertThat(head.status()).as(path).isEqualTo(got.status());
      assertThat(head.body()).as(path).isEmpty();
      assertThat(head.header("Content-Type")).as(path).isEqualTo(got.header("Content-Type"));
      if (!path.equals("/metrics")) { // which changes all the time
        assertThat(head.header("Content-Length")).as(path).isEqualTo(got.header("Content-Length"));
      }
    }
    assertThat(ask("HEAD", "/").status()).isEqualTo(200);
    assertThat(ask("HEAD", "/healthz").status()).isEqualTo(200);
    assertThat(ask("HEAD", "/readyz").status()).isEqualTo(200);
    assertThat(ask("GET", "/favicon.ico").body()).isEqualTo("icon");
  }

  @Test
  void every_answer_keeps_the_browser_to_what_it_is_for() throws IOException {
    for (String path : ALL.lines().toList()) {
      Wire.Head answer = ask("GET", path);
      assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      assertThat(answer.header("Content-Security-Policy")).as(path).contains("default-src");
      assertThat(answer.header("Cross-Origin-Opener-Policy")).as(path).isEqualTo("same-origin");
      assertThat(answer.header("Permissions-Policy"))
          .as(path)
          .contains("camera=(self)", "microphone=(self)", "geolocation=()");
      assertThat(answer.header("Strict-Transport-Security")).as(path).isNull();
    }
    assertThat(ask("GET", "/api/v1/avatars").header("Content-Security-Policy"))
        .contains("default-src 'none'");
    assertThat(ask("GET", "/").header("Content-Security-Policy")).contains("default-src 'self'");
    assertThat(ask("POST", "/api/v1/none").header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void browsers_that_came_by_TLS_come_by_TLS_from_then_on() throws IOException {
    for (String path : List.of("/", "/api/v1/avatars", "/assets/a-1.js")) {
      assertThat(ask("GET", path, "X-Forwarded-Proto: https").header("Strict-Transport-Security"))
          .as(path)
          .contains("max-age=31536000");
      assertThat(ask("GET", path, "X-Forwarded-Proto: http").header("Strict-Transport-Security"))
          .isNull();
    }
  }

  @Test
  void a_socket_opens_for_a_page_of_the_same_host_though_the_proxy_names_the_port()
      throws IOException {
    assertThat(handshake("play.example:443", "https://play.example")).isEqualTo(401);
    assertThat(handshake("play.example:80", "http://play.example")).isEqualTo(401);
    assertThat(handshake("play.example", "https://play.example")).isEqualTo(401);
    assertThat(handshake("play.example:443", "https://other.example")).isEqualTo(403);
    assertThat(handshake("play.example:8443", "https://play.example")).isEqualTo(403);
  }

  /** 401, as no token comes along, is beyond the question of the origin. */
  private static int handshake(String host, String origin) throws IOException {
    try (Wire wire = new Wire(server.port(), 0)) {
      wire.timeoutMillis(20_000);
      wire.send(
          Wire.handshake("/ws/x", List.of("Origin: " + origin))
              .replace("Host: 127.0.0.1", "Host: " + host));
      return wire.readHead().status();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/api/openapi.json", "/assets/a-1.js"})
  void Vary_is_true(String path) throws IOException {
    Wire.Head plain = ask("GET", path);
    Wire.Head zipped = ask("GET", path, "Accept-Encoding: gzip, br");
    boolean differs = zipped.header("Content-Encoding") != null;
    assertThat(plain.header("Content-Encoding")).isNull();
    assertThat(plain.header("Vary")).isEqualTo(differs ? "Accept-Encoding" : null);
    assertThat(zipped.header("Vary")).isEqualTo(plain.header("Vary"));
    assertThat(differs).isEqualTo(path.equals("/metrics") || path.endsWith("openapi.json"));
  }
}
