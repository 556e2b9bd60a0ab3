package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Accounts on a server of its own process, which is killed and started again. */
@Tag("slow")
@Timeout(300)
final class AccountSecretsTest {
  private static final Pattern CODE = Pattern.compile("set-up code ((?:[0-9a-z]{5}-?){4})");

  private final StringBuilder publicly = new StringBuilder();
  private final List<String> secrets = new ArrayList<>();

  private static ObjectNode account(String name, String password, String type) {
    return Site.JSON
        .createObjectNode()
        .put("username", name)
        .put("password", password)
        .put("type", type);
  }

  private Site.Reply post(Site site, String path, String token, ObjectNode body) {
    Site.Reply reply =
        site.call(
            "POST", "/api/v1" + path, token.isEmpty() ? null : "Bearer " + token, body.toString());
    publicly.append(reply.everything());
    return reply;
  }

  /** What is answered here is the owner's own, and is not searched. */
  private String signIn(Site site, ObjectNode account) {
    Site.Reply reply = site.call("POST", "/api/v1/signin", null, account.toString());
    assertThat(reply.status()).isEqualTo(200);
    String token = reply.json().path("token").asString();
    secrets.add(token);
    return token;
  }

  @Test
  void passwords_tokens_and_the_setup_code_are_nowhere_and_edits_survive_a_kill(@TempDir Path temp)
      throws Exception {
    Path data = Files.createDirectory(temp.resolve("data"));
    ServerProcess.Launch launch = ServerProcess.Launch.on(data);
    String password = "pass" + Long.toHexString(System.nanoTime()) + "word";
    secrets.add(password);
    ObjectNode ada = account("ada", password, "admin");
    String space;
    JsonNode shown;
    try (ServerProcess server = ServerProcess.start(launch)) {
      Site site = new Site(server.port());
      Matcher printed = CODE.matcher(awaitCode(server));
      assertThat(printed.find()).isTrue();
      String code = printed.group(1);
      secrets.add(code);
      secrets.add(code.replace("-", ""));
      assertThat(post(site, "/signup", "", ada).status()).isEqualTo(403);
      assertThat(post(site, "/signup", "", ada.deepCopy().put("setupCode", code + "x")).status())
          .isEqualTo(403);
      assertThat(post(site, "/signup", "", ada.deepCopy().put("setupCode", code)).status())
          .isEqualTo(200);
      String token = signIn(site, ada);
      refusals(site, ada, token);
      space = build(site, token);
      shown = site.get("/api/v1/space/" + space, null).json();
      assertThat(shown.path("elements").size()).isEqualTo(2);
      server.kill();
      publicly.append(server.log().replace(printed.group(), "")); // the one line that tells it
    }
    try (ServerProcess server = ServerProcess.start(launch)) {
      Site site = new Site(server.port());
      assertThat(site.get("/api/v1/space/" + space, null).json()).isEqualTo(shown);
      String token = signIn(site, ada);
      assertThat(site.get("/api/v1/me", token).json().path("role").asString()).isEqualTo("admin");
      refusals(site, ada, token);
      assertThat(server.terminate()).isEqualTo(0);
      publicly.append(server.log());
      assertThat(server.log()).doesNotContain("set-up code");
      assertThat(server.complaints()).isEmpty();
    }
    for (String secret : secrets) {
      assertThat(publicly.toString()).doesNotContain(secret);
    }
    assertThat(publicly.toString()).contains(space).doesNotContain("$argon2");
    searchFiles(data);
  }

  private static String awaitCode(ServerProcess server) throws InterruptedException {
    for (int i = 0; i < 200 && !CODE.matcher(server.log()).find(); i++) {
      Thread.sleep(50); // It is printed behind the address.
    }
    return server.log();
  }

  /** All that can go wrong, with the secrets in every place where somebody may put them. */
  private void refusals(Site site, ObjectNode ada, String token) {
    String password = ada.path("password").asString();
    post(site, "/signup", "", ada);
    post(site, "/signin", "", ada.deepCopy().put("username", "nobody"));
    post(site, "/signin", "", ada.deepCopy().put("password", password + "x"));
    post(site, "/signin", "", ada.deepCopy().put("password", password.repeat(50)));
    post(site, "/signup", "", ada.deepCopy().put("type", password));
    post(site, "/signup", token, account(password, password.repeat(20), "user"));
    post(site, "/user/metadata", token + "x", ada);
    post(site, "/user/metadata", token, ada.deepCopy().put("avatarId", token));
    post(site, "/space/element", token, ada.deepCopy().put("spaceId", password));
    post(site, "/admin/promote", token, ada.deepCopy().put("username", password));
    post(site, "/admin/map", token, ada.deepCopy().put("dimensions", password));
    publicly.append(
        site.call("POST", "/api/v1/signin", "Bearer " + token, "{\"password\":\"" + password)
            .everything());
    for (String path :
        List.of("/api/v1/me", "/api/v1/space/all", "/api/v1/space/" + password, "/" + token)) {
      publicly.append(site.get(path, token).everything());
      publicly.append(site.get(path + "?token=" + token, null).everything());
    }
  }

  private String build(Site site, String token) {
    ObjectNode element =
        Site.JSON
            .createObjectNode()
            .put("imageUrl", "/a.png")
            .put("width", 1)
            .put("height", 1)
            .put("static", true);
    String elementId = post(site, "/admin/element", token, element).json().path("id").asString();
    ObjectNode space = Site.JSON.createObjectNode().put("name", "Home").put("dimensions", "9x9");
    String id = post(site, "/space", token, space).json().path("spaceId").asString();
    for (int x = 0; x < 3; x++) {
      ObjectNode place =
          Site.JSON
              .createObjectNode()
              .put("spaceId", id)
              .put("elementId", elementId)
              .put("x", x)
              .put("y", 0);
      Site.Reply placed = post(site, "/space/element", token, place);
      assertThat(placed.status()).isEqualTo(200);
      if (x == 1) {
        Site.Reply removed =
            site.call("DELETE", "/api/v1/space/element", "Bearer " + token, placed.body());
        assertThat(removed.status()).isEqualTo(200);
      }
    }
    return id;
  }

  private void searchFiles(Path data) throws IOException {
    boolean found = false;
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, ISO_8859_1);
        for (String secret : secrets) {
          assertThat(bytes.contains(secret)).as("a secret is in " + file).isFalse();
        }
        found |= bytes.contains("$argon2id$");
      }
    }
    assertThat(found).as("the search finds what is there").isTrue();
  }
}
