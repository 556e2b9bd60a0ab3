package dev.roomkeeper.server.kit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client of one room over a real socket, which keeps every frame it was sent. */
public final class TestClient implements AutoCloseable {
  /** A text frame, as it came. */
  public record Frame(String type, JsonNode json, String text, int size, long atNanos) {
    public JsonNode payload() {
      return json.path("payload");
    }

    public long seq() {
      return json.path("seq").asLong();
    }

    public String code() {
      return json.path("code").asString("");
    }
  }

  /** How a socket ended; 1006 for one that ended without a word. */
  public record Closed(int code, String reason) {}

  /**
   * How a socket is opened.
   *
   * @param early text that is sent in one segment with the handshake, as a frame; empty for none
   */
  public record Opening(String early, int receiveBufferBytes, boolean answersPings) {
    public static final Opening PLAIN = new Opening("", 0, true);

    public Opening withReceiveBuffer(int bytes) {
      return new Opening(early, bytes, answersPings);
    }

    public Opening withEarly(String text) {
      return new Opening(text, receiveBufferBytes, answersPings);
    }

    public Opening deafToPings() {
      return new Opening(early, receiveBufferBytes, false);
    }
  }

  private final Wire wire;
  private final Opening opening;
  private final View view;
  private final List<Frame> frames = new ArrayList<>();
  private final LinkedBlockingQueue<Frame> unread = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Wire.Frame> controls = new LinkedBlockingQueue<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final Object gate = new Object();
  private boolean paused;
  private boolean parked;
  private final Wire.Head head;
  private final AtomicLong bytesRead = new AtomicLong();
  private long seq;

  private TestClient(Wire wire, Wire.Head head, Opening opening, View view) {
    this.wire = wire;
    this.view = view;
    this.head = head;
    this.opening = opening;
  }

  // --- Opening ---

