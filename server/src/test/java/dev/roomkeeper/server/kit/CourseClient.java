package dev.roomkeeper.server.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.client.SocketOpening;
import dev.roomkeeper.server.kit.TestClient.Closed;
import dev.roomkeeper.server.kit.TestClient.Frame;
import dev.roomkeeper.server.kit.TestServer.User;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** A client of the course's dialect, for which every frame counts: it expects each that comes. */
public final class CourseClient implements AutoCloseable {
  /** A place on the map. */
  public record Place(int x, int y) {
    public static Place of(JsonNode json) {
      return new Place(json.path("x").asInt(-1), json.path("y").asInt(-1));
    }

    public Place right() {
      return new Place(x + 1, y);
    }

    public Place left() {
      return new Place(x - 1, y);
    }

    /** As it stands in a payload. */
    public String json() {
      return "\"x\":" + x + ",\"y\":" + y;
    }
  }

  private final TestClient socket;
  private Place spawn = new Place(-1, -1);

  private CourseClient(TestClient socket) {
    this.socket = socket;
  }

  /** A socket that is open and has not joined. */
  public static CourseClient open(TestServer server) {
    return open(server, UnaryOperator.identity());
  }

  public static CourseClient open(TestServer server, UnaryOperator<SocketOpening> unusual) {
    return new CourseClient(TestClient.openNameless(server.metaversePort(), unusual));
  }

  /** A socket at the path "/" of the port that serves all else. */
  public static CourseClient openAtRoot(TestServer server) {
    return new CourseClient(TestClient.openNameless(server.port(), UnaryOperator.identity()));
  }

  /** A client that is in the space. */
  public static CourseClient join(TestServer server, User user, String spaceId) {
    CourseClient client = open(server);
    client.join(user, spaceId);
    return client;
  }

  /** Joins and waits for the answer, which comes first. */
  public JsonNode join(User user, String spaceId) {
    askToJoin(spaceId, user.token());
    JsonNode joined = expect("space-joined");
    assertThat(joined.propertyNames()).containsExactlyInAnyOrder("spawn", "users");
    spawn = Place.of(joined.path("spawn"));
    return joined;
  }

  public void askToJoin(String spaceId, String token) {
    tell("join", "{\"spaceId\":\"%s\",\"token\":\"%s\"}".formatted(spaceId, token));
  }

  public Place spawn() {
    return spawn;
  }

  public void move(Place to) {
    tell("move", "{" + to.json() + "}");
  }

  public void chat(String spaceId, String token, String message) {
    tell(
        "chat-message",
        "{\"spaceId\":\"%s\",\"token\":\"%s\",\"message\":\"%s\"}"
            .formatted(spaceId, token, message));
  }

  public void tell(String type, String payload) {
    socket.tell(type, payload);
  }

  /** The payload of the very next frame, which is of this type. */
  public JsonNode expect(String type) {
    Frame frame = socket.next();
    assertThat(frame.type()).as(frame.text()).isEqualTo(type);
    assertThat(frame.json().propertyNames()).containsExactlyInAnyOrder("type", "payload");
    return frame.payload();
  }

  /** The very next frame tells that this user stands here. */
  public void expect(String type, User user, Place at) {
    assertThat(expect(type))
        .isEqualTo(Js.object("{\"userId\":\"%s\",%s}".formatted(user.id(), at.json())));
  }

  /** The very next frame refuses a step, from here. */
  public void expectRejection(Place at) {
    assertThat(expect("movement-rejected")).isEqualTo(Js.object("{" + at.json() + "}"));
  }

  /** The very next frame is an error; its sentence. */
  public String expectError() {
    JsonNode payload = expect("error");
    assertThat(payload.propertyNames()).containsExactly("message");
    assertThat(payload.path("message").asString()).isNotBlank();
    return payload.path("message").asString();
  }

  /** Nothing but an error comes, and then the end. */
  public void expectErrorAndEnd(int code) {
    String sentence = expectError();
    assertThat(socket.awaitClose()).isEqualTo(new Closed(code, sentence));
    assertThat(unread()).isEmpty();
  }

  /** Waits for the answer to a ping of WebSocket's own: what was said before has arrived. */
  public void ping() {
    socket.sendRaw(Wire.frame(Wire.PING, new byte[0]));
    TestClient.Control pong = socket.nextControl(TestServer.PATIENCE.toMillis());
    assertThat(pong).isNotNull();
    assertThat(pong.opcode()).isEqualTo(Wire.PONG);
  }

  /** The frames that nobody expected yet. */
  public List<Frame> unread() {
    return socket.unread();
  }

  /** Where the others stand by what was told so far, from the very beginning. */
  public Map<String, Place> others() {
    Map<String, Place> others = new java.util.TreeMap<>();
    for (Frame frame : socket.frames()) {
      JsonNode payload = frame.payload();
      String id = payload.path("userId").asString("");
      switch (frame.type()) {
        case "space-joined" ->
            payload
                .path("users")
                .forEach(user -> others.put(user.path("userId").asString(), Place.of(user)));
        case "user-joined" -> assertThat(others.put(id, Place.of(payload))).isNull();
        case "movement" -> assertThat(others.put(id, Place.of(payload))).isNotNull();
        case "user-left" -> assertThat(others.remove(id)).isNotNull();
        default -> {}
      }
    }
    return others;
  }

  public TestClient socket() {
    return socket;
  }

  @Override
  public void close() {
    socket.close();
  }
}
