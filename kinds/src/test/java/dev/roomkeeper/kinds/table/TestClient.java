package dev.roomkeeper.kinds.table;

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

/** One connection to a {@link TestRoom}: it keeps what it is sent, as a client would. */
public final class TestClient {
  private final TestRoom room;
  final long connection;
  public final String memberId;
  public final List<Event> events = new ArrayList<>();
  private final TreeMap<String, Document> layers = new TreeMap<>();
  private final List<String> inbox = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private @Nullable Answer answer;
  private JsonObject patches = JsonObject.EMPTY;
  private JsonObject overlay = JsonObject.EMPTY;
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
    overlay = JsonObject.EMPTY;
    room.receive(this, type, ++seq, payload);
    return Objects.requireNonNull(answer, type + " was not answered");
  }

  public Answer send(String type, String payload) {
    return send(type, TestJson.json(payload));
  }

  /** Sends commands of one type, so many milliseconds apart, and returns their answers. */
  public List<Answer> sendEvery(int millis, String type, List<JsonObject> payloads) {
    answers.clear();
    room.receiveEvery(
        millis, this, payloads.stream().map(one -> new Command(type, ++seq, one)).toList());
    return List.copyOf(answers);
  }

  /** Sends a command that must be done. */
  public Answer.Ack does(String type, String payload) {
    if (send(type, payload) instanceof Answer.Ack ack) {
      return ack;
    }
    throw new AssertionError(type + " " + payload + " was refused: " + answer);
  }

  /** Sends a command that must be refused, and must change nothing; returns the sentence. */
  public String refused(Code code, String type, String payload) {
    Layers before = room.withoutSessions();
    if (!(send(type, payload) instanceof Answer.Reject reject)) {
      throw new AssertionError(type + " " + payload + " was not refused");
    }
    if (reject.code() != code) {
      throw new AssertionError("expected " + code + ", was " + reject);
    }
    if (!room.withoutSessions().equals(before) || !patches.isEmpty() || !overlay.isEmpty()) {
      throw new AssertionError("refused, yet something changed: " + patches + overlay);
    }
    return reject.message();
  }

  /** What this member sees of the room. */
  public JsonObject view() {
    Document view = Document.EMPTY;
    for (Document layer : layers.values()) {
      view = view.isEmpty() ? layer : view.merge(layer);
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
    return List.copyOf(layers.keySet());
  }

  /** The patches by layer that came with the answer to the last command. */
  public JsonObject patches() {
    return patches;
  }

  /** The last values by layer that came with the answer to the last command. */
  public JsonObject overlay() {
    return overlay;
  }

  /** Forgets what the last command brought; for who watches another's. */
  public void watch() {
    patches = JsonObject.EMPTY;
    overlay = JsonObject.EMPTY;
  }

  /** All that came since this was called the last time, as text. */
  public String takeInbox() {
    String all = String.join("\n", inbox);
    inbox.clear();
    return all;
  }

  void arrive(Flush.Arrival arrival) {
    layers.putAll(arrival.view());
    inbox.add(arrival.view().toString());
  }

  void take(Flush flush) {
    for (String layer : layersHeld()) {
      Change inLayer = flush.change().get(layer);
      if (inLayer != null) {
        JsonObject patch = (JsonObject) inLayer.patch();
        Document before = Objects.requireNonNull(layers.get(layer));
        layers.put(layer, new Patch(patch).apply(before));
        patches = patches.with(layer, patch);
        inbox.add(layer + patch);
      }
      if (flush.overlay().get(layer) instanceof JsonObject values) {
        overlay = overlay.with(layer, values);
        inbox.add(values.toString());
      }
    }
    for (Event event : flush.events()) {
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
