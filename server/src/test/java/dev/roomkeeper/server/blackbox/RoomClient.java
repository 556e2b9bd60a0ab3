package dev.roomkeeper.server.blackbox;

import dev.roomkeeper.client.Ack;
import dev.roomkeeper.client.ClientFrame;
import dev.roomkeeper.client.ClientSocket;
import dev.roomkeeper.client.Replica;
import dev.roomkeeper.client.RoomConnection;
import dev.roomkeeper.client.RoomEvent;
import dev.roomkeeper.client.RoomStatus;
import dev.roomkeeper.client.RoomTap;
import dev.roomkeeper.client.Roomkeeper;
import dev.roomkeeper.client.ServerAddress;
import dev.roomkeeper.client.ServerFrame;
import dev.roomkeeper.client.TokenSource;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A member of one room, by the Java client, who remembers all it was told and complains of what
 * must not be. It comes back when it is told to, or by itself. Thread-safe.
 */
final class RoomClient implements RoomTap {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SIGHT_EVERY = 40;
  private static final EventLoopGroup LOOPS = Roomkeeper.loops(2);

  private boolean speaksJson;

  /** An answer to a command and when it came, on the clock of {@link System#nanoTime}. */
  record Told(ServerFrame frame, long atNanos) {
    boolean isAck() {
      return frame instanceof ServerFrame.Acked;
    }

    boolean isDurable() {
      return frame instanceof ServerFrame.Acked(_, Ack ack) && ack.durable();
    }

    String code() {
      return frame instanceof ServerFrame.Rejected rejected ? rejected.code() : "";
    }

    long epoch() {
      return frame instanceof ServerFrame.Acked(_, Ack ack) ? ack.epoch() : 0;
    }

    long version() {
      return frame instanceof ServerFrame.Acked(_, Ack ack) ? ack.version() : 0;
    }
  }

  /** What the client saw at one version. */
  record Sight(long epoch, long version, ObjectNode layers) {}

  /** A time without a connection, on the clock of {@link System#nanoTime}. */
  record Absence(long leftNanos, long backNanos, boolean resumed) {}

  /** A command as it was sent. */
  private record Sent(String type, ObjectNode payload) {}

  final Site.Guest guest;
  final String roomId;
  private final @Nullable OutputStream record;

  private @Nullable RoomConnection room;
  private @Nullable ClientSocket socket;
  private boolean starting;
  private boolean joined;
  private int closeCode;
  private String closeReason = "";
  private int port;
  private String session = "";
  private long epoch;
  private long version;
  private int resumed;
  private int notResumed;
  private int patches;
  private long lastSeq;
  private long leftNanos;
  private final TreeMap<Long, Sent> sent = new TreeMap<>();
  private final TreeSet<Long> unanswered = new TreeSet<>();
  private final TreeSet<Long> askedAgain = new TreeSet<>();
  private final TreeMap<Long, Told> told = new TreeMap<>();
  private final List<RoomEvent> events = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final List<Sight> sights = new ArrayList<>();
  private final List<Absence> absences = new ArrayList<>();
  private int repeatedAnswers;

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
  RoomClient join(int atPort) throws IOException {
    return join(atPort, ClientFrame.Join.PLAIN);
  }

  /** As {@link #join(int)}, with more in the join's payload. */
  RoomClient join(int atPort, ClientFrame.Join how) throws IOException {
    connect(atPort, how, false);
    await("joined", () -> !starting && (joined || closeCode != 0));
    synchronized (this) {
      if (!joined) {
        throw new IOException("closed with " + closeCode + " " + closeReason);
      }
    }
    return this;
  }

  /** Begins to connect, and comes back by itself from then on as P21 asks of a client. */
  void stay(int atPort) {
    connect(atPort, ClientFrame.Join.PLAIN, true);
  }

  private synchronized void connect(int atPort, ClientFrame.Join how, boolean stays) {
    port = atPort;
    starting = true;
    if (room == null) {
      starting = false;
      room =
          Roomkeeper.at(ServerAddress.local(atPort), LOOPS)
              .user(TokenSource.of(guest.token()))
              .room(roomId)
              .as(how)
              .reconnects(stays)
              .asksForLife(stays)
              .speaksJson(speaksJson)
              .joinLimit(stays ? Duration.ofSeconds(1) : PATIENCE)
              .tap(this)
              .onStatus(this::status)
              .start();
    } else {
      room.drop();
      room.rejoin(ServerAddress.local(atPort), how);
    }
  }

  /** For frames of one's own as text; before it joins. */
  RoomClient inJson() {
    speaksJson = true;
    return this;
  }

  /** Cuts the connection without a word. */
  synchronized void drop() {
    joined = false;
    if (room != null) {
      room.drop();
    }
    notifyAll();
  }

  private synchronized void status(RoomStatus now) {
    switch (now) {
      case RoomStatus.Connecting() -> {
        starting = false;
        closeCode = 0;
      }
      case RoomStatus.Joined() -> {}
      case RoomStatus.Reconnecting(_, int code, String reason) -> left(code, reason);
      case RoomStatus.Stopped(int code, String reason) -> left(code, reason);
    }
    notifyAll();
  }

