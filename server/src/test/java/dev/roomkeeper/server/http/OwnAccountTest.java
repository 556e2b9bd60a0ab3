package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What people do with their own accounts, and admins with those of others. */
@Timeout(60)
final class OwnAccountTest {
  @TempDir static Path data;
  static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(data, TestServer.OPEN.andThen(settings -> settings.weakPasswords = false));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static final String PASSWORD = "vier Elche im Nebel";
  private static final String OTHER = "ein Igel am Ufer 7";

  private static ObjectNode account(String name, String password, String type) {
    return Js.empty().put("username", name).put("password", password).put("type", type);
  }

  private static User user(String type) {
    ObjectNode account = account(Site.name(), PASSWORD, type);
    String id =
        Site.ok(server.post("/api/v1/signup", null, account.toString())).path("userId").asString();
    return new User(id, account.path("username").asString(), token(account));
  }

  private static String token(ObjectNode account) {
    return Site.ok(server.post("/api/v1/signin", null, account.toString()))
        .path("token")
        .asString();
  }

  private static int me(User user) {
    return server.get("/api/v1/me", user).statusCode();
  }

  @Test
  void a_weak_password_is_refused_with_the_reason() {
    for (String weak : new String[] {"123456", "password1", "iloveyou"}) {
      HttpResponse<String> refused =
          server.post("/api/v1/signup", null, account(Site.name(), weak, "user").toString());
      ApiTest.assertProblem(refused, 400, "BAD_REQUEST");
      assertThat(refused.body()).contains("password").doesNotContain(weak);
    }
  }

  @Test
  void another_password_ends_all_tokens_and_open_sockets_but_the_new_token_is_good() {
    User ann = user("user");
    User bob = user("user");
    String room = server.room(ann, "lobby", "{}");
    ObjectNode body = Js.empty().put("password", "wrong").put("newPassword", OTHER);
    ApiTest.assertProblem(
        server.post("/api/v1/me/password", ann, body.toString()), 403, "FORBIDDEN");
    body.put("password", PASSWORD).put("newPassword", "123456");
    ApiTest.assertProblem(
        server.post("/api/v1/me/password", ann, body.toString()), 400, "BAD_REQUEST");
    try (TestClient a = TestClient.join(server, ann, room);
        TestClient b = TestClient.join(server, bob, room)) {
      body.put("newPassword", OTHER);
      String token =
          Site.ok(server.post("/api/v1/me/password", ann, body.toString()))
              .path("token")
              .asString();
      assertThat(a.awaitClose().code()).isEqualTo(4401);
      assertThat(b.isOpen()).isTrue();
      assertThat(me(ann)).isEqualTo(401);
      assertThat(me(new User(ann.id(), ann.name(), token))).isEqualTo(200);
      assertThat(me(bob)).isEqualTo(200);
    }
    assertThat(
            server
                .post("/api/v1/signin", null, account(ann.name(), PASSWORD, "user").toString())
                .statusCode())
        .isEqualTo(403);
    token(account(ann.name(), OTHER, "user"));
  }

  @Test
  void signing_out_everywhere_ends_all_tokens() {
    User ann = user("user");
    User phone = new User(ann.id(), ann.name(), token(account(ann.name(), PASSWORD, "user")));
    Site.ok(server.post("/api/v1/me/signout", ann, ""));
    assertThat(me(ann)).isEqualTo(401);
    assertThat(me(phone)).isEqualTo(401);
    User again = new User(ann.id(), ann.name(), token(account(ann.name(), PASSWORD, "user")));
    assertThat(me(again)).isEqualTo(200);
    ApiTest.assertProblem(
        server.post("/api/v1/me/signout", server.guest("Gus"), ""), 409, "CONFLICT");
  }

  @Test
  void who_proves_the_password_deletes_the_own_account() {
    User ann = user("user");
    String wrong = "{\"password\":\"wrong\"}";
    ApiTest.assertProblem(Site.delete(server, "/api/v1/me", ann, wrong), 403, "FORBIDDEN");
    assertThat(me(ann)).isEqualTo(200);
    String right = "{\"password\":\"" + PASSWORD + "\"}";
    Site.ok(Site.delete(server, "/api/v1/me", ann, right));
    assertThat(me(ann)).isEqualTo(401);
    ApiTest.assertProblem(
        server.post("/api/v1/signin", null, account(ann.name(), PASSWORD, "user").toString()),
        403,
        "FORBIDDEN");
    Site.ok(server.post("/api/v1/signup", null, account(ann.name(), PASSWORD, "user").toString()));
  }

  @Test
  void admins_demote_and_delete_others_and_one_admin_stays() {
    User admin = user("admin");
    User other = user("admin");
    User ann = user("user");
    String demote = "/api/v1/admin/demote";
    String account = "/api/v1/admin/account";
    String named = "{\"username\":\"" + other.name() + "\"}";
    ApiTest.assertProblem(server.post(demote, ann, named), 403, "FORBIDDEN");
    Site.ok(server.post(demote, admin, named));
    ApiTest.assertProblem(server.post(demote, other, named), 403, "FORBIDDEN");
    ApiTest.assertProblem(
        server.post(demote, admin, "{\"username\":\"nobody\"}"), 404, "NOT_FOUND");
    String own = "{\"username\":\"" + admin.name() + "\"}";
    ApiTest.assertProblem(server.post(demote, admin, own), 409, "CONFLICT");
    ApiTest.assertProblem(Site.delete(server, account, admin, own), 409, "CONFLICT");
    ApiTest.assertProblem(
        Site.delete(server, "/api/v1/me", admin, "{\"password\":\"" + PASSWORD + "\"}"),
        409,
        "CONFLICT");
    ApiTest.assertProblem(Site.delete(server, account, ann, named), 403, "FORBIDDEN");
    Site.ok(Site.delete(server, account, admin, named));
    assertThat(me(other)).isEqualTo(401);
    ApiTest.assertProblem(Site.delete(server, account, admin, named), 404, "NOT_FOUND");
  }
}
