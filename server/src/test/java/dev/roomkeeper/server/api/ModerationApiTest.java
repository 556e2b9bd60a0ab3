package dev.roomkeeper.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.kit.View;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Moderation over HTTP does what is described, and every answer that is described is provoked. */
@Timeout(180)
final class ModerationApiTest {
  private static final String ROOM = "/api/v1/rooms/{id}/moderation";
  private static final String BAD = "bad";

  /** Seen in other tests, or only with a server that is broken or stopping. */
  private static final Set<String> NOT_PROVOKED =
      Set.of("429", "500", "503", "POST /api/v1/reports 409"); // 10,000 of them

  @TempDir static Path data;
  static TestServer server;
  static Description description;
  static User ann;
  static User bob;
  static User admin;

  private static final Set<String> provoked = new TreeSet<>();

  @BeforeAll
  static void start() {
    server = TestServer.start(data, TestServer.OPEN);
    description = Description.of(server);
    ann = server.guest("Ann");
    bob = server.guest("Bob");
    String body = "{\"username\":\"ada\",\"password\":\"pw\",\"type\":\"admin\"}";
    JsonNode up = Js.object(server.post("/api/v1/signup", null, body).body());
    JsonNode in = Js.object(server.post("/api/v1/signin", null, body).body());
    admin = new User(up.path("userId").asString(), "ada", in.path("token").asString());
  }

  @AfterAll
  static void stop() {
    server.close();
    assertThat(provoked)
        .isEqualTo(
            description.answers(
                operation -> operation.path("tags").toString().contains("Moderation"),
                NOT_PROVOKED));
  }

