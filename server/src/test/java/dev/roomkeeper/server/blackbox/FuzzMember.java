package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.client.ClientSocket;
import dev.roomkeeper.client.Roomkeeper;
import dev.roomkeeper.client.ServerAddress;
import dev.roomkeeper.client.SocketEnd;
import dev.roomkeeper.client.SocketOpening;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One connection that sends what {@link FrameMaker} makes, one message at a time, and holds each
 * answer against what {@link FrameOracle} says.
 */
final class FuzzMember implements AutoCloseable {
  /** What all of them counted. */
  static final class Counts {
    final LongAdder frames = new LongAdder();
    final LongAdder errors = new LongAdder();
    final LongAdder acks = new LongAdder();
    final LongAdder rejects = new LongAdder();
    final LongAdder silences = new LongAdder();
    final LongAdder closes = new LongAdder();
    final LongAdder limited = new LongAdder();
  }

  private static final EventLoopGroup LOOPS = Roomkeeper.loops(1);
  private static final Pattern CARD_ID = Pattern.compile("\"(c[0-9a-z]{10})\":");
  private static final long WAIT_SECONDS = 30;
  private static final int BAD_IN_A_ROW_MAX = 3;
  private static final long PAUSE_NANOS = 5_300_000; // 190 a second; 200 are taken

  private final String roomId;
  private final FrameMaker maker;
  private final Counts counts;
  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> opened = new CompletableFuture<>();
  private final ClientSocket socket;
  private final boolean isProtected;
  private int badInARow;
  private long seq;
  private long pings;
  private long nextNanos = System.nanoTime();

  FuzzMember(int port, String roomId, String token, FrameMaker maker, Counts counts)
      throws IOException, InterruptedException {
    this.roomId = roomId;
    this.maker = maker;
    this.counts = counts;
    this.socket =
        ClientSocket.open(
            LOOPS.next(), SocketOpening.room(ServerAddress.local(port), roomId, token), new Ear());
    opened.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
    socket.sendText("{\"type\":\"join\"}");
    JsonNode answer = next("the join");
    isProtected = answer.path("code").asInt() == 4403;
    if (!isProtected && !answer.path("type").asString().equals("joined")) {
      throw new AssertionError(Figures.shown(answer) + " came after the join");
    }
  }

  private final class Ear implements ClientSocket.Listener {
    @Override
    public void opened(String subprotocol) {
      opened.complete(subprotocol);
    }

    @Override
    public void message(boolean binary, byte[] data, int length) {
      received(new String(data, 0, length, UTF_8));
    }

    @Override
    public void ended(SocketEnd end) {
      opened.completeExceptionally(new IOException(end.toString()));
      int code = end instanceof SocketEnd.Closed closed ? closed.code() : -1;
      String reason = end instanceof SocketEnd.Closed closed ? closed.reason() : end.toString();
      answers.add(
          Site.JSON
              .createObjectNode()
              .put("type", "closed")
              .put("code", code)
              .put("reason", reason));
    }
  }

  /** Whether the guest has set a passphrase by chance, and so can't join. */
  boolean isProtected() {
    return isProtected;
  }

  private void received(String text) {
    if (text.startsWith("{\"type\":\"patch\"")) {
      Matcher id = CARD_ID.matcher(text);
      if (id.find()) {
        synchronized (maker) {
          maker.sawId(id.group(1));
        }
      }
    } else if (!text.startsWith("{\"type\":\"message\"")) {
      answers.add(Site.JSON.readTree(text));
    }
  }

  /** Sends one message and waits for what it must bring; false if the connection had to end. */
  boolean sendOne() throws InterruptedException {
    String message;
    synchronized (maker) {
      message = maker.next(++seq);
    }
    FrameOracle oracle = FrameOracle.of(message);
    pace();
    counts.frames.increment();
    socket.sendText(message);
    badInARow = oracle instanceof FrameOracle.Malformed ? badInARow + 1 : 0;
    switch (oracle) {
      case FrameOracle.Malformed() -> {
        expect("error", message);
        counts.errors.increment();
      }
      case FrameOracle.Numbered(var number) -> expectNumbered(number, message);
      case FrameOracle.Pong() -> expect("pong", message);
      case FrameOracle.Refused() -> expect("reject", message);
      case FrameOracle.AuthAnswer() -> expect("error", message);
      case FrameOracle.Silence() -> {
        counts.silences.increment();
        ping(message);
      }
    }
    if (badInARow >= BAD_IN_A_ROW_MAX) {
      JsonNode closed = expect("closed", message);
      counts.closes.increment();
      if (closed.path("code").asInt() != 4400
          || !closed.path("reason").asString().startsWith("three bad frames")) {
        throw new AssertionError("closed as " + closed + " after " + Figures.shown(message));
      }
      return false;
    }
    return true;
  }

  private void pace() throws InterruptedException {
    long now = System.nanoTime();
    if (nextNanos > now) {
      TimeUnit.NANOSECONDS.sleep(nextNanos - now);
    }
    nextNanos = Math.max(nextNanos, now - 20 * PAUSE_NANOS) + PAUSE_NANOS;
  }

  private void ping(String message) throws InterruptedException {
    pace();
    socket.sendText("{\"type\":\"ping\",\"payload\":{\"t\":" + ++pings + "}}");
    while (expect("pong", message).path("payload").path("t").asLong() != pings) {
      // A pong of the maker's.
    }
  }

  private void expectNumbered(long number, String message) throws InterruptedException {
    while (true) {
      JsonNode answer = next(message);
      String type = answer.path("type").asString();
      boolean isAnswer = type.equals("ack") || type.equals("reject");
      if (isAnswer && answer.path("seq").asLong() == number) {
        (type.equals("ack") ? counts.acks : counts.rejects).increment();
        return;
      }
      if (!type.equals("reject") || answer.has("seq")) {
        throw new AssertionError(Figures.shown(answer) + " came after " + Figures.shown(message));
      }
    }
  }

  private JsonNode expect(String type, String message) throws InterruptedException {
    while (true) {
      JsonNode answer = next(message);
      if (answer.path("type").asString().equals(type)) {
        return answer;
      }
      // A command without a number may be refused at any time.
      if (!answer.path("type").asString().equals("reject") || answer.has("seq")) {
        throw new AssertionError(
            Figures.shown(answer) + " and not " + type + " came after " + Figures.shown(message));
      }
    }
  }

  private JsonNode next(String message) throws InterruptedException {
    JsonNode answer = answers.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    if (answer == null) {
      throw new AssertionError("no answer came in " + roomId + " to " + Figures.shown(message));
    }
    switch (answer.path("code").asString("")) {
      case "INTERNAL" ->
          throw new AssertionError(Figures.shown(answer) + " came after " + Figures.shown(message));
      case "RATE_LIMITED" -> counts.limited.increment();
      default -> {}
    }
    return answer;
  }

  @Override
  public void close() {
    socket.cut();
  }
}
