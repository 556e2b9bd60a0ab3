package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Signing up and in, who is admin, and what is known of users. */
@Timeout(60)
final class AccountsTest {
  @TempDir static Path data;
  static TestServer server;
  static User admin;
  static User ann;

  @BeforeAll
  static void start() {
    server = TestServer.start(data, TestServer.OPEN);
    admin = Site.admin(server);
    ann = Site.user(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> signUp(String body) {
    return server.post("/api/v1/signup", null, body);
  }

  private static HttpResponse<String> signIn(String body) {
    return server.post("/api/v1/signin", null, body);
  }

  // --- Signing up ---

  @Test
  void who_signs_up_can_sign_in_and_is_always_the_same_user() {
    String name = Site.name();
    String body = "{\"username\":\"" + name + "\",\"password\":\"123456\",\"type\":\"user\"}";
    ObjectNode made = Site.ok(signUp(body));
    assertThat(made.propertyNames()).containsExactly("userId");
    for (int i = 0; i < 2; i++) {
      ObjectNode in = Site.ok(signIn(body));
      assertThat(in.propertyNames()).containsExactly("token");
      User user = new User(made.path("userId").asString(), name, in.path("token").asString());
      ObjectNode me = Site.ok(server.get("/api/v1/me", user));
      assertThat(me)
          .isEqualTo(Js.object("{userId:'" + user.id() + "',name:'" + name + "',role:'user'}"));
      assertThat(server.get("/api/v1/rooms", user).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_name_is_taken_once_whatever_its_case_and_width() {
    String name = "Ann" + Site.name();
    signUpAs(name, "x");
    for (String same : List.of(name, name.toUpperCase(java.util.Locale.ROOT), " " + name + " ")) {
      ApiTest.assertProblem(
          signUp(
              Js.empty().put("username", same).put("password", "y").put("type", "user").toString()),
          400,
          "BAD_REQUEST");
    }
    String wide = "\uFF21nn" + name.substring(3); // a full-width A
    ApiTest.assertProblem(
        signUp(
            Js.empty().put("username", wide).put("password", "y").put("type", "user").toString()),
        400,
        "BAD_REQUEST");
    assertThat(
            signIn(
                    Js.empty()
                        .put("username", name.toLowerCase(java.util.Locale.ROOT))
                        .put("password", "x")
                        .toString())
                .statusCode())
        .isEqualTo(200);
  }

  private static void signUpAs(String name, String password) {
    Site.ok(
        signUp(
            Js.empty()
                .put("username", name)
                .put("password", password)
                .put("type", "user")
                .toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "{}",
        "{\"password\":\"x\",\"type\":\"user\"}",
        "{\"username\":\"\",\"password\":\"x\",\"type\":\"user\"}",
        "{\"username\":\"  \",\"password\":\"x\",\"type\":\"user\"}",
        "{\"username\":7,\"password\":\"x\",\"type\":\"user\"}",
        "{\"username\":\"bob\",\"type\":\"user\"}",
        "{\"username\":\"bob\",\"password\":\"\",\"type\":\"user\"}",
        "{\"username\":\"bob\",\"password\":7,\"type\":\"user\"}",
        "{\"username\":\"bob\",\"password\":\"x\"}",
        "{\"username\":\"bob\",\"password\":\"x\",\"type\":\"root\"}",
        "{\"username\":\"b\\u0000b\",\"password\":\"x\",\"type\":\"user\"}",
        "{\"username\":\"b\\nb\",\"password\":\"x\",\"type\":\"user\"}"
      })
  void a_wrong_sign_up_is_refused(String body) {
    ApiTest.assertProblem(signUp(body), 400, "BAD_REQUEST");
  }

  @Test
  void names_and_passwords_are_bounded() {
    ApiTest.assertProblem(signUp(body("n".repeat(65), "x")), 400, "BAD_REQUEST");
    ApiTest.assertProblem(signUp(body(Site.name(), "p".repeat(257))), 400, "BAD_REQUEST");
    Site.ok(signUp(body("\uD83D\uDE00".repeat(64), "p".repeat(256)))); // 64 faces
    ApiTest.assertProblem(signUp(body(Site.name(), "p".repeat(70_000))), 413, "TOO_LARGE");
  }

  private static String body(String name, String password) {
    return Js.empty()
        .put("username", name)
        .put("password", password)
        .put("type", "user")
        .toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; DROP TABLE account; --",
        "\" OR 1=1 --",
        "<script>alert(1)</script>",
        "{{7*7}}${7*7}",
        "Zoë 👩‍💻 x"
      })
  void a_name_is_text_and_nothing_else(String text) {
    signUpAs(text, text);
    ObjectNode in =
        Site.ok(signIn(Js.empty().put("username", text).put("password", text).toString()));
    User user = new User("", "", in.path("token").asString());
    assertThat(Site.ok(server.get("/api/v1/me", user)).path("name").asString()).isEqualTo(text);
    assertThat(signIn(body(text + " ' --", text)).statusCode()).isEqualTo(403);
  }

  @Test
  void a_name_that_looks_like_another_by_what_can_not_be_seen_is_refused() {
    for (String hidden : List.of("\u202e", "\u200b", "\u2066", "\u3164", "\ufe0f", "\u00ad")) {
      ApiTest.assertProblem(signUp(body("an" + hidden + "n", "x")), 400, "BAD_REQUEST");
      ApiTest.assertProblem(
          server.send(
              server
                  .request("/api/v1/guest", null)
                  .header("Authorization", "Guest " + TestServer.guestKey())
                  .POST(
                      java.net.http.HttpRequest.BodyPublishers.ofString(
                          Js.empty().put("name", "an" + hidden + "n").toString()))),
          400,
          "BAD_REQUEST");
    }
  }

  // --- Signing in ---

  @Test
  void a_wrong_sign_in_is_403_and_does_not_tell_whether_the_name_exists() {
    String name = Site.name();
    signUpAs(name, "right");
    HttpResponse<String> wrongPassword = signIn(body(name, "wrong"));
    HttpResponse<String> wrongName = signIn(body(Site.name(), "right"));
    ApiTest.assertProblem(wrongPassword, 403, "FORBIDDEN");
    assertThat(wrongName.statusCode()).isEqualTo(403);
    assertThat(wrongName.body()).isEqualTo(wrongPassword.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{}", "{\"username\":7,\"password\":7}", "{\"username\":\"ann\"}"})
  void a_sign_in_without_a_good_body_is_403(String body) {
    ApiTest.assertProblem(signIn(body), 403, "FORBIDDEN");
  }

  // --- Who is who ---

  @Test
  void the_course_wants_403_without_a_bearer_and_401_with_a_bad_one() {
    String me = "/api/v1/me";
    ApiTest.assertProblem(server.get(me, null), 403, "FORBIDDEN");
    ApiTest.assertProblem(
        server.send(server.request(me, null).header("Authorization", "Guest x").GET()),
        403,
        "FORBIDDEN");
    for (String token : List.of("x", "a.b.c", ann.token() + "x")) {
      ApiTest.assertProblem(server.get(me, new User("", "", token)), 401, "FORBIDDEN");
    }
    ApiTest.assertProblem(
        server.get(me, new User("", "", server.token(ann, -60_000))), 401, "FORBIDDEN");
  }

  @Test
  void guests_users_and_admins_are_told_apart() {
    assertThat(role(server.guest("Gus"))).isEqualTo("guest");
    assertThat(role(ann)).isEqualTo("user");
    assertThat(role(admin)).isEqualTo("admin");
  }

  private static String role(User user) {
    return Site.ok(server.get("/api/v1/me", user)).path("role").asString();
  }

  @Test
  void an_admin_makes_a_user_an_admin_who_needs_no_new_token() {
    User bob = Site.user(server);
    String promote = "/api/v1/admin/promote";
    String body = "{\"username\":\"" + bob.name() + "\"}";
    ApiTest.assertProblem(server.post(promote, null, body), 403, "FORBIDDEN");
    ApiTest.assertProblem(server.post(promote, ann, body), 403, "FORBIDDEN");
    ApiTest.assertProblem(server.post(promote, bob, body), 403, "FORBIDDEN");
    ApiTest.assertProblem(server.post(promote, ann, "{\"username\":\"nobody\"}"), 403, "FORBIDDEN");
    ApiTest.assertProblem(
        server.post(promote, admin, "{\"username\":\"nobody\"}"), 404, "NOT_FOUND");
    ApiTest.assertProblem(server.post(promote, admin, "{}"), 400, "BAD_REQUEST");
    assertThat(Site.ok(server.post(promote, admin, body)).path("userId").asString())
        .isEqualTo(bob.id());
    assertThat(role(bob)).isEqualTo("admin");
  }

  // --- Avatars of users ---

  @Test
  void a_user_chooses_an_avatar_that_everybody_can_ask_for() {
    String avatar = Site.avatar(server, admin);
    User bob = Site.user(server);
    User guest = server.guest("Gus");
    String metadata = "/api/v1/user/metadata";
    String body = "{\"avatarId\":\"" + avatar + "\"}";
    ApiTest.assertProblem(server.post(metadata, null, body), 403, "FORBIDDEN");
    for (String wrong : List.of("{}", "{\"avatarId\":\"none\"}", "{\"avatarId\":7}", "{")) {
      ApiTest.assertProblem(server.post(metadata, bob, wrong), 400, "BAD_REQUEST");
    }
    Site.ok(server.post(metadata, bob, body));
    Site.ok(server.post(metadata, guest, body));
    ObjectNode me = Site.ok(server.get("/api/v1/me", bob));
    assertThat(me.path("avatarId").asString()).isEqualTo(avatar);
    assertThat(me.path("imageUrl").asString()).isEqualTo(Site.IMAGE);
    String expected =
        "{avatars:[{userId:'%s',imageUrl:'%s'},{userId:'%s',imageUrl:null},{userId:'%s',imageUrl:'%s'}]}"
            .formatted(bob.id(), Site.IMAGE, ann.id(), guest.id(), Site.IMAGE);
    String ids = bob.id() + ",u_nobody," + ann.id() + "," + guest.id();
    String bulk = metadata + "/bulk?ids=";
    assertThat(Site.ok(server.get(bulk + "%5B" + ids + "%5D", null)))
        .isEqualTo(Js.object(expected));
    assertThat(Site.getRaw(server, bulk + "[" + ids + "]")).isEqualTo(Js.object(expected));
    assertThat(Site.ok(server.get(bulk + "%5B%5D", null))).isEqualTo(Js.object("{avatars:[]}"));
    for (String wrong : List.of("", bob.id(), "%5B" + bob.id())) {
      ApiTest.assertProblem(server.get(bulk + wrong, null), 400, "BAD_REQUEST");
    }
    // However often somebody is named, and among however many that there are not.
    String many = "u,".repeat(100) + (bob.id() + ",").repeat(120) + ann.id();
    assertThat(Site.ok(server.get(bulk + "%5B" + many + "%5D", null)))
        .isEqualTo(
            Js.object(
                "{avatars:[{userId:'%s',imageUrl:'%s'},{userId:'%s',imageUrl:null}]}"
                    .formatted(bob.id(), Site.IMAGE, ann.id())));
  }
}
