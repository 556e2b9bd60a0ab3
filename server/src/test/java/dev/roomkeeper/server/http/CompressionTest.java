package dev.roomkeeper.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the build compressed is sent as it is, and a large answer of the API is compressed. */
@Timeout(60)
final class CompressionTest {
  private static final String SCRIPT = "export const words = 'again and again';\n".repeat(200);

  @TempDir static Path folder;
  static TestServer server;
  static HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    Path pages = folder.resolve("dist");
    Files.createDirectories(pages.resolve("assets"));
    Files.writeString(pages.resolve("index.html"), "<title>Start</title>");
    Files.writeString(pages.resolve("assets/a-1.js"), SCRIPT);
    Files.writeString(pages.resolve("assets/a-1.js.br"), "as Brotli");
    try (var zip = new GZIPOutputStream(Files.newOutputStream(pages.resolve("assets/a-1.js.gz")))) {
      zip.write(SCRIPT.getBytes(UTF_8));
    }
    Files.writeString(pages.resolve("alone.gz"), "a file of its own");
    server = TestServer.start(folder, settings -> settings.pages = pages);
  }

  @AfterAll
  static void stop() {
    server.close();
    http.close();
  }

  private static HttpResponse<byte[]> get(String path, @Nullable User user, String accepted)
      throws IOException, InterruptedException {
    return http.send(
        server.request(path, user).header("Accept-Encoding", accepted).GET().build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void the_best_that_a_browser_takes_is_sent() throws Exception {
    HttpResponse<byte[]> brotli = get("/assets/a-1.js", null, "gzip, deflate, br, zstd");
    assertThat(header(brotli, "Content-Encoding")).isEqualTo("br");
    assertThat(new String(brotli.body(), UTF_8)).isEqualTo("as Brotli");
    HttpResponse<byte[]> gzip = get("/assets/a-1.js", null, "gzip");
    assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
    assertThat(unzipped(gzip)).isEqualTo(SCRIPT);
    HttpResponse<byte[]> plain = get("/assets/a-1.js", null, "br;q=0, gzip;q=0");
    assertThat(header(plain, "Content-Encoding")).isEmpty();
    assertThat(new String(plain.body(), UTF_8)).isEqualTo(SCRIPT);
    for (HttpResponse<byte[]> each : java.util.List.of(brotli, gzip, plain)) {
      assertThat(header(each, "Content-Type")).contains("javascript");
      assertThat(header(each, "Vary")).isEqualTo("Accept-Encoding");
      assertThat(header(each, "Cache-Control")).contains("immutable");
    }
    // Each has a tag of its own, or a cache would take one for another.
    assertThat(header(brotli, "ETag")).isNotEqualTo(header(gzip, "ETag"));
    assertThat(header(plain, "ETag")).isNotEqualTo(header(gzip, "ETag"));
  }

  @Test
  void what_the_build_wrote_beside_a_file_is_no_file_of_its_own() throws Exception {
    assertThat(get("/assets/a-1.js.br", null, "br").statusCode()).isEqualTo(404);
    assertThat(new String(get("/alone.gz", null, "br").body(), UTF_8))
        .isEqualTo("a file of its own");
  }

  @Test
  void a_large_answer_of_the_API_is_compressed_and_a_small_one_is_not() throws Exception {
    User ann = server.guest("Ann");
    for (int i = 0; i < 40; i++) {
      server.room(ann, "lobby", "{}");
    }
    HttpResponse<byte[]> rooms = get("/api/v1/rooms", ann, "gzip");
    assertThat(header(rooms, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(rooms, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(unzipped(rooms)).startsWith("{\"rooms\":[");
    assertThat(rooms.body().length).isLessThan(unzipped(rooms).length() / 2);
    HttpResponse<byte[]> plain = get("/api/v1/rooms", ann, "identity");
    assertThat(new String(plain.body(), UTF_8)).isEqualTo(unzipped(rooms));
    HttpResponse<byte[]> me = get("/api/v1/me", ann, "gzip");
    assertThat(header(me, "Content-Encoding")).isEmpty();
    assertThat(header(me, "Vary")).isEmpty();
  }

  private static String unzipped(HttpResponse<byte[]> response) throws IOException {
    try (var zip = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return new String(zip.readAllBytes(), UTF_8);
    }
  }
}
