package dev.roomkeeper.server.blackbox;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A member of one room who outlives connections: keeps the view, resumes, sends again what was not
 * answered, and remembers all it was told. Thread-safe.
 */
final class RoomClient {
  private static final long WAIT_MILLIS = 20_000;

  /** An answer to a command and when it came, on the clock of {@link System#nanoTime}. */
  record Told(JsonNode frame, long atNanos) {
    boolean isAck() {
      return frame.path("type").asString().equals("ack");
    }

    boolean isDurable() {
      return isAck() && frame.path("durable").asBoolean();
    }

    String code() {
      return frame.path("code").asString("");
    }

    long epoch() {
      return frame.path("epoch").asLong();
    }

    long version() {
      return frame.path("version").asLong();
    }
  }

  /** What the client saw at one version. */
  record Sight(long epoch, long version, ObjectNode layers) {}

  private static final int SIGHT_EVERY = 40;

  final Site.Guest guest;
  final String roomId;
  private final @Nullable OutputStream record;

  private @Nullable WireSocket socket;
  private int connections;
  private volatile boolean joined;
  private int closeCode;
  private String closeReason = "";
  private String session = "";
  private long epoch;
  private long version;
  private ObjectNode layers = Site.JSON.createObjectNode();
  private int resumed;
  private int notResumed;
  private int patches;
  private long lastSeq;
  private final TreeMap<Long, String> sent = new TreeMap<>();
  private final TreeMap<Long, String> unanswered = new TreeMap<>();
  private final TreeMap<Long, Told> told = new TreeMap<>();
  private final List<JsonNode> others = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final List<Sight> sights = new ArrayList<>();
  private int repeatedAnswers;
  private long lastFrameNanos;
  private long joinedNanos;
  private int port;

  /** Held while it is told that it is out: whoever waits for that is not woken by each frame. */
  private final Object out = new Object();

  RoomClient(Site.Guest guest, String roomId) {
    this(guest, roomId, null);
  }

  /**
   * @param record is given every byte that comes over sockets, null for nobody
   */
  RoomClient(Site.Guest guest, String roomId, @Nullable OutputStream record) {
    this.guest = guest;
    this.roomId = roomId;
    this.record = record;
  }

  // --- Coming and going ---

  /** Connects and joins, resuming if it was here before; returns once joined. */
  RoomClient join(int port) throws IOException {
    return join(port, Site.JSON.createObjectNode());
  }

  /** As {@link #join(int)}, with more in the join's payload. */
  RoomClient join(int port, ObjectNode payload) throws IOException {
    connect(port, payload);
    await("joined", () -> joined || closeCode != 0);
    if (!isJoined()) {
      throw new IOException("closed with " + closeCode + " " + closeReason);
    }
    return this;
  }

  /** As {@link #join(int)}, but gives the socket up that takes longer to open, or to join. */
  void join(int port, int openMillis, int joinMillis) throws IOException {
    connect(port, Site.JSON.createObjectNode(), openMillis);
    synchronized (this) {
      pause(this, joinMillis, () -> joined || closeCode != 0);
      if (!joined && closeCode == 0) {
        drop();
        throw new IOException("not joined in time");
      }
      if (!joined) {
        throw new IOException("closed with " + closeCode + " " + closeReason);
      }
    }
  }

  private void connect(int port, ObjectNode payload) throws IOException {
    connect(port, payload, 0);
  }

  private void connect(int port, ObjectNode payload, int openMillis) throws IOException {
    int connection;
    synchronized (this) {
      drop();
      closeCode = 0;
      connection = ++connections;
      this.port = port;
      if (!session.isEmpty() && !payload.has("resume")) {
        ObjectNode resume = payload.putObject("resume");
        resume.put("session", session).put("epoch", epoch).put("version", version);
      }
    }
    WireSocket opened =
        WireSocket.open(
            port,
            roomId,
            guest.token(),
            record,
            openMillis,
            new WireSocket.Listener() {
              @Override
              public void text(String frame) {
                received(connection, frame);
              }

              @Override
              public void closed(int code, String reason) {
                ended(connection, code, reason);
              }
            });
    synchronized (this) {
      socket = opened;
    }
    opened.sendText(frame("join", 0, payload));
  }

