package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of other hosts may use the API if the operator named them, and no others. */
class OtherOriginsTest {
  private static final String FRIEND = "https://play.example";

  @TempDir static Path data;
  static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(data, settings -> settings.origins = Set.of("HTTPS://Play.Example:443/"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> preflight(String origin) {
    return server.send(
        HttpRequest.newBuilder(server.uri("/api/v1/signin"))
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization,content-type")
            .method("OPTIONS", BodyPublishers.noBody()));
  }

  private static HttpResponse<String> asked(String origin) {
    return server.send(
        HttpRequest.newBuilder(server.uri("/api/v1/avatars")).header("Origin", origin).GET());
  }

  @Test
  void a_page_of_a_named_origin_may_ask_and_read() {
    HttpResponse<String> allowed = preflight(FRIEND);
    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains(FRIEND);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .containsIgnoringCase("authorization")
        .containsIgnoringCase("content-type");
    HttpResponse<String> read = asked(FRIEND);
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.headers().firstValue("Access-Control-Allow-Origin")).contains(FRIEND);
  }

  @Test
  void the_headers_that_a_pages_tracing_adds_are_let_through() {
    HttpResponse<String> allowed =
        server.send(
            HttpRequest.newBuilder(server.uri("/api/v1/rooms"))
                .header("Origin", FRIEND)
                .header("Access-Control-Request-Method", "POST")
                .header(
                    "Access-Control-Request-Headers",
                    "authorization,baggage,sentry-trace,traceparent,tracestate,x-request-id")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("authorization", "traceparent", "baggage", "sentry-trace", "x-request-id");
    assertThat(asked(FRIEND).headers().firstValue("Access-Control-Expose-Headers"))
        .contains("Retry-After");
  }

  @Test
  void a_page_of_another_may_not() {
    assertThat(preflight("https://evil.example").headers().map())
        .doesNotContainKey("access-control-allow-origin");
    assertThat(asked("https://evil.example").headers().map())
        .doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void a_cache_is_told_that_the_answer_depends_on_who_asks() {
    for (String origin : List.of(FRIEND, "https://evil.example")) {
      assertThat(asked(origin).headers().allValues("Vary")).as(origin).contains("Origin");
    }
    assertThat(preflight(FRIEND).headers().allValues("Vary")).contains("Origin");
  }

  @Test
  void our_own_pages_name_their_origin_and_are_served() {
    assertThat(asked("http://127.0.0.1:" + server.port()).statusCode()).isEqualTo(200);
  }
}
