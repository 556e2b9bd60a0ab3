package dev.roomkeeper.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.Settings;
import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Tokens of a real issuer, whose process signs them and is asked for its keys. */
@Timeout(180)
final class OidcTest {
  @TempDir Path data;
  private Issuer issuer;
  private TestServer server;

  @BeforeEach
  void start() {
    issuer = Issuer.start(data.resolve("issuer.log"));
    server =
        TestServer.start(
            data,
            settings ->
                settings.oidc =
                    List.of(
                        Settings.Oidc.of(issuer.url("main"), "rooms"),
                        Settings.Oidc.of(issuer.url("late"), "rooms")));
  }

  @AfterEach
  void stop() {
    server.close();
    issuer.close();
  }

  private static User bearer(String token) {
    return new User("", "", token);
  }

  private ObjectNode me(String token) {
    return Site.ok(server.get("/api/v1/me", bearer(token)));
  }

  private void assertRefused(String token) {
    ApiTest.assertProblem(server.get("/api/v1/me", bearer(token)), 401, "FORBIDDEN");
    ApiTest.assertProblem(server.get("/api/v1/rooms", bearer(token)), 401, "FORBIDDEN");
  }

  private int takeOver(String token, String key) {
    return server
        .post("/api/v1/me/takeover", bearer(token), Js.empty().put("guestKey", key).toString())
        .statusCode();
  }

  @Test
  void an_issuers_user_becomes_the_guest_they_were() {
    String key = TestServer.guestKey();
    User guest = server.guest(key, "Ann");
    String space = "{\"name\":\"Home\",\"dimensions\":\"9x9\"}";
    Site.ok(server.post("/api/v1/space", guest, space));
    String token = issuer.token("main", "ann");
    String former = me(token).path("userId").asString();
    assertThat(takeOver(token, TestServer.guestKey())).isEqualTo(404);

    assertThat(takeOver(token, key)).isEqualTo(200);

    assertThat(me(token).path("userId").asString()).isEqualTo(guest.id()).isNotEqualTo(former);
    assertThat(me(token).path("role").asString()).isEqualTo("user");
    assertThat(server.get("/api/v1/space/all", bearer(token)).body()).contains("\"Home\"");
    assertThat(server.guest(key, "Ann").id()).as("the key is anew").isNotEqualTo(guest.id());
    String other = TestServer.guestKey();
    server.guest(other, "Bob");
    assertThat(takeOver(token, other)).as("who has rooms stays who they are").isEqualTo(409);
    assertThat(me(token).path("userId").asString()).isEqualTo(guest.id());
  }

  @Test
  void an_issuers_people_are_users_and_its_bad_tokens_are_nobodys() {
    ObjectNode ann = me(issuer.token("main", "ann"));
    assertThat(ann.path("name").asString()).isEqualTo("Ann O.");
    assertThat(ann.path("role").asString()).isEqualTo("user");
    // Each has one id for good, whatever the token says besides.
    assertThat(me(issuer.token("main", "ann"))).isEqualTo(ann);
    assertThat(me(issuer.token("main", "silent"))).isEqualTo(ann);
    ObjectNode bob = me(issuer.token("main", "bob"));
    assertThat(bob.path("userId")).isNotEqualTo(ann.path("userId"));
    assertThat(bob.path("name").asString()).isEqualTo("bob");
    ObjectNode cognito = me(issuer.token("main", "cognito"));
    assertThat(cognito.path("name").asString()).isEqualTo("User");
    server.stop();
    server.startAgain();
    assertThat(me(issuer.token("main", "ann"))).isEqualTo(ann);

    assertRefused(issuer.token("main", "foreign"));
    assertRefused(issuer.token("main", "cognito-id"));
    assertRefused(issuer.token("main", "cognito-other"));
    assertRefused(issuer.token("main", "cognito-aud"));
    assertRefused(issuer.token("stranger", "ann"));
    assertRefused(issuer.token("late", "ann")); // expired an hour ago
    String good = issuer.token("main", "ann");
    String[] parts = good.split("\\.", -1);
    char other = parts[2].charAt(9) == 'A' ? 'B' : 'A';
    assertRefused(
        parts[0]
            + "."
            + parts[1]
            + "."
            + parts[2].substring(0, 9)
            + other
            + parts[2].substring(10));
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    assertRefused(parts[0] + "." + base64(claims.replace("ann", "eve")) + "." + parts[2]);
    for (String algorithm : List.of("none", "HS256", "RS256")) {
      String header = base64("{\"alg\":\"" + algorithm + "\",\"kid\":\"main\",\"typ\":\"JWT\"}");
      assertRefused(header + "." + parts[1] + ".");
      assertRefused(header + "." + parts[1] + "." + base64("signature"));
    }
    assertThat(me(good)).isEqualTo(ann); // None of them did any harm.
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void an_issuers_people_enter_rooms_by_its_tokens() {
    User ann = bearer(issuer.token("main", "ann"));
    String id = me(ann.token()).path("userId").asString();
    String space =
        Site.ok(server.post("/api/v1/space", ann, "{\"name\":\"S\",\"dimensions\":\"9x9\"}"))
            .path("spaceId")
            .asString();
    try (TestClient client = TestClient.join(server, ann, space)) {
      assertThat(client.self()).isEqualTo(id);
      TestClient.await(
          () -> client.view().at("/people/" + id + "/name").asString("").equals("Ann O."),
          "the name is the issuer's");
      client.send(auth(issuer.token("main", "silent")));
      client.next("auth");
      client.send(auth(issuer.token("main", "bob")));
      assertThat(client.next("error").code()).isEqualTo("FORBIDDEN");
      client.send(auth(issuer.token("late", "ann")));
      assertThat(client.next("error").code()).isEqualTo("FORBIDDEN");
    }
    String protocols =
        "Sec-WebSocket-Protocol: roomkeeper.v1.json, bearer." + issuer.token("main", "bob");
    assertThat(TestClient.knock(server, "/ws/" + space, protocols).status()).isEqualTo(101);
    String late = "Authorization: Bearer " + issuer.token("late", "bob");
    assertThat(TestClient.knock(server, "/ws/" + space, late).status()).isEqualTo(401);
  }

  private static String auth(String token) {
    ObjectNode frame = Js.empty().put("type", "auth");
    frame.putObject("payload").put("token", token);
    return frame.toString();
  }

  @Test
  void an_issuer_may_change_its_key_and_may_be_away() {
    String old = issuer.token("main", "ann");
    ObjectNode ann = me(old);
    issuer.stop();
    assertThat(me(old)).isEqualTo(ann); // Its keys are known.
    issuer.startAgain();
    String fresh = issuer.token("main", "ann");
    TestClient.await(
        () -> server.get("/api/v1/me", bearer(fresh)).statusCode() == 200,
        "the new key is asked for");
    assertThat(me(fresh)).isEqualTo(ann);
    assertRefused(old);

    issuer.stop();
    server.stop();
    server.startAgain(); // It knows no key now.
    ApiTest.assertProblem(server.get("/api/v1/me", bearer(fresh)), 503, "UNAVAILABLE");
    assertThat(TestClient.knock(server, "/ws/none", "Authorization: Bearer " + fresh).status())
        .isEqualTo(503);
    assertThat(server.get("/api/v1/rooms", server.guest("Gus")).statusCode()).isEqualTo(200);
  }
}