  /** Asks, and checks the answer against the description. */
  private static ObjectNode ask(
      String described, String method, String path, @Nullable User user, String body, int status) {
    HttpResponse<String> response =
        server.send(
            server
                .request(path, user)
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body)));
    provoked.add(description.check(described, method, response));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return Js.object(response.body());
  }

  private static final User NOBODY = new User("", "", BAD);

  private static String tooLarge() {
    return "{\"x\":\"" + "x".repeat(70_000) + "\"}";
  }

  private static void moderate(
      String room, @Nullable User user, String type, String payload, int status) {
    ask(
        ROOM,
        "POST",
        "/api/v1/rooms/" + room + "/moderation",
        user,
        "{\"type\":\"" + type + "\",\"payload\":" + payload + "}",
        status);
  }

  private static ObjectNode shown(String room, @Nullable User user, int status) {
    return ask(ROOM, "GET", "/api/v1/rooms/" + room + "/moderation", user, "", status);
  }

  private static String of(User user) {
    return "{\"memberId\":\"" + user.id() + "\"}";
  }

  @Test
  void a_room_is_moderated_from_outside_by_its_owner_and_by_admins() {
    String room = server.room(ann, "lobby", "{}");
    assertThat(shown(room, ann, 200)).isEqualTo(Js.object("{closed:false,bans:{}}"));
    moderate(room, ann, "room.close", "{\"closed\":true}", 200);
    try (TestClient owner = TestClient.join(server, ann, room)) {
      try (TestClient late = TestClient.open(server, bob, room)) {
        late.send("{\"type\":\"join\",\"payload\":{}}");
        assertThat(late.awaitClose().reason()).contains("closed");
      }
      moderate(room, ann, "room.close", "{\"closed\":false}", 200);
      TestClient member = TestClient.join(server, bob, room);
      moderate(room, bob, "member.remove", of(ann), 403);
      moderate(room, ann, "member.remove", of(ann), 409);
      moderate(room, ann, "member.remove", "{\"memberId\":\"u_none\"}", 404);
      moderate(room, ann, "member.remove", "{}", 400);
      moderate(room, ann, "apart", of(bob), 400);
      moderate(room, bob, "member.remove", "{\"memberId\":\"x\",\"as\":\"admin\"}", 403);
      moderate(room, ann, "member.remove", of(bob), 200);
      assertThat(member.awaitClose().code()).isEqualTo(4403);
      String ban = "{\"memberId\":\"" + bob.id() + "\",\"minutes\":5,\"reason\":\"loud\"}";
      moderate(room, admin, "member.ban", ban, 200);
      JsonNode bans = shown(room, ann, 200).path("bans");
      String banId = bans.propertyNames().iterator().next();
      assertThat(bans.path(banId).path("reason").asString()).isEqualTo("loud");
      owner.awaitView(view -> view.at("/house/bans/" + banId).isObject(), "the owner sees it");
      moderate(room, ann, "ban.lift", "{\"ban\":\"" + banId + "\"}", 200);
      TestClient.join(server, bob, room).close();
      moderate(room, ann, "room.handOver", of(bob), 200);
      assertThat(shown(room, bob, 200).path("owner").asString()).isEqualTo(bob.id());
      shown(room, ann, 403);
      moderate(room, bob, "room.delete", "{}", 200);
      assertThat(owner.awaitClose().code()).isEqualTo(4404);
    }
    JsonNode last = Js.object(server.get(AUDIT + "?limit=1", admin).body()).at("/entries/0");
    assertThat(last.path("what").asString()).isEqualTo("room.delete");
    assertThat(last.path("roomId").asString()).isEqualTo(room);
    shown(room, ann, 404);
    moderate(room, ann, "room.delete", "{}", 404);
    String other = server.room(ann, "lobby", "{}");
    shown(other, NOBODY, 401);
    moderate(other, NOBODY, "room.delete", "{}", 401);
    String path = "/api/v1/rooms/" + other + "/moderation";
    ask(ROOM, "POST", path, ann, tooLarge(), 413);
    assertThat(server.send(server.request("/api/v1/rooms/" + other, bob).DELETE()).statusCode())
        .isEqualTo(403);
    assertThat(server.send(server.request("/api/v1/rooms/" + other, admin).DELETE()).statusCode())
        .isEqualTo(200);
  }

  private static String nameOf(String room) {
    return Js.object(server.get("/api/v1/rooms/" + room, ann).body()).path("name").asString();
  }

  @Test
  void a_new_name_of_a_room_is_there_at_once_and_after_it_rested() {
    String room = server.room(ann, "lobby", "{}");
    try (TestClient member = TestClient.join(server, bob, room)) {
      moderate(room, bob, "room.rename", "{\"name\":\"Bob's\"}", 403);
      moderate(room, ann, "room.rename", "{\"name\":\"a\\u202eb\"}", 400);
      moderate(room, ann, "room.rename", "{\"name\":\"Poker night\"}", 200);
      member.awaitView(
          view -> view.at("/house/name").asString().equals("Poker night"), "all see it");
      assertThat(nameOf(room)).isEqualTo("Poker night");
    }
    try (TestClient again = TestClient.open(server, bob, room)) {
      again.send("{\"type\":\"join\",\"payload\":{}}");
      assertThat(again.next("joined").payload().at("/room/name").asString())
          .isEqualTo("Poker night");
    }
    assertThat(Js.object(server.get("/api/v1/rooms?kind=lobby", ann).body()).path("rooms"))
        .anyMatch(listed -> listed.path("name").asString().equals("Poker night"));
    assertThat(
            server
                .post("/api/v1/rooms", ann, "{\"kind\":\"lobby\",\"name\":\"a\\u202eb\"}")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void who_may_enter_a_room_is_said_later_too() {
    String room = server.room(ann, "cardtable", "{only:['" + bob.id() + "']}");
    User eve = server.guest("Eve");
    String path = "/api/v1/rooms/" + room;
    assertThat(server.get(path, bob).statusCode()).isEqualTo(200);
    assertThat(server.get(path, eve).statusCode()).isEqualTo(403);
    String users = "{\"users\":[{\"userId\":\"" + eve.id() + "\",\"name\":\"Eve\"}]}";
    try (TestClient member = TestClient.join(server, bob, room)) {
      moderate(room, bob, "room.only", "{}", 403);
      moderate(room, ann, "room.only", users, 200);
      assertThat(member.awaitClose().code()).isEqualTo(4403);
      assertThat(server.get(path, bob).statusCode()).isEqualTo(403);
    }
    assertThat(server.get(path, eve).statusCode()).isEqualTo(200);
    TestClient.join(server, eve, room).close();
    moderate(room, ann, "room.only", "{}", 200);
    TestClient.join(server, bob, room).close();
    assertThat(server.get(path, bob).statusCode()).isEqualTo(200);
  }

  private static final String APART = "/api/v1/me/apart";
  private static final String ONE_APART = "/api/v1/me/apart/{userId}";

  /** Whether the member's own live layer names the other. */
  private static boolean isApart(View view, String other) {
    return view.layerNames().stream()
        .filter(name -> name.startsWith("live:member:"))
        .anyMatch(name ->
            view.liveAt("/" + name.substring("live:".length()) + "/apart/" + other).asBoolean());
  }

  private static void apart(@Nullable User user, String other, String body, int status) {
    ask(ONE_APART, "PUT", APART + "/" + other, user, body, status);
  }

  @Test
  void a_block_is_both_ways_and_holds_at_once_and_at_the_next_join_and_a_mute_is_told_to_nobody() {
    User kim = server.guest("Kim");
    User lee = server.guest("Lee");
    String room = server.room(kim, "space", "{width:20,height:20}");
    String there = "\"roomId\":\"" + room + "\"";
    try (TestClient a = TestClient.join(server, kim, room);
        TestClient b = TestClient.join(server, lee, room)) {
      a.awaitView(view -> view.at("/near/" + lee.id()).asBoolean(), "they are near each other");
      apart(kim, lee.id(), "{\"mute\":true," + there + "}", 200);
      assertThat(ask(APART, "GET", APART, kim, "", 200))
          .isEqualTo(
              Js.object(
                  "{apart:[{userId:'%s',name:'Lee',mute:true,block:false}]}".formatted(lee.id())));
      assertThat(ask(APART, "GET", APART, lee, "", 200)).isEqualTo(Js.object("{apart:[]}"));
      b.ping();
      assertThat(!isApart(b.view(), kim.id())).isTrue();
      apart(kim, lee.id(), "{\"block\":true," + there + "}", 200);
      for (TestClient each : new TestClient[] {a, b}) {
        String other = each == a ? lee.id() : kim.id();
        each.awaitView(view -> isApart(view, other), "both know it");
        each.awaitView(view -> !view.at("/near/" + other).asBoolean(), "no voice, no video");
      }
    }
    try (TestClient a = TestClient.join(server, kim, room);
        TestClient b = TestClient.join(server, lee, room)) {
      a.awaitView(view -> isApart(view, lee.id()), "after another join");
      b.ping();
      assertThat(b.view().at("/near/" + kim.id()).asBoolean()).isFalse();
      apart(kim, lee.id(), "{" + there + "}", 200);
      a.awaitView(view -> !isApart(view, lee.id()), "it was taken back");
    }
    apart(kim, kim.id(), "{\"mute\":true}", 409);
    apart(kim, "u_none", "{\"mute\":true}", 404);
    apart(kim, lee.id(), "{\"mute\":7}", 400);
    apart(kim, lee.id(), tooLarge(), 413);
    apart(NOBODY, lee.id(), "{}", 401);
    ask(APART, "GET", APART, NOBODY, "", 401);
  }

  @Test
  void a_block_that_names_no_room_holds_in_all_in_which_both_are_within_two_seconds() {
    User kim = server.guest("Kim");
    User lee = server.guest("Lee");
    String space = server.room(kim, "space", "{width:20,height:20}");
    String table = server.room(lee, "cardtable", "{}");
    try (TestClient kimInSpace = TestClient.join(server, kim, space);
        TestClient leeInSpace = TestClient.join(server, lee, space);
        TestClient kimAtTable = TestClient.join(server, kim, table);
        TestClient leeAtTable = TestClient.join(server, lee, table)) {
      kimInSpace.awaitView(view -> view.at("/near/" + lee.id()).asBoolean(), "they are near");
      long before = System.nanoTime();
      apart(kim, lee.id(), "{\"block\":true}", 200);
      for (TestClient each : new TestClient[] {kimInSpace, kimAtTable}) {
        each.awaitView(view -> isApart(view, lee.id()), "Kim's client knows it");
      }
      for (TestClient each : new TestClient[] {leeInSpace, leeAtTable}) {
        each.awaitView(view -> isApart(view, kim.id()), "Lee's client knows it");
      }
      leeInSpace.awaitView(view -> !view.at("/near/" + kim.id()).asBoolean(), "no voice");
      assertThat(System.nanoTime() - before).isLessThan(10_000_000_000L); // on a busy machine
    }
  }

  private static final String REPORT = "/api/v1/reports";
  private static final String REPORTS = "/api/v1/admin/reports";
  private static final String CLOSE = "/api/v1/admin/reports/{id}/close";

  @Test
  void a_report_brings_the_admins_what_was_said_and_what_was_told() {
    User kim = server.guest("Kim");
    User lee = server.guest("Lee");
    String room = server.room(kim, "cardtable", "{}");
    try (TestClient rude = TestClient.join(server, lee, room)) {
      assertThat(rude.ask("chat-message", "{\"message\":\"go away\"}").type()).isEqualTo("ack");
    }
    String about = "\"about\":\"" + lee.id() + "\"";
    String whole =
        "{%s,\"roomId\":\"%s\",\"reason\":\"harassment\",\"note\":\"again\",\"told\":[\"psst\"]}"
            .formatted(about, room);
    String id = ask(REPORT, "POST", REPORT, kim, whole, 200).path("id").asString();
    JsonNode report = ask(REPORTS, "GET", REPORTS, admin, "", 200).path("reports").get(0);
    assertThat(report.path("id").asString()).isEqualTo(id);
    assertThat(report.at("/about/name").asString()).isEqualTo("Lee");
    assertThat(report.at("/by/userId").asString()).isEqualTo(kim.id());
    assertThat(report.at("/context/said/0/message").asString()).isEqualTo("go away");
    assertThat(report.at("/context/said/0/from").asString()).isEqualTo(lee.id());
    assertThat(report.at("/context/told/0").asString()).isEqualTo("psst");
    String close = REPORTS + "/" + id + "/close";
    ask(CLOSE, "POST", close, kim, "", 403);
    ask(CLOSE, "POST", close, admin, "", 200);
    ask(CLOSE, "POST", close, admin, "", 404);
    ask(CLOSE, "POST", close, NOBODY, "", 401);
    assertThat(ask(REPORTS, "GET", REPORTS, admin, "", 200).at("/reports/0/closed").asBoolean())
        .isTrue();
    ask(REPORTS, "GET", REPORTS, kim, "", 403);
    ask(REPORTS, "GET", REPORTS, NOBODY, "", 401);
    ask(REPORTS, "GET", REPORTS + "?before=none", admin, "", 400);
    ask(REPORT, "POST", REPORT, kim, "{" + about + ",\"reason\":\"taste\"}", 400);
    ask(REPORT, "POST", REPORT, kim, "{\"about\":\"u_none\",\"reason\":\"spam\"}", 404);
    String closed = server.room(lee, "cardtable", "{only:[]}");
    String there = ",\"reason\":\"spam\",\"roomId\":\"" + closed + "\"}";
    ask(REPORT, "POST", REPORT, kim, "{" + about + there, 404);
    ask(REPORT, "POST", REPORT, kim, tooLarge(), 413);
    ask(REPORT, "POST", REPORT, NOBODY, "{}", 401);
  }

  private static final String BANS = "/api/v1/admin/bans";
  private static final String ONE_BAN = "/api/v1/admin/bans/{userId}";
  private static final String AUDIT = "/api/v1/admin/audit";

  private static final String USERS = "/api/v1/admin/users";
  private static final String ONE_USER = "/api/v1/admin/users/{userId}";
  private static final String ROOMS = "/api/v1/admin/rooms";

  private static User account(String name) {
    String body = "{\"username\":\"%s\",\"password\":\"pw\",\"type\":\"user\"}".formatted(name);
    JsonNode up = Js.object(server.post("/api/v1/signup", null, body).body());
    JsonNode in = Js.object(server.post("/api/v1/signin", null, body).body());
    return new User(up.path("userId").asString(), name, in.path("token").asString());
  }

  private static JsonNode lastDeed() {
    return Js.object(server.get(AUDIT + "?limit=1", admin).body()).at("/entries/0");
  }

  @Test
  void admins_find_users_and_make_them_admins_and_users_and_delete_them() {
    User zoe = account("zoe");
    User guest = server.guest("Zoeguest");
    JsonNode found = ask(USERS, "GET", USERS + "?search=ZOE", admin, "", 200);
    assertThat(found.path("users").valueStream().map(user -> user.path("name").asString()))
        .containsExactly("Zoeguest", "zoe");
    assertThat(found.at("/users/0/role").asString()).isEqualTo("guest");
    assertThat(found.at("/users/1/bannedUntil").isNull()).isTrue();
    assertThat(found.path("more").asBoolean()).isFalse();
    ban(admin, guest.id(), "{\"minutes\":5}", 200);
    assertThat(
            ask(USERS, "GET", USERS + "?search=" + guest.id(), admin, "", 200)
                .at("/users/0/bannedUntil")
                .asLong())
        .isGreaterThan(System.currentTimeMillis());
    String one = USERS + "/" + zoe.id();
    ask(ONE_USER, "PUT", one, admin, "{\"role\":\"admin\"}", 200);
    ask(USERS, "GET", USERS, zoe, "", 200);
    assertThat(lastDeed().path("what").asString()).isEqualTo("user.promote");
    assertThat(lastDeed().path("about").asString()).isEqualTo(zoe.id());
    ask(ONE_USER, "PUT", one, admin, "{\"role\":\"user\"}", 200);
    ask(USERS, "GET", USERS, zoe, "", 403);
    ask(ONE_USER, "PUT", one, zoe, "{\"role\":\"admin\"}", 403);
    ask(ONE_USER, "DELETE", one, zoe, "", 403);
    ask(ONE_USER, "DELETE", one, admin, "", 200);
    assertThat(lastDeed().path("what").asString()).isEqualTo("user.delete");
    assertThat(lastDeed().at("/detail/name").asString()).isEqualTo("zoe");
    ask(ONE_USER, "DELETE", one, admin, "", 404);
    ask(ONE_USER, "PUT", one, admin, "{\"role\":\"user\"}", 404);
    ask(ONE_USER, "PUT", one, admin, "{\"role\":\"king\"}", 400);
    ask(ONE_USER, "PUT", one, admin, tooLarge(), 413);
    ask(ONE_USER, "PUT", one, NOBODY, "{}", 401);
    ask(ONE_USER, "DELETE", one, NOBODY, "", 401);
    String own = USERS + "/" + admin.id();
    ask(ONE_USER, "PUT", own, admin, "{\"role\":\"user\"}", 409);
    ask(ONE_USER, "DELETE", own, admin, "", 409);
    ask(USERS, "GET", USERS + "?before=none", admin, "", 400);
    String named = "/api/v1/users";
    assertThat(ask(named, "GET", named + "?username=ADA", bob, "", 200).path("userId").asString())
        .isEqualTo(admin.id());
    ask(named, "GET", named + "?username=zoe", bob, "", 404);
    ask(named, "GET", named, NOBODY, "", 401);
    ask(USERS, "GET", USERS + "?search=" + "x".repeat(101), admin, "", 400);
    ask(USERS, "GET", USERS, NOBODY, "", 401);
  }

  @Test
  void admins_find_rooms_also_those_that_are_not_listed() {
    String room = server.room(bob, "lobby", "{listed:false}");
    moderate(room, bob, "room.rename", "{\"name\":\"Hidden place\"}", 200);
    JsonNode found = ask(ROOMS, "GET", ROOMS + "?search=hidden", admin, "", 200);
    assertThat(found.at("/rooms/0/id").asString()).isEqualTo(room);
    assertThat(found.at("/rooms/0/byName").asString()).isEqualTo("Bob");
    assertThat(found.path("rooms").size()).isEqualTo(1);
    ask(ROOMS, "GET", ROOMS, bob, "", 403);
    ask(ROOMS, "GET", ROOMS, NOBODY, "", 401);
    ask(ROOMS, "GET", ROOMS + "?before=none", admin, "", 400);
  }

  private static void ban(@Nullable User user, String whom, String body, int status) {
    ask(ONE_BAN, "PUT", BANS + "/" + whom, user, body, status);
  }

  @Test
  void
      who_is_banned_by_an_admin_is_out_everywhere_until_it_is_lifted_and_all_is_in_the_audit_log() {
    String key = TestServer.guestKey();
    User lee = server.guest(key, "Lee");
    String room = server.room(lee, "lobby", "{}");
    TestClient inside = TestClient.join(server, lee, room);
    ban(lee, ann.id(), "{\"minutes\":5}", 403);
    ban(admin, "u_none", "{\"minutes\":5}", 404);
    ban(admin, admin.id(), "{\"minutes\":5}", 409);
    ban(admin, lee.id(), "{\"minutes\":0}", 400);
    ban(admin, lee.id(), tooLarge(), 413);
    ban(NOBODY, lee.id(), "{\"minutes\":5}", 401);
    ban(admin, lee.id(), "{\"minutes\":5,\"reason\":\"spam\"}", 200);
    assertThat(inside.awaitClose().code()).isEqualTo(4401);
    assertThat(server.get("/api/v1/me", lee).statusCode()).isEqualTo(401);
    User again = server.guest(key, "Lee");
    assertThat(server.get("/api/v1/me", again).body()).contains("keeps this user out");
    JsonNode bans = ask(BANS, "GET", BANS, admin, "", 200).path("bans");
    assertThat(bans)
        .filteredOn(ban -> ban.path("userId").asString().equals(lee.id()))
        .extracting(ban -> ban.path("name").asString())
        .containsExactly("Lee");
    ask(BANS, "GET", BANS, ann, "", 403);
    ask(BANS, "GET", BANS, NOBODY, "", 401);
    ask(ONE_BAN, "DELETE", BANS + "/" + lee.id(), ann, "", 403);
    ask(ONE_BAN, "DELETE", BANS + "/" + lee.id(), NOBODY, "", 401);
    ask(ONE_BAN, "DELETE", BANS + "/" + lee.id(), admin, "", 200);
    ask(ONE_BAN, "DELETE", BANS + "/" + lee.id(), admin, "", 404);
    TestClient.await(() -> server.get("/api/v1/me", lee).statusCode() == 200, "he is back");

    try (TestClient owner = TestClient.join(server, lee, room);
        TestClient _ = TestClient.join(server, bob, room)) {
      assertThat(owner.ask("member.remove", of(bob)).type()).isEqualTo("ack");
    }
    JsonNode entries = ask(AUDIT, "GET", AUDIT + "?limit=3", admin, "", 200).path("entries");
    assertThat(entries.findValuesAsString("what"))
        .containsExactly("member.remove", "user.ban.lift", "user.ban");
    JsonNode removal = entries.get(0);
    assertThat(removal.path("by").asString()).isEqualTo(lee.id());
    assertThat(removal.path("about").asString()).isEqualTo(bob.id());
    assertThat(removal.path("roomId").asString()).isEqualTo(room);
    assertThat(entries.get(2).at("/detail/reason").asString()).isEqualTo("spam");
    ask(AUDIT, "GET", AUDIT, ann, "", 403);
    ask(AUDIT, "GET", AUDIT, NOBODY, "", 401);
    ask(AUDIT, "GET", AUDIT + "?limit=0", admin, "", 400);
  }

  @Test
  void who_deletes_a_room_is_in_the_audit_log_whichever_way_it_was_deleted() {
    User kim = server.guest("Kim");
    String overSocket = server.room(kim, "lobby", "{}");
    try (TestClient owner = TestClient.join(server, kim, overSocket)) {
      owner.tell("room.delete", "{}");
      assertThat(owner.awaitClose().code()).isEqualTo(4404);
    }
    checkDeletion(kim, kim, overSocket);

    String byOwner = server.room(kim, "lobby", "{}");
    delete("/api/v1/rooms/" + byOwner, kim);
    checkDeletion(kim, kim, byOwner);

    String byAdmin = server.room(kim, "lobby", "{}");
    moderate(byAdmin, admin, "room.delete", "{}", 200);
    checkDeletion(admin, kim, byAdmin);

    String body = "{\"name\":\"Square\",\"dimensions\":\"20x20\"}";
    JsonNode space = Js.object(server.post("/api/v1/space", admin, body).body());
    String spaceId = space.path("spaceId").asString();
    delete("/api/v1/space/" + spaceId, admin);
    checkDeletion(admin, admin, spaceId);
  }

  private static void delete(String path, User user) {
    assertThat(server.send(server.request(path, user).DELETE()).statusCode()).isEqualTo(200);
  }

  /** Once the room is gone, exactly one entry says who deleted whose. */
  private static void checkDeletion(User by, User maker, String room) {
    TestClient.await(
        () -> server.get("/api/v1/rooms/" + room, by).statusCode() == 404, "it is gone");
    List<JsonNode> found =
        ask(AUDIT, "GET", AUDIT, admin, "", 200)
            .path("entries")
            .valueStream()
            .filter(entry -> entry.path("roomId").asString().equals(room))
            .toList();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().path("what").asString()).isEqualTo("room.delete");
    assertThat(found.getFirst().path("by").asString()).isEqualTo(by.id());
    assertThat(found.getFirst().path("about").asString()).isEqualTo(maker.id());
    assertThat(found.getFirst().at("/detail/name").asString()).isNotEmpty();
  }
}
