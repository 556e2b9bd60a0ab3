package dev.roomkeeper.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.MatchServer;
import dev.roomkeeper.server.kit.Contest;
import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Queueing, playing and leaderboards of one server, over HTTP and the lobby's socket. */
@Timeout(120)
final class QueueApiTest {
  private static final String QUEUE = "/api/v1/queue";
  private static final String LEAVE = "/api/v1/queue/leave";
  private static final String BOARD = "/api/v1/leaderboards/{name}";
  private static final String ADMIN = "/api/v1/admin/leaderboards/{userId}";

  @TempDir static Path data;
  static TestServer server;
  static Description description;

  @BeforeAll
  static void start() {
    server = TestServer.start(data, TestServer.OPEN, MatchServer::start);
    description = Description.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
    assertThat(provoked).isEqualTo(description.answers(QueueApiTest::isOfMatches, NOT_PROVOKED));
  }

  /** Those that are not sockets. */
  private static boolean isOfMatches(JsonNode operation) {
    return operation.has("tags")
        && operation.path("tags").get(0).asString().equals("Matches")
        && !operation.path("responses").has("101");
  }

  /** Seen in other tests, or only with a server that is broken or stopping. */
  private static final Set<String> NOT_PROVOKED =
      Set.of(
          "429",
          "500",
          "503",
          "413",
          "POST /api/v1/queue 409", // MatchQueueContract
          "DELETE /api/v1/admin/leaderboards/{userId} 401");

  private static final Set<String> provoked = new TreeSet<>();

  private static void check(String path, String method, HttpResponse<String> response) {
    provoked.add(description.check(path, method, response));
  }

  private final List<User> queued = new ArrayList<>();

  @AfterEach
  void leaveTheQueue() {
    for (User user : queued) {
      server.send(server.request(QUEUE, user).DELETE());
      server.send(server.request(LEAVE, user).POST(noBody()));
    }
  }

  private static java.net.http.HttpRequest.BodyPublisher noBody() {
    return java.net.http.HttpRequest.BodyPublishers.noBody();
  }

