package dev.roomkeeper.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Pictures that admins upload are checked, kept, and served from the server's own address. */
@Timeout(60)
final class PicturesTest {
  private static final String UPLOAD = "/api/v1/admin/picture";

  @TempDir static Path data;
  static TestServer server;
  static User admin;
  static HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    server = TestServer.start(data, TestServer.OPEN);
    admin = Site.admin(server);
  }

  @AfterAll
  static void stop() {
    server.close();
    http.close();
  }

  private static byte[] picture(String format, int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static HttpResponse<String> upload(User user, byte[] content) {
    String text = Base64.getEncoder().encodeToString(content);
    return server.post(UPLOAD, user, Js.empty().put("content", text).toString());
  }

  private static HttpResponse<byte[]> get(String path) throws Exception {
    return http.send(
        server.request(path, null).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @ParameterizedTest
  @CsvSource({"png, image/png, png", "jpg, image/jpeg, jpg", "gif, image/gif, gif"})
  void a_picture_comes_back_as_it_was(String format, String type, String end) throws Exception {
    byte[] content = picture(format, 70, 40);
    JsonNode kept = Site.ok(upload(admin, content));
    assertThat(kept.path("width").asInt()).isEqualTo(70);
    assertThat(kept.path("height").asInt()).isEqualTo(40);
    String url = kept.path("imageUrl").asString();
    assertThat(url).matches("/api/v1/pictures/[0-9a-f]{32}\\." + end);
    HttpResponse<byte[]> shown = get(url);
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body()).isEqualTo(content);
    assertThat(shown.headers().firstValue("Content-Type")).contains(type);
    assertThat(shown.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(shown.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    // The same once more is the same, and avatars may look like it.
    assertThat(Site.ok(upload(admin, content)).path("imageUrl").asString()).isEqualTo(url);
    String avatar = Js.empty().put("name", "Fox").put("imageUrl", url).toString();
    Site.ok(server.post("/api/v1/admin/avatar", admin, avatar));
  }

  @Test
  void of_WebP_all_three_forms_are_read() {
    assertThat(size("RIFF....WEBPVP8X.........." + "..", 24, new int[] {99, 0, 0, 49, 0, 0}))
        .isEqualTo("100x50");
    // Sixteen bits of each: width less one, height less one, in 14 bits each.
    assertThat(size("RIFF....WEBPVP8L.........", 21, new int[] {99, 0x40, 0x0C, 0}))
        .isEqualTo("100x50");
    assertThat(size("RIFF....WEBPVP8 ..............", 26, new int[] {100, 0, 50, 0}))
        .isEqualTo("100x50");
  }

  private static String size(String begin, int at, int[] bytes) {
    byte[] content = Arrays.copyOf(begin.getBytes(ISO_8859_1), 40);
    for (int i = 0; i < bytes.length; i++) {
      content[at + i] = (byte) bytes[i];
    }
    JsonNode kept = Site.ok(upload(admin, content));
    return kept.path("width").asInt() + "x" + kept.path("height").asInt();
  }

  @Test
  void what_is_no_picture_is_refused_with_what_is_taken() throws Exception {
    byte[] png = picture("png", 10, 10);
    byte[] huge = png.clone();
    huge[18] = 0x7F; // its header says that it is 32,000 pixels wide
    byte[] large = Arrays.copyOf(png, (1 << 20) + 1);
    for (byte[] wrong :
        new byte[][] {
          {},
          Arrays.copyOf(png, 15),
          Arrays.copyOf(picture("jpg", 10, 10), 8),
          huge,
          large,
          "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(UTF_8),
          "<!doctype html><script>alert(1)</script>".getBytes(UTF_8),
        }) {
      HttpResponse<String> refused = upload(admin, wrong);
      ApiTest.assertProblem(refused, 400, "BAD_REQUEST");
      assertThat(refused.body()).contains("PNG, JPEG, GIF or WebP", "1 MiB");
    }
    ApiTest.assertProblem(server.post(UPLOAD, admin, "{\"content\":\"*\"}"), 400, "BAD_REQUEST");
    ApiTest.assertProblem(server.post(UPLOAD, admin, "{}"), 400, "BAD_REQUEST");
    ApiTest.assertProblem(
        server.post(UPLOAD, admin, "{\"content\":\"" + "A".repeat(1_500_000) + "\"}"),
        413,
        "TOO_LARGE");
    Site.ok(upload(admin, Arrays.copyOf(png, 1 << 20)));
  }

  @Test
  void only_admins_upload_and_what_is_not_there_is_not_found() throws Exception {
    byte[] png = picture("png", 10, 10);
    ApiTest.assertProblem(upload(server.guest("Gus"), png), 403, "FORBIDDEN");
    ApiTest.assertProblem(server.get("/api/v1/pictures/none.png", null), 404, "NOT_FOUND");
  }
}
