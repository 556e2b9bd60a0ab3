package dev.roomkeeper.bench.abuse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.roomkeeper.client.ClientSocket;
import dev.roomkeeper.client.ServerAddress;
import dev.roomkeeper.client.SocketEnd;
import dev.roomkeeper.client.SocketOpening;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One socket of an attacker. It counts what it is refused, and reads no more than that. */
final class Line implements ClientSocket.Listener {
  private static final int HEAD_BYTES = 512;
  private static final Pattern REFUSAL =
      Pattern.compile("^\\{\"type\":\"(?:reject|error)\".*?\"code\":\"([A-Z_]+)\"");
  private static final String JOINED = "{\"type\":\"joined\"";

  private final Answers answers;
  private final boolean joins;
  private final CompletableFuture<Boolean> settled = new CompletableFuture<>();
  private final EventLoop loop;
  private volatile @Nullable ClientSocket socket;
  private volatile boolean isCut;
  private final LongAdder messages = new LongAdder();

  private Line(Answers answers, boolean joins, EventLoop loop) {
    this.answers = answers;
    this.joins = joins;
    this.loop = loop;
  }

  /**
   * Begins to open a socket.
   *
   * @param joins whether it says "join" once it is open
   */
  static Line open(
      Answers answers,
      EventLoop loop,
      ServerAddress server,
      Guest guest,
      String roomId,
      boolean joins) {
    SocketOpening opening =
        SocketOpening.room(server, roomId, guest.token())
            .from(new InetSocketAddress(guest.from(), 0));
    Line line = new Line(answers, joins, loop);
    loop.execute(() -> line.socket = ClientSocket.open(loop, opening, line));
    return line;
  }

  /** Completes once it joined (or opened, if it does not join): true; false if it ended first. */
  CompletableFuture<Boolean> settled() {
    return settled;
  }

  /** Sends a frame, or counts it as left out if earlier ones still wait to leave. */
  void send(String text) {
    ClientSocket open = socket;
    if (open != null && open.isWritable()) {
      open.sendText(text);
      answers.send(true);
    } else {
      answers.send(false);
    }
  }

  /** Sends bytes as they are, or counts them as left out if earlier ones still wait to leave. */
  void sendRaw(byte[] bytes) {
    ClientSocket open = socket;
    if (open != null && open.isWritable()) {
      open.sendRaw(bytes);
      answers.send(true);
    } else {
      answers.send(false);
    }
  }

  /** Begins to read, or reads nothing any more. */
  void reading(boolean isReading) {
    loop.execute(() -> {
      ClientSocket open = socket;
      if (open != null) {
        open.reading(isReading);
      }
    });
  }

  /** How many messages came. */
  long messages() {
    return messages.sum();
  }

  void cut() {
    isCut = true;
    loop.execute(() -> {
      ClientSocket open = socket;
      if (open != null) {
        open.cut();
      }
    });
  }

  boolean hasEnded() {
    return settled.isDone() && (isCut || !settled.getNow(false));
  }

  @Override
  public void opened(String subprotocol) {
    ClientSocket open = socket;
    if (joins && open != null) {
      open.sendText("{\"type\":\"join\",\"payload\":{}}");
    } else {
      settled.complete(true);
    }
  }

  @Override
  public void message(boolean binary, byte[] data, int length) {
    messages.increment();
    String head = new String(data, 0, Math.min(length, HEAD_BYTES), ISO_8859_1);
    Matcher refusal = REFUSAL.matcher(head);
    if (refusal.find()) {
      answers.add(refusal.group(1));
    } else if (head.startsWith(JOINED)) {
      answers.add("joined");
      settled.complete(true);
    }
  }

  @Override
  public void ended(SocketEnd end) {
    boolean wasCut = isCut;
    isCut = true;
    if (!wasCut) {
      answers.add(answer(end));
    }
    settled.complete(false); // At last, since whoever waits for this may cut the line.
  }

  private static String answer(SocketEnd end) {
    return switch (end) {
      case SocketEnd.Closed(int code, String _) -> Integer.toString(code);
      case SocketEnd.Refused(int status, String _) -> Integer.toString(status);
      case SocketEnd.Unreachable _ -> "unreachable";
      case SocketEnd.Unreadable _ -> "unreadable";
    };
  }
}