  /** Cuts the connection without a word. */
  synchronized void drop() {
    joined = false;
    connections++;
    if (socket != null) {
      socket.close();
      socket = null;
    }
    tellOut();
  }

  private void tellOut() {
    notifyAll();
    synchronized (out) {
      out.notifyAll();
    }
  }

  private synchronized void ended(int connection, int code, String reason) {
    if (connection == connections) {
      joined = false;
      closeCode = code;
      closeReason = reason;
      tellOut();
    }
  }

  /** To which it connected last. */
  synchronized int port() {
    return port;
  }

  String userId() {
    return guest.userId();
  }

  synchronized boolean isJoined() {
    return joined;
  }

  /** The code with which the last connection ended; 0 if it did not. */
  synchronized int closeCode() {
    return closeCode;
  }

  synchronized String closeReason() {
    return closeReason;
  }

  // --- Commands ---

  static String frame(String type, long seq, ObjectNode payload) {
    ObjectNode frame = Site.JSON.createObjectNode().put("type", type);
    if (seq > 0) {
      frame.put("seq", seq);
    }
    frame.set("payload", payload);
    return frame.toString();
  }

  /** Sends a command with the next number, which is returned. */
  synchronized long send(String type, ObjectNode payload) {
    long seq = ++lastSeq;
    String frame = frame(type, seq, payload);
    sent.put(seq, frame);
    unanswered.put(seq, frame);
    sendText(frame);
    return seq;
  }

  /** Sends a command and waits for its answer. */
  Told ask(String type, ObjectNode payload) {
    long seq = send(type, payload);
    await("an answer to " + type, () -> told.containsKey(seq));
    synchronized (this) {
      return Objects.requireNonNull(told.get(seq));
    }
  }

  /** Sends a command again that was answered already. */
  synchronized void sendAgain(long seq) {
    String frame = sent.get(seq);
    if (frame != null) {
      sendText(frame);
    }
  }

  synchronized void sendText(String frame) {
    if (socket != null && joined) {
      socket.sendText(frame);
    }
  }

  /** Which of the newest commands were acknowledged as durable, at most so many. */
  synchronized List<Long> newestDurable(int most, int newest) {
    return told.tailMap(lastSeq - newest, false).entrySet().stream()
        .filter(each -> each.getValue().isDurable())
        .map(Map.Entry::getKey)
        .limit(most)
        .toList();
  }

  /** The first of the newest commands that was refused as UNAVAILABLE so long ago; 0 for none. */
  synchronized long refusedFor(long millis, int newest) {
    long before = System.nanoTime() - millis * 1_000_000;
    for (var each : told.tailMap(lastSeq - newest, false).entrySet()) {
      if (each.getValue().code().equals("UNAVAILABLE") && each.getValue().atNanos() < before) {
        return each.getKey();
      }
    }
    return 0;
  }

  /** Takes an answer for none (P15: UNAVAILABLE is no outcome), and asks with its number again. */
  synchronized void retry(long seq) {
    String frame = sent.get(seq);
    if (frame != null && told.remove(seq) != null) {
      unanswered.put(seq, frame);
      sendText(frame);
    }
  }

  // --- What comes ---

  private synchronized void received(int connection, String text) {
    if (connection != connections) {
      return;
    }
    lastFrameNanos = System.nanoTime();
    JsonNode frame = Site.JSON.readTree(text);
    switch (frame.path("type").asString("")) {
      case "joined" -> joined(frame.path("payload"));
      case "patch" -> patch(frame);
      case "ack", "reject" -> answer(frame);
      default -> others.add(frame);
    }
    notifyAll();
  }

