package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** How a server that is not open gets its first admin. */
@Timeout(60)
final class SetupCodeTest {
  @TempDir Path data;

  private static ObjectNode admin(String name) {
    return Js.empty().put("username", name).put("password", "123456").put("type", "admin");
  }

  private static HttpResponse<String> signUp(TestServer server, ObjectNode body) {
    return server.post("/api/v1/signup", null, body.toString());
  }

  @Test
  void the_code_makes_one_admin_and_no_other() {
    try (TestServer server = TestServer.start(data)) {
      String code = server.setupCode().orElseThrow();
      assertThat(code).matches("(?:[0-9a-z]{5}-){3}[0-9a-z]{5}");
      ApiTest.assertProblem(signUp(server, admin("eve")), 403, "FORBIDDEN");
      ApiTest.assertProblem(
          signUp(server, admin("eve").put("setupCode", "00000-00000-00000-00000")),
          403,
          "FORBIDDEN");
      ApiTest.assertProblem(signUp(server, admin("eve").put("setupCode", 7)), 400, "BAD_REQUEST");
      Site.ok(signUp(server, admin("bob").put("type", "user")));
      // A name that is taken does not use the code up.
      ApiTest.assertProblem(
          signUp(server, admin("bob").put("setupCode", code)), 400, "BAD_REQUEST");
      String shouted = code.toUpperCase(java.util.Locale.ROOT).replace('-', ' ');
      Site.ok(signUp(server, admin("ada").put("setupCode", shouted)));
      ApiTest.assertProblem(signUp(server, admin("eve").put("setupCode", code)), 403, "FORBIDDEN");
      ObjectNode in = Site.ok(server.post("/api/v1/signin", null, admin("ada").toString()));
      User ada = new User("", "", in.path("token").asString());
      assertThat(Site.ok(server.get("/api/v1/me", ada)).path("role").asString()).isEqualTo("admin");

      server.stop();
      server.startAgain();
      assertThat(server.setupCode()).isEmpty();
      ApiTest.assertProblem(signUp(server, admin("eve").put("setupCode", code)), 403, "FORBIDDEN");
      assertThat(Site.ok(server.get("/api/v1/me", ada)).path("role").asString()).isEqualTo("admin");
    }
  }

  @Test
  void while_there_is_no_admin_each_start_has_a_new_code_and_the_old_ones_are_void() {
    try (TestServer server = TestServer.start(data)) {
      String first = server.setupCode().orElseThrow();
      server.stop();
      server.startAgain();
      String second = server.setupCode().orElseThrow();
      assertThat(second).isNotEqualTo(first);
      ApiTest.assertProblem(signUp(server, admin("ada").put("setupCode", first)), 403, "FORBIDDEN");
      Site.ok(signUp(server, admin("ada").put("setupCode", second)));
    }
  }
}
