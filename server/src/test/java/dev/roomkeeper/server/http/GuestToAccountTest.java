package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
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

/** A guest who signs up stays who they are; and whoever made a room may delete it. */
@Timeout(60)
final class GuestToAccountTest {
  @TempDir static Path data;
  static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(data, TestServer.OPEN);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ObjectNode applicant(String name, String guestKey) {
    return Js.empty()
        .put("username", name)
        .put("password", "123456")
        .put("type", "user")
        .put("guestKey", guestKey);
  }

  private static String signedUp(String name, String guestKey) {
    return Site.ok(server.post("/api/v1/signup", null, applicant(name, guestKey).toString()))
        .path("userId")
        .asString();
  }

  @Test
  void a_guest_who_signs_up_keeps_spaces_avatar_and_place_in_rooms() {
    User admin = Site.admin(server);
    String avatar = Site.avatar(server, admin);
    String key = TestServer.guestKey();
    User guest = server.guest(key, "Ann");
    Site.ok(
        server.post("/api/v1/user/metadata", guest, Js.empty().put("avatarId", avatar).toString()));
    Site.ok(
        server.post(
            "/api/v1/space", guest, Js.object("{name:'Home',dimensions:'9x9'}").toString()));

    String name = Site.name();
    String userId = signedUp(name, key);

    assertThat(userId).isEqualTo(guest.id());
    ObjectNode in = Site.ok(server.post("/api/v1/signin", null, applicant(name, key).toString()));
    User account = new User(userId, name, in.path("token").asString());
    ObjectNode me = Site.ok(server.get("/api/v1/me", account));
    assertThat(me.path("role").asString()).isEqualTo("user");
    assertThat(me.path("name").asString()).isEqualTo(name);
    assertThat(me.path("avatarId").asString()).isEqualTo(avatar);
    assertThat(server.get("/api/v1/space/all", account).body()).contains("\"Home\"");
  }

  @Test
  void the_key_is_another_guests_afterwards_and_makes_no_second_account() {
    String key = TestServer.guestKey();
    User guest = server.guest(key, "Ann");
    String userId = signedUp(Site.name(), key);

    assertThat(server.guest(key, "Ann").id()).isNotEqualTo(userId);
    assertThat(signedUp(Site.name(), key)).isNotEqualTo(guest.id());
  }

  @Test
  void a_name_that_is_taken_leaves_the_guest_as_it_was() {
    String name = Site.name();
    signedUp(name, TestServer.guestKey());
    String key = TestServer.guestKey();
    User guest = server.guest(key, "Ann");

    HttpResponse<String> refused =
        server.post("/api/v1/signup", null, applicant(name, key).toString());

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(server.guest(key, "Ann").id()).isEqualTo(guest.id());
  }

  /** Else somebody whose key was cut off by a copy would lose all of it without a word. */
  @Test
  void what_can_not_be_a_key_is_refused_and_the_name_stays_free() {
    String name = Site.name();
    HttpResponse<String> refused =
        server.post("/api/v1/signup", null, applicant(name, "no key at all").toString());
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("guestKey");
    assertThat(signedUp(name, TestServer.guestKey())).isNotEmpty();
  }

  @Test
  void a_room_is_deleted_by_who_made_it_and_by_nobody_else() {
    User ann = server.guest("Ann");
    User bob = server.guest("Bob");
    String room = server.room(ann, "cardtable", "{}");
    String path = "/api/v1/rooms/" + room;
    assertThat(Site.ok(server.get(path, ann)).path("isOwn").asBoolean()).isTrue();
    assertThat(Site.ok(server.get(path, bob)).path("isOwn").asBoolean()).isFalse();

    assertThat(Site.delete(server, path, bob, "{}").statusCode()).isEqualTo(403);
    Site.ok(Site.delete(server, path, ann, "{}"));

    assertThat(server.get(path, ann).statusCode()).isEqualTo(404);
    assertThat(Site.delete(server, path, ann, "{}").statusCode()).isEqualTo(404);
  }
}