  private void joined(JsonNode payload) {
    String newSession = payload.path("session").asString();
    if (!session.isEmpty() && !session.equals(newSession)) {
      faults.add(guest.name() + " lost its session");
    }
    long newEpoch = payload.path("epoch").asLong();
    if (newEpoch < epoch) {
      faults.add(guest.name() + " was taken back from epoch " + epoch + " to " + newEpoch);
    }
    session = newSession;
    epoch = newEpoch;
    version = payload.path("version").asLong();
    if (payload.path("resumed").asBoolean()) {
      resumed++;
      change(payload);
    } else {
      notResumed++;
      layers = (ObjectNode) payload.path("layers").deepCopy();
    }
    for (JsonNode event : payload.path("events")) {
      others.add(event);
    }
    sights.add(new Sight(epoch, version, layers.deepCopy()));
    joined = true;
    joinedNanos = lastFrameNanos;
    unanswered.values().forEach(this::sendText);
  }

  private void patch(JsonNode frame) {
    long newVersion = frame.path("version").asLong();
    if (frame.path("epoch").asLong() != epoch || newVersion < version) {
      faults.add(guest.name() + " at " + epoch + ":" + version + " got " + frame);
    }
    version = newVersion;
    change(frame);
    if (++patches % SIGHT_EVERY == 0) {
      sights.add(new Sight(epoch, version, layers.deepCopy()));
    }
  }

  private void change(JsonNode frame) {
    frame.path("leave").forEach(layer -> layers.remove(layer.asString()));
    MergePatch.applyToLayers(layers, frame.path("changes"));
    frame.path("enter").forEachEntry((layer, whole) -> layers.set(layer, whole.deepCopy()));
  }

  private void answer(JsonNode frame) {
    long seq = frame.path("seq").asLong(0);
    if (seq == 0) {
      others.add(frame);
      return;
    }
    Told before = told.get(seq);
    if (before == null) {
      told.put(seq, new Told(frame, System.nanoTime()));
      unanswered.remove(seq);
    } else if (before.frame.equals(frame)) {
      repeatedAnswers++;
    } else {
      faults.add(guest.name() + " was told of " + seq + ": " + before.frame + " and " + frame);
    }
  }

  // --- Reading ---

  /** Waits until the condition holds, which is looked at whenever something comes. */
  synchronized void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + WAIT_MILLIS * 1_000_000;
    while (!condition.getAsBoolean()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(
            guest.name() + " waited in vain for: " + what + " (closed with " + closeCode + ")");
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** Waits so long, or until the condition holds. */
  private static void pause(Object monitor, long millis, BooleanSupplier condition) {
    synchronized (monitor) {
      long deadline = System.nanoTime() + millis * 1_000_000;
      for (long left = millis;
          left > 0 && !condition.getAsBoolean();
          left = (deadline - System.nanoTime()) / 1_000_000) {
        try {
          monitor.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /** Waits so long, or until it is no longer joined. */
  void pauseWhileJoined(long millis) {
    pause(out, millis, () -> !joined);
  }

  /** When a frame came last, on the clock of {@link System#nanoTime}. */
  synchronized long lastFrameNanos() {
    return lastFrameNanos;
  }

  /** When it joined last, on the same clock. */
  synchronized long joinedNanos() {
    return joinedNanos;
  }

  synchronized int unansweredCount() {
    return unanswered.size();
  }

  synchronized long lastSeq() {
    return lastSeq;
  }

  synchronized Map<Long, Told> told() {
    return new TreeMap<>(told);
  }

  /** Events, and answers without a number. */
  synchronized List<JsonNode> others() {
    return List.copyOf(others);
  }

  /** What must not be: a changed answer, a lost session, a version out of order. */
  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  synchronized List<Sight> sights() {
    return List.copyOf(sights);
  }

  synchronized ObjectNode layers() {
    return layers.deepCopy();
  }

  /** What is under the path of keys in the layer; a missing node for nothing. */
  synchronized JsonNode at(String layer, String... path) {
    JsonNode node = layers.path(layer);
    for (String key : path) {
      node = node.path(key);
    }
    return node.deepCopy();
  }

  synchronized String session() {
    return session;
  }

  synchronized long epoch() {
    return epoch;
  }

  synchronized long version() {
    return version;
  }

  synchronized int resumedCount() {
    return resumed;
  }

  synchronized int notResumedCount() {
    return notResumed;
  }

  synchronized int repeatedAnswers() {
    return repeatedAnswers;
  }
}
