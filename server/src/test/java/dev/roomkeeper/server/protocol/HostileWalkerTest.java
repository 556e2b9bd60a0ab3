package dev.roomkeeper.server.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestClient.Frame;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.kit.Wire;
import dev.roomkeeper.server.limits.Limits;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client made by hand that cheats in a space, with the limits that a server has in earnest: it is
 * told why it may not, and neither who stands beside it nor who is far away notices.
 */
@Timeout(120)
final class HostileWalkerTest {
  private static final int STEPS = 1_000;

  /** What the answers to one's own commands are, and not news from others. */
  private static final Set<String> ANSWERS = Set.of("ack", "reject", "pong");

  @TempDir static Path data;
  static TestServer server;
  static User eve;
  static User nia;
  static User far;

  private String room;
  private TestClient cheat;
  private TestClient near;
  private TestClient distant;

  /** An attempt, and the code with which it is refused. */
  private record Attempt(String code, String type, String payload) {}

  @BeforeAll
  static void start() {
    server = TestServer.start(data, settings -> settings.limits = Limits.Numbers.DEFAULT);
    eve = server.guest("Eve");
    nia = server.guest("Nia");
    far = server.guest("Far");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /**
   * One aisle with walls around it, and three niches: newcomers stand only where there is a free
   * block to their right. So nobody has to walk to be far away.
   */
  private static String aisle() {
    List<String> rows =
        IntStream.range(0, 100)
            .mapToObj(y -> y < 2 ? "'###'" : y == 2 || y == 3 || y == 90 ? "'  #'" : "' ##'")
            .toList();
    return "{width:3,height:100,spawn:{x:0,y:2},walls:[" + String.join(",", rows) + "]}";
  }

  @BeforeEach
  void join() {
    room = server.room(nia, "space", aisle());
    cheat = TestClient.join(server, eve, room);
    near = TestClient.join(server, nia, room);
    distant = TestClient.join(server, far, room);
    for (TestClient each : List.of(cheat, near, distant)) {
      each.awaitView(view -> view.at("/people").size() == 3, "all three");
    }
    near.awaitView(view -> view.at("/near/" + eve.id()).asBoolean(), "the neighbour");
    assertThat(place(cheat, eve)).isEqualTo(Js.object("{x:0,y:2}"));
    assertThat(place(near, nia)).isEqualTo(Js.object("{x:0,y:3}"));
    assertThat(place(distant, far)).isEqualTo(Js.object("{x:0,y:90}"));
  }

  @AfterEach
  void leave() {
    List.of(cheat, near, distant).forEach(TestClient::close);
  }

  private static JsonNode place(TestClient client, User who) {
    return client.view().at("/walkers/" + who.id());
  }

  /** What a bystander has and has been sent, up to now. */
  private record Bystander(TestClient client, int frames, ObjectNode view) {
    static Bystander watch(TestClient client) {
      client.ping();
      return new Bystander(client, client.frames().size(), client.view().merged());
    }

    /** What came since that is no answer to its own commands. */
    List<Frame> news() {
      client.ping();
      List<Frame> all = client.frames();
      return all.subList(frames, all.size()).stream()
          .filter(frame -> !ANSWERS.contains(frame.type()))
          .toList();
    }

    void assertUndisturbed() {
      assertThat(news()).isEmpty();
      assertThat(client.view().merged()).isEqualTo(view);
      assertThat(client.isOpen()).isTrue();
    }
  }

  /** A command of the neighbour's that nobody but the cheat is told of. */
  private void assertNeighbourIsAnswered() {
    Frame answer = near.ask("signal", "{\"to\":\"" + eve.id() + "\",\"data\":{}}");
    assertThat(answer.type()).as(answer.text()).isEqualTo("ack");
  }

  /** Others step and talk, and each hears of it whom it concerns. */
  private void assertRoomGoesOn(TestClient witness) {
    assertThat(near.ask("move", "{\"x\":0,\"y\":4}").type()).isEqualTo("ack");
    witness.awaitView(view -> view.at("/walkers/" + nia.id() + "/y").asInt() == 4, "the step");
    assertThat(distant.ask("chat-message", "{\"message\":\"still here\"}").type()).isEqualTo("ack");
    for (TestClient each : List.of(witness, near)) {
      each.awaitView(view -> view.at("/chat").toString().contains("still here"), "the chat");
    }
  }

  private List<Attempt> attempts() {
    String line = "x".repeat(8 << 10);
    String to = "\"to\":\"" + nia.id() + "\"";
    List<Attempt> attempts = new ArrayList<>();
    attempts.add(new Attempt("CONFLICT", "move", "{\"x\":0,\"y\":1}")); // a wall
    attempts.add(new Attempt("CONFLICT", "move", "{\"x\":-1,\"y\":2}")); // outside
    attempts.add(new Attempt("BAD_REQUEST", "move", "{\"x\":2,\"y\":2}"));
    attempts.add(new Attempt("BAD_REQUEST", "move", "{\"x\":0,\"y\":4}"));
    attempts.add(new Attempt("BAD_REQUEST", "move", "{\"x\":1,\"y\":3}"));
    attempts.add(new Attempt("BAD_REQUEST", "move", "{\"x\":0,\"y\":2}"));
    attempts.add(new Attempt("BAD_REQUEST", "move", "{\"x\":0,\"y\":90}"));
    attempts.add(new Attempt("BAD_REQUEST", "move", "{\"x\":0.5,\"y\":2}"));
    attempts.add(new Attempt("BAD_REQUEST", "move", "{\"x\":\"1\",\"y\":2}"));
    for (String key : List.of("from", "memberId", "userId")) {
      String name = "\"" + key + "\":\"" + nia.id() + "\"";
      attempts.add(new Attempt("FORBIDDEN", "move", "{\"x\":0,\"y\":4," + name + "}"));
      attempts.add(new Attempt("FORBIDDEN", "move", "{\"x\":1,\"y\":2," + name + "}"));
      attempts.add(new Attempt("FORBIDDEN", "chat-message", "{\"message\":\"I\"," + name + "}"));
      attempts.add(new Attempt("FORBIDDEN", "bubble-message", "{\"message\":\"I\"," + name + "}"));
      attempts.add(new Attempt("FORBIDDEN", "signal", "{" + to + ",\"data\":{}," + name + "}"));
    }
    attempts.add(
        new Attempt(
            "FORBIDDEN", "signal", "{\"to\":\"" + far.id() + "\",\"data\":{\"sdp\":\"\"}}"));
    attempts.add(new Attempt("FORBIDDEN", "signal", "{\"to\":\"nobody\",\"data\":{}}"));
    attempts.add(
        new Attempt(
            "TOO_LARGE", "signal", "{" + to + ",\"data\":{\"s\":\"" + line + line + "\"}}"));
    attempts.add(new Attempt("TOO_LARGE", "chat-message", "{\"message\":\"" + line + "\"}"));
    attempts.add(new Attempt("TOO_LARGE", "bubble-message", "{\"message\":\"" + line + "\"}"));
    attempts.add(
        new Attempt(
            "UNKNOWN_COMMAND",
            "place",
            "{\"id\":\"e\",\"elementId\":\"e\",\"x\":0,\"y\":3,\"width\":1,\"height\":1,"
                + "\"static\":true}"));
    return attempts;
  }

  @Test
  void P13_each_cheat_is_refused_with_a_reason_and_nobody_else_notices() {
    Bystander beside = Bystander.watch(near);
    Bystander away = Bystander.watch(distant);
    for (Attempt attempt : attempts()) {
      // Without a number as well: there is no way to cheat without a word.
      long number = cheat.command(attempt.type, attempt.payload);
      cheat.tell(attempt.type, attempt.payload);
      assertNeighbourIsAnswered();
      Frame answer = cheat.answer(number);
      for (Frame reject : List.of(answer, cheat.next("reject"))) {
        assertThat(reject.type()).as(attempt.toString()).isEqualTo("reject");
        assertThat(reject.code()).as(attempt.toString()).isEqualTo(attempt.code);
        assertThat(reject.json().path("message").asString()).as(attempt.toString()).isNotBlank();
      }
    }
    beside.assertUndisturbed();
    away.assertUndisturbed();
    assertThat(place(cheat, eve)).isEqualTo(Js.object("{x:0,y:2}"));
    assertRoomGoesOn(cheat);
  }

  @Test
  void P13_of_a_thousand_steps_a_second_ten_are_taken_and_each_other_one_is_refused() {
    Bystander beside = Bystander.watch(near);
    Bystander away = Bystander.watch(distant);
    long began = System.nanoTime();
    for (int step = 1; step <= STEPS; step++) {
      cheat.command("move", "{\"x\":" + step % 2 + ",\"y\":2}");
      if (step % 100 == 0) {
        assertNeighbourIsAnswered();
        TestClient.nap(50); // the pace: at most 2,000 steps a second
      }
    }
    TestClient.await(() -> answers("ack") + answers("reject") == STEPS, "an answer to each step");
    double seconds = (System.nanoTime() - began) / 1e9;

    // Ten a second, and six in advance.
    assertThat(answers("ack")).isBetween(1L, (long) Math.ceil(10 * seconds) + 6);
    List<Frame> rejects = cheat.frames("reject");
    assertThat(rejects).allMatch(frame -> !frame.json().path("message").asString().isBlank());
    // Where one step was refused, the next goes to where the walker stands.
    assertThat(rejects.stream().map(Frame::code).collect(Collectors.toSet()))
        .contains("RATE_LIMITED")
        .isSubsetOf("RATE_LIMITED", "BAD_REQUEST");
    assertThat(cheat.isAnswering()).isTrue();

    away.assertUndisturbed();
    // Who stands beside it sees the steps that were taken, as those of anybody.
    List<Frame> news = beside.news();
    assertThat(news).hasSizeBetween(1, (int) answers("ack"));
    for (Frame frame : news) {
      assertThat(frame.json().propertyNames())
          .containsExactlyInAnyOrder("type", "epoch", "version", "changes");
      ObjectNode changes = (ObjectNode) frame.json().path("changes");
      int x = changes.at("/cell:0,0/walkers/" + eve.id() + "/x").asInt(-1);
      assertThat(changes)
          .isEqualTo(Js.object("{'cell:0,0':{walkers:{'" + eve.id() + "':{x:" + x + "}}}}"));
      assertThat(x).isBetween(0, 1);
    }
    assertThat(place(near, eve)).isEqualTo(place(cheat, eve));
    assertRoomGoesOn(cheat);
  }

  private long answers(String type) {
    return cheat.frames(type).size();
  }

  @Test
  void P2_who_may_not_enter_a_space_learns_why_and_nothing_of_it() {
    String own = server.room(nia, "space", "{width:40,height:40,only:['" + nia.id() + "']}");
    try (TestClient inside = TestClient.join(server, nia, own)) {
      Bystander owner = Bystander.watch(inside);
      Wire.Head knock =
          TestClient.knock(server, "/ws/" + own, "Authorization: Bearer " + eve.token());
      assertThat(knock.status()).isEqualTo(403);
      assertThat(Js.object(knock.body()).path("code").asString()).isEqualTo("FORBIDDEN");
      assertThat(Js.object(knock.body()).path("detail").asString()).isNotBlank();
      List<HttpResponse<String>> answers =
          List.of(
              server.get("/api/v1/rooms/" + own, eve),
              server.get("/api/v1/rooms/" + own + "/chat", eve),
              server.get("/api/v1/space/" + own, eve),
              server.post(
                  "/api/v1/space/element",
                  eve,
                  "{\"spaceId\":\"" + own + "\",\"elementId\":\"chair\",\"x\":1,\"y\":1}"),
              server.post(
                  "/api/v1/space/table", eve, "{\"spaceId\":\"" + own + "\",\"id\":\"chair\"}"));
      for (HttpResponse<String> answer : answers) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 404);
        assertThat(Js.object(answer.body()).path("message").asString()).isNotBlank();
        assertThat(answer.body()).doesNotContain("dimensions").doesNotContain("elements");
      }
      // Nor does it come in from a room where it may be.
      Frame answer =
          cheat.ask("chat-message", "{\"message\":\"psst\",\"spaceId\":\"" + own + "\"}");
      assertThat(answer.type()).isEqualTo("reject");
      assertThat(inside.ask("bubble-message", "{\"message\":\"alone\"}").type()).isEqualTo("ack");
      assertThat(owner.news().stream().map(Frame::type)).containsExactly("bubble-message");
      assertThat(inside.view().merged()).isEqualTo(owner.view);
    }
  }

  @Test
  void P2_nobody_becomes_another_by_a_changed_token_or_anothers_session() {
    Bystander beside = Bystander.watch(near);
    Bystander away = Bystander.watch(distant);
    String[] token = eve.token().split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(token[1]), UTF_8);
    assertThat(claims).contains(eve.id());
    String forged =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.replace(eve.id(), nia.id()).getBytes(UTF_8));
    Wire.Head knock =
        TestClient.knock(
            server,
            "/ws/" + room,
            "Authorization: Bearer " + token[0] + "." + forged + "." + token[2]);
    assertThat(knock.status()).isEqualTo(401);
    assertThat(Js.object(knock.body()).path("detail").asString()).isNotBlank();

    try (TestClient again = TestClient.open(server, eve, room)) {
      JsonNode joined =
          again
              .join(
                  "{memberId:'%s',userId:'%s',resume:{session:'%s',epoch:%d,version:%d}}"
                      .formatted(
                          nia.id(),
                          nia.id(),
                          near.session(),
                          near.view().epoch(),
                          near.view().version()))
              .payload();
      assertThat(joined.path("self").asString()).isEqualTo(eve.id());
      assertThat(joined.path("resumed").asBoolean(true)).isFalse();
      assertThat(joined.path("session").asString()).isNotEqualTo(near.session());
      assertThat(again.view().layerNames())
          .contains("member:" + eve.id())
          .doesNotContain("member:" + nia.id());
      assertThat(cheat.awaitClose().code()).isEqualTo(4409); // its own place, as anybody's
      assertNeighbourIsAnswered();
      beside.assertUndisturbed();
      away.assertUndisturbed();
      assertRoomGoesOn(again);
    }
  }
}