  /** Asks for a socket; the answer, whatever it is. */
  public static Wire.Head knock(TestServer server, String path, String... headers) {
    try (Wire wire = new Wire(server.port(), 0)) {
      wire.timeoutMillis((int) TestServer.PATIENCE.toMillis());
      wire.send(Wire.handshake(path, List.of(headers)));
      return wire.readHead();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A socket that is open and has not joined. */
  public static TestClient open(TestServer server, TestServer.User user, String roomId) {
    return open(server, user, roomId, Opening.PLAIN);
  }

  public static TestClient open(
      TestServer server, TestServer.User user, String roomId, Opening opening) {
    return open(server, user, roomId, opening, new View());
  }

  /** Comes back with what another connection had seen, and joins by it. */
  public static TestClient resume(
      TestServer server, TestServer.User user, String roomId, TestClient before) {
    TestClient client = open(server, user, roomId, Opening.PLAIN, before.view);
    client.join(before.resumption());
    return client;
  }

  private static TestClient open(
      TestServer server, TestServer.User user, String roomId, Opening opening, View view) {
    List<String> headers =
        List.of(
            "Authorization: Bearer " + user.token(), "Sec-WebSocket-Protocol: roomkeeper.v1.json");
    return open(server.port(), "/ws/" + roomId, headers, opening, view, user.name());
  }

  /** A socket at the path "/" that says nothing of who it is. */
  public static TestClient openNameless(int port, Opening opening) {
    return open(port, "/", List.of(), opening, new View(), "somebody");
  }

  private static TestClient open(
      int port, String path, List<String> headers, Opening opening, View view, String name) {
    try {
      Wire wire = new Wire(port, opening.receiveBufferBytes);
      ByteArrayOutputStream segment = new ByteArrayOutputStream();
      segment.writeBytes(Wire.handshake(path, headers).getBytes(US_ASCII));
      if (!opening.early.isEmpty()) {
        segment.writeBytes(Wire.text(opening.early));
      }
      wire.send(segment.toByteArray());
      Wire.Head head = wire.readHead();
      if (head.status() != 101) {
        throw new AssertionError(head.toString());
      }
      TestClient client = new TestClient(wire, head, opening, view);
      Thread.ofVirtual().name("client of " + name).start(client::read);
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A socket that has joined. */
  public static TestClient join(TestServer server, TestServer.User user, String roomId) {
    TestClient client = open(server, user, roomId);
    client.join("{}");
    return client;
  }

  /** Joins with this payload and waits for the answer. */
  public Frame join(String payload) {
    send("{\"type\":\"join\",\"payload\":" + Js.object(payload) + "}");
    return next("joined");
  }

  public Wire.Head head() {
    return head;
  }

  // --- What comes ---

  private void read() {
    Closed end = new Closed(1006, "");
    try {
      for (Wire.Frame frame; (frame = readOne()) != null; ) {
        bytesRead.addAndGet(frame.size());
        switch (frame.opcode()) {
          case Wire.TEXT -> text(frame);
          case Wire.CLOSE -> {
            byte[] payload = frame.payload();
            int code = payload.length < 2 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
            String reason =
                payload.length < 2 ? "" : new String(payload, 2, payload.length - 2, UTF_8);
            end = new Closed(code, reason);
            wire.send(Wire.frame(Wire.CLOSE, payload));
          }
          default -> {
            controls.add(frame);
            if (frame.opcode() == Wire.PING && opening.answersPings) {
              wire.send(Wire.frame(Wire.PONG, frame.payload()));
            }
          }
        }
      }
    } catch (IOException e) {
      // The end, as below.
    } finally {
      closed.complete(end);
      wire.close();
    }
  }

  private Wire.@Nullable Frame readOne() throws IOException {
    try {
      synchronized (gate) {
        while (paused) {
          parked = true;
          gate.notifyAll();
          gate.wait();
        }
        parked = false;
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return wire.readFrame();
  }

  private void text(Wire.Frame raw) {
    String text = new String(raw.payload(), UTF_8);
    JsonNode json = Js.object(text);
    Frame frame =
        new Frame(json.path("type").asString(), json, text, raw.size(), System.nanoTime());
    switch (frame.type) {
      case "joined" -> view.joined(frame.payload());
      case "patch" -> view.patch(json);
      default -> {}
    }
    synchronized (frames) {
      frames.add(frame);
    }
    unread.add(frame);
  }

  /** Stops reading, after the answer to a ping that wakes whoever reads. */
  public void pause() {
    try {
      synchronized (gate) {
        paused = true;
        send("{\"type\":\"ping\"}");
        while (!parked) {
          gate.wait();
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public void resume() {
    synchronized (gate) {
      paused = false;
      gate.notifyAll();
    }
  }

  /** The next frame of this type; those before it are passed over. */
  public Frame next(String type) {
    return next(frame -> frame.type.equals(type), type);
  }

  public Frame next(Predicate<Frame> wanted, String what) {
    long until = System.nanoTime() + TestServer.PATIENCE.toNanos();
    while (true) {
      Frame frame = poll(until - System.nanoTime());
      if (frame == null) {
        throw new AssertionError(
            "no " + what + " came; closed: " + closed.getNow(null) + "; frames: " + tail());
      }
      if (wanted.test(frame)) {
        return frame;
      }
    }
  }

  /** The very next frame, whatever it is. */
  public Frame next() {
    return next(_ -> true, "frame");
  }

  private @Nullable Frame poll(long nanos) {
    try {
      long until = System.nanoTime() + nanos;
      while (System.nanoTime() < until) {
        Frame frame = unread.poll(50, TimeUnit.MILLISECONDS);
        if (frame != null) {
          return frame;
        }
        if (closed.isDone() && unread.isEmpty()) {
          return null;
        }
      }
      return null;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next control frame (a ping, a pong), or null if none comes in time. */
  public Wire.@Nullable Frame nextControl(long millis) {
    try {
      return controls.poll(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The frames that were not taken yet. */
  public List<Frame> unread() {
    return List.copyOf(unread);
  }

  /** All text frames so far. */
  public List<Frame> frames() {
    synchronized (frames) {
      return List.copyOf(frames);
    }
  }

  public List<Frame> frames(String type) {
    return frames().stream().filter(frame -> frame.type.equals(type)).toList();
  }

  private List<String> tail() {
    List<String> all = frames().stream().map(frame -> shortened(frame.text)).toList();
    return all.subList(Math.max(0, all.size() - 5), all.size());
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  public long bytesRead() {
    return bytesRead.get();
  }

  public View view() {
    if (!view.complaints().isEmpty()) {
      throw new AssertionError(view.complaints().toString());
    }
    return view;
  }

  /** Waits until the room looks like this. */
  public void awaitView(Predicate<View> wanted, String what) {
    await(() -> wanted.test(view()), () -> what + ": " + shortened(view.merged().toString()));
  }

  public static void await(BooleanSupplier condition, String what) {
    await(condition, () -> what);
  }

  /** As the above, with what to say only once it was in vain. */
  public static void await(BooleanSupplier condition, Supplier<String> what) {
    long until = System.nanoTime() + TestServer.PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("in vain waited for: " + what.get());
      }
      nap(5);
    }
  }

  public static void nap(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public Closed awaitClose() {
    try {
      return closed.get(TestServer.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not closed; frames: " + tail(), e);
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  public boolean isOpen() {
    return !closed.isDone();
  }

  // --- What goes ---

  /** Sends JSON, exactly as it is. */
  public void send(String text) {
    sendRaw(Wire.text(text));
  }

  public void sendRaw(byte[] bytes) {
    try {
      wire.send(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command without a number. */
  public void tell(String type, String payload) {
    send("{\"type\":\"" + type + "\",\"payload\":" + payload + "}");
  }

  /** A command with the next number, which is returned. */
  public long command(String type, String payload) {
    command(++seq, type, payload);
    return seq;
  }

  public void command(long number, String type, String payload) {
    send("{\"type\":\"" + type + "\",\"seq\":" + number + ",\"payload\":" + payload + "}");
  }

  /** A command with the next number; its ack or reject. */
  public Frame ask(String type, String payload) {
    return answer(command(type, payload));
  }

  /** The ack or reject of this number. */
  public Frame answer(long number) {
    return next(
        frame -> (frame.type.equals("ack") || frame.type.equals("reject")) && frame.seq() == number,
        "answer to " + number);
  }

  /** A ping, and its pong: all that was sent to this client before has arrived then. */
  public Frame ping() {
    String mark = Long.toString(System.nanoTime());
    send("{\"type\":\"ping\",\"payload\":{\"t\":\"" + mark + "\"}}");
    return next(
        frame -> frame.type.equals("pong") && frame.payload().path("t").asString().equals(mark),
        "pong");
  }

  /** Whether a ping is answered; false once the socket is closed. */
  public boolean isAnswering() {
    try {
      ping();
      return true;
    } catch (UncheckedIOException | AssertionError e) {
      if (isOpen()) {
        awaitClose();
      }
      return false;
    }
  }

  public String session() {
    return frames("joined").getLast().payload().path("session").asString();
  }

  public String self() {
    return frames("joined").getLast().payload().path("self").asString();
  }

  /** A join payload that resumes from what this client has. */
  public String resumption() {
    return resumption(view.epoch(), view.version());
  }

  public String resumption(long epoch, long version) {
    return "{\"resume\":{\"session\":\"%s\",\"epoch\":%d,\"version\":%d}}"
        .formatted(session(), epoch, version);
  }

  /** Ends the connection without a word. */
  public void cut() {
    wire.close();
    awaitClose();
  }

  @Override
  public void close() {
    wire.close();
  }
}
