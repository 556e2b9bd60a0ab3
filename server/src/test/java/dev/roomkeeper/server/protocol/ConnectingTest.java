package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.kit.Wire;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** P1 to P3: how a client comes in. */
@Timeout(60)
final class ConnectingTest {
  @TempDir static Path data;
  static TestServer server;
  static User ann;
  static String room;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            data, TestServer.GENEROUS, new Gateway.Timings(2_000, 15_000, 30_000, 2_000));
    ann = server.guest("Ann");
    room = server.room(ann, "lobby", "{}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String bearer(User user) {
    return "Authorization: Bearer " + user.token();
  }

  // --- P1 ---

  @ParameterizedTest
  @CsvSource({
    "roomkeeper.v1.json, roomkeeper.v1.json",
    "'chat, roomkeeper.v1.json', roomkeeper.v1.json",
    "'bearer.x, roomkeeper.v1.json', roomkeeper.v1.json",
    "'chat', ",
    "'roomkeeper.v9.json', ",
    "'ROOMKEEPER.V1.JSON', "
  })
  void P1_only_a_subprotocol_of_ours_is_selected(String offered, String selected) {
    Wire.Head head =
        TestClient.knock(server, "/ws/" + room, bearer(ann), "Sec-WebSocket-Protocol: " + offered);

    assertThat(head.status()).isEqualTo(101);
    assertThat(head.header("Sec-WebSocket-Protocol")).isEqualTo(selected);
  }

  @Test
  void P1_a_client_that_offers_none_speaks_json() throws Exception {
    try (Wire wire = new Wire(server.port(), 0)) {
      wire.send(Wire.handshake("/ws/" + room, java.util.List.of(bearer(ann))));
      Wire.Head head = wire.readHead();
      assertThat(head.status()).isEqualTo(101);
      assertThat(head.headers()).doesNotContainKey("sec-websocket-protocol");

      wire.send(Wire.text("{\"type\":\"ping\",\"payload\":{\"t\":7}}"));
      Wire.Frame frame = wire.readFrame();
      assertThat(frame).isNotNull();
      assertThat(frame.opcode()).isEqualTo(Wire.TEXT);
      assertThat(Js.object(frame.payload()).at("/payload/t").asInt()).isEqualTo(7);
    }
  }

  // --- P2 ---

  @Test
  void P2_the_token_comes_in_a_header_or_as_a_subprotocol() {
    String path = "/ws/" + room;
    assertThat(TestClient.knock(server, path, bearer(ann)).status()).isEqualTo(101);
    Wire.Head head =
        TestClient.knock(
            server, path, "Sec-WebSocket-Protocol: roomkeeper.v1.json, bearer." + ann.token());
    assertThat(head.status()).isEqualTo(101);
    assertThat(head.header("Sec-WebSocket-Protocol")).isEqualTo("roomkeeper.v1.json");
    // Some clients send a header line for each.
    head =
        TestClient.knock(
            server,
            path,
            "Sec-WebSocket-Protocol: bearer." + ann.token(),
            "Sec-WebSocket-Protocol: roomkeeper.v1.json");
    assertThat(head.status()).isEqualTo(101);
    assertThat(head.header("Sec-WebSocket-Protocol")).isEqualTo("roomkeeper.v1.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "access_token", "bearer", "jwt", "Authorization"})
  void P2_a_token_in_the_url_is_none(String parameter) {
    Wire.Head head = TestClient.knock(server, "/ws/" + room + "?" + parameter + "=" + ann.token());
    assertRefused(head, 401, "FORBIDDEN");
    assertThat(head.body()).doesNotContain(ann.token());
  }

  @Test
  void P2_without_a_valid_token_there_is_no_upgrade() {
    String path = "/ws/" + room;
    String forged = ann.token().substring(0, ann.token().lastIndexOf('.') + 1) + "AAAA";
    assertRefused(TestClient.knock(server, path), 401, "FORBIDDEN");
    assertRefused(TestClient.knock(server, path, "Authorization: Bearer"), 401, "FORBIDDEN");
    assertRefused(TestClient.knock(server, path, "Authorization: Bearer x"), 401, "FORBIDDEN");
    assertRefused(
        TestClient.knock(server, path, "Authorization: Bearer " + forged), 401, "FORBIDDEN");
    assertRefused(
        TestClient.knock(server, path, "Authorization: Basic " + ann.token()), 401, "FORBIDDEN");
    assertRefused(
        TestClient.knock(server, path, "Authorization: Bearer " + server.token(ann, -60_000)),
        401,
        "FORBIDDEN");
    assertRefused(
        TestClient.knock(server, path, "Sec-WebSocket-Protocol: roomkeeper.v1.json, bearer."),
        401,
        "FORBIDDEN");
    // Unsigned, as by alg "none".
    String unsigned = "eyJhbGciOiJub25lIn0." + ann.token().split("\\.", -1)[1] + ".";
    assertRefused(
        TestClient.knock(server, path, "Authorization: Bearer " + unsigned), 401, "FORBIDDEN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws/nowhere", "/ws/..%2f..", "/ws/%00", "/ws/%F0%9F%98%80"})
  void P2_an_unknown_room_is_not_found(String path) {
    assertRefused(TestClient.knock(server, path, bearer(ann)), 404, "NOT_FOUND");
  }

  @Test
  void P2_who_is_not_let_in_is_forbidden_and_the_invited_and_the_creator_are_let_in() {
    User bob = server.guest("Bob");
    User eve = server.guest("Eve");
    String closed = server.room(ann, "lobby", "{only:['" + bob.id() + "']}");

    assertRefused(TestClient.knock(server, "/ws/" + closed, bearer(eve)), 403, "FORBIDDEN");
    assertThat(TestClient.knock(server, "/ws/" + closed, bearer(bob)).status()).isEqualTo(101);
    assertThat(TestClient.knock(server, "/ws/" + closed, bearer(ann)).status()).isEqualTo(101);
    // The reason that a browser asks for afterwards.
    assertThat(server.get("/api/v1/rooms/" + closed, eve).statusCode()).isEqualTo(403);
    assertThat(server.get("/api/v1/rooms/" + closed, bob).statusCode()).isEqualTo(200);
  }

  @Test
  void P2_a_page_of_another_host_is_forbidden() {
    assertRefused(
        TestClient.knock(server, "/ws/" + room, bearer(ann), "Origin: https://evil.example"),
        403,
        "FORBIDDEN");
  }

  private static void assertRefused(Wire.Head head, int status, String code) {
    assertThat(head.status()).isEqualTo(status);
    assertThat(head.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(head.header("Upgrade")).isNull();
    JsonNode problem = Js.object(head.body());
    assertThat(problem.path("type").asString()).isEqualTo("about:blank");
    assertThat(problem.path("title").asString()).isNotBlank();
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("code").asString()).isEqualTo(code);
    assertThat(problem.path("detail").asString()).isNotBlank();
  }

  // --- P3 ---

  @Test
  void P3_all_fields_of_join_are_optional_and_the_member_is_the_user() {
    try (TestClient client = TestClient.open(server, ann, room)) {
      TestClient.Frame joined = client.join("{}");
      assertThat(joined.payload().path("self").asString()).isEqualTo(ann.id());
      assertThat(client.view().at("/players/" + ann.id() + "/name").asString()).isEqualTo("Ann");
    }
    try (TestClient client = TestClient.open(server, ann, room)) {
      client.send("{\"type\":\"join\"}");
      assertThat(client.next("joined").payload().path("self").asString()).isEqualTo(ann.id());
    }
  }

  @Test
  void P3_a_name_is_taken_and_cleaned() {
    User bob = server.guest("Bob");
    try (TestClient client = TestClient.open(server, bob, room)) {
      client.join("{name:'  Bobby\\u0000\\n '}");
      assertThat(client.view().at("/players/" + bob.id() + "/name").asString()).isEqualTo("Bobby");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "7",
        "{\"name\":7}",
        "{\"passphrase\":true}",
        "{\"resume\":\"x\"}",
        "{\"resume\":{}}",
        "{\"resume\":{\"session\":\"x\",\"epoch\":1}}",
        "{\"resume\":{\"session\":\"x\",\"epoch\":-1,\"version\":0}}",
        "{\"resume\":{\"session\":7,\"epoch\":1,\"version\":0}}"
      })
  void P3_a_wrong_join_is_an_error_and_a_right_one_may_follow(String payload) {
    try (TestClient client = TestClient.open(server, ann, room)) {
      client.send("{\"type\":\"join\",\"payload\":" + payload + "}");
      TestClient.Frame error = client.next("error");
      assertThat(error.code()).isEqualTo("BAD_REQUEST");
      assertThat(error.json().path("message").asString()).isNotBlank();
      client.join("{}");
    }
  }

  @Test
  void P3_a_second_join_and_a_command_before_the_first_are_refused() {
    try (TestClient client = TestClient.open(server, ann, room)) {
      client.command(1, "board", "{}");
      assertThat(client.next("reject").code()).isEqualTo("CONFLICT");
      client.join("{}");
      client.send("{\"type\":\"join\"}");
      assertThat(client.next("reject").code()).isEqualTo("CONFLICT");
      assertThat(client.ask("board", "{\"a\":{\"x\":1}}").type()).isEqualTo("ack");
    }
  }

  @Test
  void P3_frames_in_the_segment_of_the_handshake_are_read() {
    try (TestClient client =
        TestClient.open(server, ann, room, opening -> opening.withEarly("{\"type\":\"join\"}"))) {
      client.next("joined");
    }
  }

  @Test
  void P3_who_does_not_join_in_time_is_closed() {
    try (TestClient silent = TestClient.open(server, ann, room)) {
      silent.send("{\"type\":\"ping\"}"); // No word but a join counts.
      assertThat(silent.awaitClose().code()).isEqualTo(4408);
    }
  }

  @Test
  void P3_the_times_are_those_of_the_protocol() {
    assertThat(Gateway.Timings.DEFAULT)
        .isEqualTo(new Gateway.Timings(10_000, 15_000, 30_000, 2_000));
  }

  @Test
  void P3_a_member_with_a_passphrase_is_taken_up_again_only_with_it_or_a_valid_session() {
    User bob = server.guest("Bob");
    String resumption;
    try (TestClient client = TestClient.join(server, bob, room)) {
      assertThat(client.ask("passphrase", "{\"passphrase\":\"open sesame\"}").type())
          .isEqualTo("ack");
      resumption = client.resumption();
    }
    assertThat(joinAs(bob, "{}")).isEqualTo(4403);
    assertThat(joinAs(bob, "{passphrase:'open barley'}")).isEqualTo(4403);
    assertThat(joinAs(bob, "{passphrase:''}")).isEqualTo(4403);
    assertThat(joinAs(bob, "{resume:{session:'guessed',epoch:1,version:1}}")).isEqualTo(4403);
    try (TestClient client = TestClient.open(server, bob, room)) {
      client.join(resumption);
    }
    try (TestClient client = TestClient.open(server, bob, room)) {
      client.join("{passphrase:'open sesame'}");
      // Now the session is another, and the old one opens nothing any more.
      assertThat(resumption).doesNotContain(client.session());
    }
    assertThat(joinAs(bob, resumption)).isEqualTo(4403);
    try (TestClient client = TestClient.open(server, bob, room)) {
      client.join("{passphrase:'open sesame'}");
      assertThat(client.ask("passphrase", "{\"passphrase\":null}").type()).isEqualTo("ack");
    }
    try (TestClient client = TestClient.open(server, bob, room)) {
      client.join("{}");
    }
  }

  @Test
  void P3_a_passphrase_guards_against_taking_over_who_is_online_too() {
    User bob = server.guest("Bob");
    try (TestClient client = TestClient.join(server, bob, room)) {
      client.ask("passphrase", "{\"passphrase\":\"mine\"}");
      assertThat(joinAs(bob, "{passphrase:'yours'}")).isEqualTo(4403);
      assertThat(client.ask("board", "{\"b\":{\"x\":1}}").type()).isEqualTo("ack");
    }
  }

  private static int joinAs(User user, String payload) {
    try (TestClient client = TestClient.open(server, user, room)) {
      client.send("{\"type\":\"join\",\"payload\":" + Js.object(payload) + "}");
      return client.awaitClose().code();
    }
  }
}