  private void left(int code, String reason) {
    if (joined) {
      leftNanos = System.nanoTime();
    }
    joined = false;
    closeCode = code;
    closeReason = reason;
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

  /** Whether it stays away, for whatever reason. */
  synchronized boolean isStopped() {
    return room != null && room.status() instanceof RoomStatus.Stopped;
  }

  // --- Commands ---

  /** Sends a command with the next number, which is returned. */
  synchronized long send(String type, ObjectNode payload) {
    long seq = ++lastSeq;
    sent.put(seq, new Sent(type, payload));
    unanswered.add(seq);
    Objects.requireNonNull(room, "not joined yet").command(type, payload);
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
    Sent command = sent.get(seq);
    if (command != null && room != null) {
      room.repeat(seq, command.type, command.payload);
    }
  }

  /** Sends what the client would not: any text. */
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
    if (told.remove(seq) != null) {
      unanswered.add(seq);
      askedAgain.add(seq);
      sendAgain(seq);
    }
  }

  // --- What comes ---

  @Override
  public synchronized void opened(ClientSocket open) {
    socket = open;
  }

  @Override
  public void arrived(ByteBuf bytes) {
    if (record != null) {
      synchronized (record) {
        try {
          bytes.getBytes(bytes.readerIndex(), record, bytes.readableBytes());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Override
  public synchronized void frame(ServerFrame frame) {
    switch (frame) {
      case ServerFrame.Joined now -> joined(now);
      case ServerFrame.Patch patch -> patch(patch);
      case ServerFrame.Acked acked -> answer(acked.seq(), acked);
      case ServerFrame.Rejected rejected -> rejected.seq().ifPresent(seq -> answer(seq, rejected));
      case ServerFrame.Happened happened -> events.add(happened.event());
      case ServerFrame.Fault _, ServerFrame.Pong _, ServerFrame.Other _ -> {}
    }
    notifyAll();
  }

  private void joined(ServerFrame.Joined now) {
    String newSession = now.point().session();
    if (!session.isEmpty() && !session.equals(newSession)) {
      faults.add(guest.name() + " lost its session");
    }
    if (now.point().epoch() < epoch) {
      faults.add(
          guest.name() + " was taken back from epoch " + epoch + " to " + now.point().epoch());
    }
    session = newSession;
    epoch = now.point().epoch();
    version = now.point().version();
    if (now.resumed()) {
      resumed++;
    } else {
      notResumed++;
    }
    events.addAll(now.missed().events());
    sights.add(new Sight(epoch, version, layers()));
    joined = true;
    closeCode = 0;
    askedAgain.forEach(this::sendAgain); // The client has it that these were answered.
    if (leftNanos != 0) {
      absences.add(new Absence(leftNanos, System.nanoTime(), now.resumed()));
      leftNanos = 0;
    }
  }

  private void patch(ServerFrame.Patch patch) {
    if (patch.epoch() != epoch || patch.version() < version) {
      faults.add(guest.name() + " at " + epoch + ":" + version + " got " + patch);
    }
    version = patch.version();
    if (++patches % SIGHT_EVERY == 0) {
      sights.add(new Sight(epoch, version, layers()));
    }
  }

  private void answer(long seq, ServerFrame frame) {
    Told before = told.get(seq);
    if (before == null) {
      told.put(seq, new Told(frame, System.nanoTime()));
      unanswered.remove(seq);
      askedAgain.remove(seq);
    } else if (before.frame.equals(frame)) {
      repeatedAnswers++;
    } else {
      faults.add(guest.name() + " was told of " + seq + ": " + before.frame + " and " + frame);
    }
  }

  // --- Reading ---

  /** Waits until the condition holds, which is looked at whenever something comes. */
  synchronized void await(String what, BooleanSupplier condition) {
    if (!pause(PATIENCE.toMillis(), condition)) {
      throw new AssertionError(
          guest.name() + " waited in vain for: " + what + " (closed with " + closeCode + ")");
    }
  }

  /** Waits so long, or until the condition holds; whether it does. */
  private synchronized boolean pause(long millis, BooleanSupplier condition) {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (!condition.getAsBoolean()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return true;
  }

  /** Waits so long, or until it is joined, or stays away. */
  void pauseUntilJoined(long millis) {
    pause(millis, () -> joined || isStopped());
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

  /** What happened and is no state. */
  synchronized List<RoomEvent> events() {
    return List.copyOf(events);
  }

  /** What must not be: a changed answer, a lost session, a version out of order. */
  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  synchronized List<Sight> sights() {
    return List.copyOf(sights);
  }

  synchronized List<Absence> absences() {
    return List.copyOf(absences);
  }

  private Replica replica() {
    return room == null ? Replica.EMPTY : room.replica();
  }

  /** The layers that it holds; to be read only. */
  synchronized ObjectNode layers() {
    ObjectNode layers = Site.JSON.createObjectNode();
    return layers.setAll(replica().layers());
  }

  /** What is under the path of keys in the layer; a missing node for nothing. */
  synchronized JsonNode at(String layer, String... path) {
    JsonNode node = layers().path(layer);
    for (String key : path) {
      node = node.path(key);
    }
    return node;
  }

  synchronized String session() {
    return session;
  }

  synchronized long epoch() {
    return epoch;
  }

  /** That of what {@link #at} shows. */
  synchronized long version() {
    return joined ? replica().version() : version;
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
