package dev.roomkeeper.server.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.client.ClientSocket;
import dev.roomkeeper.client.FrameCodec;
import dev.roomkeeper.client.Roomkeeper;
import dev.roomkeeper.client.ServerAddress;
import dev.roomkeeper.client.SocketEnd;
import dev.roomkeeper.client.SocketOpening;
import io.netty.channel.EventLoopGroup;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One socket of the Java client's, which keeps every frame it was sent. */
public final class TestClient implements AutoCloseable {
  private static final JsonMapper STRICT = new JsonMapper();

  private static final EventLoopGroup LOOPS = Roomkeeper.loops(2);

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

  /** A ping or a pong. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Control(int opcode, byte[] payload) {}

  /** How a socket ended; 1006 for one that ended without a word. */
  public record Closed(int code, String reason) {}

  /** In what the protocol's tests are run: {@code -Droomkeeper.wire=bin} has them all in binary. */
  private static final boolean IN_BINARY = "bin".equals(System.getProperty("roomkeeper.wire"));

  private final View view;
  private final ClientSocket socket;
  private volatile @Nullable FrameCodec codec;
  private final List<Frame> frames = new ArrayList<>();
  private final LinkedBlockingQueue<Frame> unread = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Control> controls = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> subprotocol = new CompletableFuture<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final AtomicLong bytesRead = new AtomicLong();
  private long seq;

  private TestClient(SocketOpening opening, View view) {
    this.view = view;
    this.socket = ClientSocket.open(LOOPS.next(), opening, new Ear());
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
    return open(server, user, roomId, UnaryOperator.identity());
  }

  /** As the above, with a socket that is other than the usual. */
  public static TestClient open(
      TestServer server,
      TestServer.User user,
      String roomId,
      UnaryOperator<SocketOpening> unusual) {
    return open(server, user, roomId, unusual, new View());
  }

  /** Comes back with what another connection had seen, and joins by it. */
  public static TestClient resume(
      TestServer server, TestServer.User user, String roomId, TestClient before) {
    TestClient client = open(server, user, roomId, UnaryOperator.identity(), before.view);
    client.join(before.resumption());
    return client;
  }

  /** A socket to the lobby that has joined. */
  public static TestClient lobby(TestServer server, TestServer.User user) {
    SocketOpening opening =
        SocketOpening.of(ServerAddress.local(server.port()), "/lobby")
            .withHeaders(List.of("Authorization: Bearer " + user.token()))
            .withSubprotocols(FrameCodec.SUBPROTOCOLS);
    TestClient client = open(opening, new View());
    client.join("{}");
    return client;
  }

  private static TestClient open(
      TestServer server,
      TestServer.User user,
      String roomId,
      UnaryOperator<SocketOpening> unusual,
      View view) {
    ServerAddress address = ServerAddress.local(server.port());
    UnaryOperator<SocketOpening> wire =
        opening -> IN_BINARY ? opening.withSubprotocols(FrameCodec.SUBPROTOCOLS) : opening;
    return open(unusual.apply(wire.apply(SocketOpening.room(address, roomId, user.token()))), view);
  }

  /** A socket at the path "/" that says nothing of who it is. */
  public static TestClient openNameless(int port, UnaryOperator<SocketOpening> unusual) {
    return open(unusual.apply(SocketOpening.of(ServerAddress.local(port), "/")), new View());
  }

  private static TestClient open(SocketOpening opening, View view) {
    TestClient client = new TestClient(opening, view);
    try {
      String _ = client.subprotocol.get(TestServer.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return client;
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new AssertionError("no socket at " + opening.path(), e);
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

  /** The subprotocol that the server selected; "" for none. */
  public String subprotocol() {
    return subprotocol.join();
  }

  // --- What comes ---

  private final class Ear implements ClientSocket.Listener {
    @Override
    public void opened(String selected) {
      codec = selected.isEmpty() ? null : FrameCodec.of(selected, view.held());
      subprotocol.complete(selected);
    }

    @Override
    public void message(boolean binary, byte[] data, int length) {
      JsonNode json = json(data, length);
      String text =
          binary ? json.toString() : new String(data, 0, length, UTF_8); // as it came, if it did
      int size = count(length);
      Frame frame = new Frame(json.path("type").asString(), json, text, size, System.nanoTime());
      if (frame.type.equals("check")) {
        return; // In binary alone, and at no certain moment: no test of both waits for it.
      }
      view.frame(frame);
      synchronized (frames) {
        frames.add(frame);
      }
      unread.add(frame);
    }

    private JsonNode json(byte[] data, int length) {
      FrameCodec spoken = codec;
      if (spoken == null || !spoken.isBinary()) {
        return Js.object(new String(data, 0, length, UTF_8));
      }
      try {
        // Numbers as a reader of JSON has them, whatever type the codec gave them.
        return Js.object(spoken.json(data, length).toString());
      } catch (FrameCodec.UnreadableFrame e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void control(int opcode, byte[] payload) {
      count(payload.length);
      controls.add(new Control(opcode, payload));
    }

    /** With its header, as a server's has no mask. */
    private int count(int payloadLength) {
      int size = payloadLength + (payloadLength < 126 ? 2 : payloadLength < 65_536 ? 4 : 10);
      bytesRead.addAndGet(size);
      return size;
    }

    @Override
    public void ended(SocketEnd end) {
      subprotocol.completeExceptionally(new IOException(end.toString()));
      closed.complete(
          switch (end) {
            case SocketEnd.Closed(int code, String reason) ->
                new Closed(code, code == SocketEnd.ABNORMAL ? "" : reason);
            case SocketEnd.Refused _, SocketEnd.Unreachable _, SocketEnd.Unreadable _ ->
                new Closed(-1, end.toString());
          });
    }
  }

  /** Stops reading. */
  public void pause() {
    onLoop(() -> socket.reading(false));
  }

  public void resume() {
    onLoop(() -> socket.reading(true));
  }

  private void onLoop(Runnable task) {
    socket.loop().submit(task).syncUninterruptibly();
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
  public @Nullable Control nextControl(long millis) {
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

  /** Sends JSON, exactly as it is; what it stands for, if binary is spoken and it is a frame. */
  public void send(String text) {
    FrameCodec spoken = codec;
    byte[] frame = spoken != null && spoken.isBinary() ? inBinary(spoken, text) : null;
    sendRaw(frame == null ? Wire.text(text) : Wire.frame(2, frame));
  }

  private static byte @Nullable [] inBinary(FrameCodec spoken, String text) {
    try {
      return STRICT.readTree(text) instanceof ObjectNode frame
              && frame.path("type").isString()
              && !frame.path("payload").isArray()
          ? spoken.bytes(frame)
          : null;
    } catch (JacksonException e) {
      return null; // Sent as it is: it is to be refused.
    }
  }

  /** Sends bytes as they are; they have left when this returns, or the socket is closed. */
  public void sendRaw(byte[] bytes) {
    if (closed.isDone()) {
      throw new UncheckedIOException(new IOException("the socket is closed"));
    }
    onLoop(() -> socket.sendRaw(bytes));
    while (!closed.isDone() && !socket.isWritable()) {
      nap(1);
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

  /** Says that what it holds of these layers is not what the server has (P24). */
  public void differs(String... layers) {
    view.asksForWhole();
    send("{\"type\":\"differs\",\"payload\":{\"layers\":" + STRICT.valueToTree(layers) + "}}");
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
    socket.cut();
    awaitClose();
  }

  @Override
  public void close() {
    socket.cut();
  }
}