  private ObjectNode ask(int status, User user, String body) {
    queued.add(user);
    HttpResponse<String> response = server.post(QUEUE, user, Js.object(body).toString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    check(QUEUE, "POST", response);
    return Js.object(response.body());
  }

  private static ObjectNode look(int status, User user) {
    HttpResponse<String> response = server.get(QUEUE, user);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    check(QUEUE, "GET", response);
    return Js.object(response.body());
  }

  private static int cancel(User user) {
    HttpResponse<String> response = server.send(server.request(QUEUE, user).DELETE());
    check(QUEUE, "DELETE", response);
    return response.statusCode();
  }

  private static int leave(User user) {
    HttpResponse<String> response = server.post(LEAVE, user, "");
    check(LEAVE, "POST", response);
    return response.statusCode();
  }

  private static ObjectNode board(String name, User user, String query) {
    HttpResponse<String> response = server.get("/api/v1/leaderboards/" + name + query, user);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    check(BOARD, "GET", response);
    return Js.object(response.body());
  }

  private static int boardStatus(String path) {
    HttpResponse<String> response = server.get("/api/v1/leaderboards/" + path, null);
    check(BOARD, "GET", response);
    return response.statusCode();
  }

  private static String awaitPlaying(User user) {
    TestClient.await(() -> state(user).equals("playing"), "a match of " + user.name());
    return look(200, user).path("roomId").asString();
  }

  private static String state(User user) {
    HttpResponse<String> response = server.get(QUEUE, user);
    return response.statusCode() == 404
        ? "none"
        : Js.object(response.body()).path("state").asString();
  }

  private String play(User... users) {
    for (User user : users) {
      ObjectNode _ = ask(202, user, "{kind:'contest'}");
    }
    String roomId = awaitPlaying(users[0]);
    for (User user : users) {
      assertThat(awaitPlaying(user)).isEqualTo(roomId);
    }
    return roomId;
  }

  private static void win(User user, String roomId) {
    try (TestClient client = TestClient.join(server, user, roomId)) {
      assertThat(client.ask("win", "{}").type()).isEqualTo("ack");
    }
  }

  private static User account(String name) {
    HttpResponse<String> made =
        server.post(
            "/api/v1/signup",
            null,
            "{\"username\":\"" + name + "\",\"password\":\"secret-pass\",\"type\":\"user\"}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    HttpResponse<String> signedIn =
        server.post(
            "/api/v1/signin", null, "{\"username\":\"" + name + "\",\"password\":\"secret-pass\"}");
    return new User(
        Js.object(made.body()).path("userId").asString(),
        name,
        Js.object(signedIn.body()).path("token").asString());
  }

  @Test
  void three_strangers_wait_in_the_lobby_play_and_see_their_ranks() {
    User ann = account("ann");
    User bob = account("bob");
    User cid = account("cid");
    try (TestClient lobby = TestClient.lobby(server, ann)) {
      lobby.awaitView(view -> view.at("/state").asString().equals("none"), "nothing yet");
      ObjectNode entered = ask(202, ann, "{kind:'contest'}");
      assertThat(entered.path("state").asString()).isEqualTo("placed");
      lobby.awaitView(view -> view.at("/state").asString().equals("placed"), "a seat");
      assertThat(lobby.view().at("/ticketId")).isEqualTo(entered.path("ticketId"));
      assertThat(lobby.view().at("/room").has("beginsAt")).isFalse();
      assertThat(ask(202, bob, "{kind:'contest',mode:'solo'}").path("roomId"))
          .isEqualTo(entered.path("roomId"));
      lobby.awaitView(view -> view.at("/room/people").size() == 2, "bob");
      assertThat(lobby.view().at("/room/people/1/name").asString()).isEqualTo("bob");
      ObjectNode _ = ask(202, cid, "{kind:'contest'}");
      lobby.awaitView(view -> view.at("/room").has("beginsAt"), "the countdown");
      lobby.awaitView(view -> view.at("/state").asString().equals("playing"), "the match");
      String roomId = lobby.view().at("/roomId").asString();
      assertThat(roomId).isEqualTo(entered.path("roomId").asString());
      assertThat(lobby.view().complaints()).isEmpty();

      ObjectNode led = ask(200, ann, "{kind:'contest'}");
      assertThat(led.path("roomId").asString()).isEqualTo(roomId);
      assertThat(cancel(ann)).as("the match runs").isEqualTo(409);
      assertThat(TestClient.knock(server, "/game/" + roomId).status()).isEqualTo(401);
      User dan = server.guest("Dan");
      assertThat(server.get("/api/v1/rooms/" + roomId, dan).statusCode()).isEqualTo(403);
      assertThat(server.get("/api/v1/rooms", dan).body()).doesNotContain(roomId);
      win(bob, roomId);
      lobby.awaitView(view -> view.at("/state").asString().equals("none"), "the end");
      TestClient.await(() -> board("contest-points", ann, "").has("own"), "the result");
      ObjectNode points = board("contest-points", ann, "?match=" + roomId);
      assertThat(points.path("rows")).hasSize(3);
      assertThat(points.path("rows").get(0).path("name").asString()).isEqualTo("bob");
      assertThat(points.path("rows").get(0).path("score").asInt()).isEqualTo(Contest.POINTS);
      assertThat(points.path("own").path("score").asInt()).isEqualTo(10);
      assertThat(board("contest-wins", bob, "?around=me").path("own").path("score").asInt())
          .isEqualTo(1);
      assertThat(board("contest-rating", bob, "?match=" + roomId).path("rows"))
          .as("a rating is shown after ten matches")
          .isEmpty();
      assertThat(board("contest-points", bob, "?season=2020-01").path("rows")).isEmpty();
    }
  }

  @Test
  void who_leaves_for_good_is_last_and_free_at_once() {
    User eve = account("eve");
    User fay = account("fay");
    User gus = account("gus");
    String roomId = play(eve, fay, gus);
    assertThat(leave(eve)).isEqualTo(200);
    assertThat(state(eve)).isEqualTo("none");
    assertThat(leave(eve)).isEqualTo(404);
    assertThat(ask(202, eve, "{kind:'contest'}").path("roomId").asString()).isNotEqualTo(roomId);
    win(fay, roomId);
    TestClient.await(() -> board("contest-points", eve, "").has("own"), "the result");
    assertThat(board("contest-points", eve, "").path("own").path("score").asInt()).isZero();
    JsonNode rows = board("contest-points", eve, "?match=" + roomId).path("rows");
    assertThat(rows.get(2).path("name").asString()).isEqualTo("eve");
  }

  @Test
  void two_devices_have_one_ticket_and_it_can_be_given_back() {
    User ann = server.guest("Ann");
    ObjectNode first = ask(202, ann, "{kind:'contest'}");
    assertThat(ask(202, ann, "{kind:'contest'}").path("ticketId"))
        .isEqualTo(first.path("ticketId"));
    assertThat(look(200, ann).path("ticketId")).isEqualTo(first.path("ticketId"));
    assertThat(cancel(ann)).isEqualTo(200);
    assertThat(cancel(ann)).isEqualTo(404);
    ObjectNode _ = look(404, ann);
    ObjectNode again =
        ask(202, ann, "{kind:'contest',ticket:'" + first.path("ticket").asString() + "'}");
    assertThat(again.path("ticketId")).as("a spent one").isNotEqualTo(first.path("ticketId"));
  }

  @Test
  void a_party_gathers_and_plays_unrated() {
    User ann = server.guest("Ann");
    User bob = server.guest("Bob");
    User cid = server.guest("Cid");
    ObjectNode party = ask(202, ann, "{kind:'contest',party:{size:3}}");
    assertThat(party.path("state").asString()).isEqualTo("gathering");
    String join = "{kind:'contest',party:{id:'" + party.path("ticketId").asString() + "'}}";
    assertThat(ask(202, bob, join).path("party").path("people")).hasSize(2);
    assertThat(ask(202, cid, join).path("state").asString()).isEqualTo("placed");
    ObjectNode _ = ask(404, server.guest("Dan"), join);
    String roomId = awaitPlaying(bob);
    try (TestClient client = TestClient.join(server, ann, roomId)) {
      client.awaitView(view -> view.at("/options").has("rated"), "its options");
      assertThat(client.view().at("/options/rated").asBoolean()).isFalse();
      assertThat(client.view().at("/options/players")).hasSize(3);
    }
  }

  @Test
  void a_wish_that_can_not_be_read_is_refused() {
    User ann = server.guest("Ann");
    ObjectNode _ = ask(400, ann, "{}");
    assertThat(ask(400, ann, "{kind:'lobby'}").path("detail").asString()).contains("[contest]");
    ObjectNode _ = ask(400, ann, "{kind:'contest',mode:'none'}");
    ObjectNode _ = ask(400, ann, "{kind:'contest',party:{size:6}}");
    ObjectNode _ = ask(400, ann, "{kind:'contest',party:3}");
    ObjectNode _ = ask(404, ann, "{kind:'contest',party:{id:'none'}}");
    User nobody = new User("x", "x", "no-token");
    ObjectNode _ = ask(401, nobody, "{kind:'contest'}");
    ObjectNode _ = look(401, nobody);
    assertThat(cancel(nobody)).isEqualTo(401);
    assertThat(leave(nobody)).isEqualTo(401);
    assertThat(TestClient.knock(server, "/lobby").status()).isEqualTo(401);
    assertThat(boardStatus("contest-points?around=you")).isEqualTo(400);
    assertThat(boardStatus("contest-points?season=now")).isEqualTo(400);
    assertThat(boardStatus("contest-glory")).isEqualTo(404);
    assertThat(boardStatus("lobby-points")).isEqualTo(404);
  }

  @Test
  void an_admin_takes_somebody_off_all_boards() {
    User ida = account("ida");
    User joe = account("joe");
    User kim = account("kim");
    win(ida, play(ida, joe, kim));
    TestClient.await(() -> board("contest-points", ida, "").has("own"), "the result");
    HttpResponse<String> refused =
        server.send(server.request("/api/v1/admin/leaderboards/" + ida.id(), joe).DELETE());
    assertThat(refused.statusCode()).isEqualTo(403);
    check(ADMIN, "DELETE", refused);
    User admin = admin("admin1");
    HttpResponse<String> done =
        server.send(server.request("/api/v1/admin/leaderboards/" + ida.id(), admin).DELETE());
    assertThat(done.statusCode()).isEqualTo(200);
    check(ADMIN, "DELETE", done);
    assertThat(board("contest-points", ida, "").has("own")).isFalse();
    assertThat(board("contest-points", joe, "").has("own")).isTrue();
  }

  private static User admin(String name) {
    HttpResponse<String> made =
        server.post(
            "/api/v1/signup",
            null,
            "{\"username\":\"" + name + "\",\"password\":\"secret-pass\",\"type\":\"admin\"}");
    HttpResponse<String> signedIn =
        server.post(
            "/api/v1/signin", null, "{\"username\":\"" + name + "\",\"password\":\"secret-pass\"}");
    return new User(
        Js.object(made.body()).path("userId").asString(),
        name,
        Js.object(signedIn.body()).path("token").asString());
  }
}
