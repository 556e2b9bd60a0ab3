package dev.roomkeeper.testing;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.Patch;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One connection to a {@link TestRoom}. It keeps what it is sent, like a client. */
public final class TestClient {
  private final TestRoom room;
  final long connection;
  public final String memberId;
  public final List<Event> events = new ArrayList<>();
  private final TreeMap<String, Document> layers = new TreeMap<>();
  private final List<String> inbox = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private @Nullable Answer answer;
  private @Nullable Command last;
  private JsonObject patches = JsonObject.EMPTY;
  private long seq;

  TestClient(TestRoom room, long connection, String memberId) {
    this.room = room;
    this.connection = connection;
    this.memberId = memberId;
  }

  /** Sends a command and returns its answer. */
  public Answer send(String type, JsonObject payload) {
    answer = null;
    patches = JsonObject.EMPTY;
    last = new Command(type, ++seq, payload);
    room.receive(this, type, seq, payload);
    return Objects.requireNonNull(answer, type + " was not answered");
  }

  public Answer send(String type, String payload) {
    return send(type, TestJson.json(payload));
  }

  /** Sends the last command once more, like a client that saw no answer. */
  public Answer sendAgain() {
    Command command = Objects.requireNonNull(last, "nothing was sent yet");
    answer = null;
    patches = JsonObject.EMPTY;
    room.receive(this, command.type(), command.seq(), command.payload());
    return Objects.requireNonNull(answer, command.type() + " was not answered");
  }

  /** Sends an input for the next tick. It is not answered, and no time passes. */
  public void cast(String type, JsonObject payload) {
    room.receiveAtOnce(this, type, payload);
  }

  /** Sends commands of one type, this many milliseconds apart, and returns their answers. */
  public List<Answer> sendEvery(int millis, String type, List<JsonObject> payloads) {
    answers.clear();
    room.receiveEvery(
        millis, this, payloads.stream().map(one -> new Command(type, ++seq, one)).toList());
    return List.copyOf(answers);
  }

  /** Sends a command that must succeed. */
  public Answer.Ack does(String type, String payload) {
    return does(type, TestJson.json(payload));
  }

  /** Sends a command that must succeed. */
  public Answer.Ack does(String type, JsonObject payload) {
    if (send(type, payload) instanceof Answer.Ack ack) {
      return ack;
    }
    throw new AssertionError(type + " " + payload + " was refused: " + answer);
  }

  /** Sends a command that must be refused and must change nothing. Returns the sentence. */
  public String refused(Code code, String type, String payload) {
    return refused(code, type, TestJson.json(payload));
  }

  /** The same. */
  public String refused(Code code, String type, JsonObject payload) {
    Layers before = room.withoutSessions();
    if (!(send(type, payload) instanceof Answer.Reject reject)) {
      throw new AssertionError(type + " " + payload + " was not refused");
    }
    if (reject.code() != code) {
      throw new AssertionError("expected " + code + ", was " + reject);
    }
    if (!room.withoutSessions().equals(before) || !patches.isEmpty()) {
      throw new AssertionError("refused, yet something changed: " + patches);
    }
    return reject.message();
  }

  /** What this member sees of the room. */
  public JsonObject view() {
    Document view = Document.EMPTY;
    for (boolean live : new boolean[] {false, true}) {
      for (var layer : layers.entrySet()) {
        if (Layers.isLive(layer.getKey()) == live) {
          view = view.isEmpty() ? layer.getValue() : view.merge(layer.getValue());
        }
      }
    }
    return view.root();
  }

  public JsonObject at(String... path) {
    return view().object(List.of(path));
  }

  public JsonObject me() {
    return at("players", memberId);
  }

  public List<String> layersHeld() {
    return layers.keySet().stream().filter(layer -> !Layers.isLive(layer)).toList();
  }

  /** The patches that came with the answer to the last command, by layer. */
  public JsonObject patches() {
    return patches;
  }

  /** The patches of live layers that came with the answer to the last command, by kept layer. */
  public JsonObject live() {
    JsonObject live = JsonObject.EMPTY;
    for (String layer : patches.keys()) {
      live = Layers.isLive(layer) ? live.with(Layers.kept(layer), patches.object(layer)) : live;
    }
    return live;
  }

  /** Forgets what the last command brought, to watch another member's. */
  public void watch() {
    patches = JsonObject.EMPTY;
  }

  /** Everything that came since the last call, as text. */
  public String takeInbox() {
    String all = String.join("\n", inbox);
    inbox.clear();
    return all;
  }

  void arrive(Flush.Arrival arrival) {
    layers.putAll(arrival.view());
    layers.putAll(arrival.live());
    inbox.add(arrival.view().toString() + arrival.live());
  }

  void take(Flush flush) {
    for (String layer : List.copyOf(layers.keySet())) {
      Change inLayer = flush.change().get(layer);
      if (inLayer != null) {
        JsonObject patch = (JsonObject) inLayer.patch();
        Document before = Objects.requireNonNull(layers.get(layer));
        layers.put(layer, new Patch(patch).apply(before));
        patches = patches.with(layer, patch);
        inbox.add(layer + patch);
      }
    }
    for (Flush.Told told : flush.events()) {
      Event event = told.event();
      if (layers.containsKey(event.layer())) {
        events.add(event);
        inbox.add(event.toString());
      }
    }
  }

  void take(Flush.Personal personal) {
    personal.leave().keySet().forEach(layers::remove);
    layers.putAll(personal.enter());
    inbox.add(personal.enter().toString());
    for (Answer one : personal.answers()) {
      answer = one;
      answers.add(one);
      inbox.add(one.toString());
    }
  }
}
