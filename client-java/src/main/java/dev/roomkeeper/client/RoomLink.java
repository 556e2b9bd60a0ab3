package dev.roomkeeper.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One socket of a room, from opening to end: joins, turns bytes into frames, and asks a quiet
 * server for a sign of life. On the loop.
 */
final class RoomLink implements ClientSocket.Listener {
  /**
   * A socket may take this many times as long to open as to join: there are networks on the way.
   */
  private static final int OPEN_LIMITS = 2;

  /** After so long without a frame the server is asked for a sign of life … */
  private static final long QUIET_MILLIS = 5_000;

  /** … and already after so long where it owes an answer to a command … */
  private static final long OWED_MILLIS = 1_500;

  /** … and if none comes for so long it is taken for dead: frozen, or cut off. */
  private static final long PONG_MILLIS = 2_500;

  private static final long NEVER = Long.MAX_VALUE;

  /** Is told what comes. */
  interface Listener {
    void joined(ServerFrame.Joined joined);

    /** A frame after {@code joined}. */
    void frame(ServerFrame frame);

    /** Once, unless {@link #abandon} came first. */
    void ended(LinkEnd end);
  }

  private final EventLoop loop;
  private final ClientFrame.Join join;
  private final HeldLayers held;
  private final JoinSettings settings;
  private final long joinLimitMillis;
  private final Listener listener;
  private final long beganNanos = System.nanoTime();
  private @Nullable ClientSocket socket;
  private @Nullable FrameCodec codec;
  private @Nullable ScheduledFuture<?> timer;
  private boolean joined;
  private boolean over;
  private long lastFrameMillis;
  private long owedSinceMillis = NEVER;
  private long pingedMillis = NEVER;

  private RoomLink(
      EventLoop loop,
      ClientFrame.Join join,
      HeldLayers held,
      JoinSettings settings,
      long joinLimitMillis,
      Listener listener) {
    this.held = held;
    this.loop = loop;
    this.join = join;
    this.settings = settings;
    this.joinLimitMillis = joinLimitMillis;
    this.listener = listener;
  }

  static RoomLink open(
      EventLoop loop,
      SocketOpening opening,
      InetSocketAddress remote,
      ClientFrame.Join join,
      HeldLayers held,
      JoinSettings settings,
      long joinLimitMillis,
      Listener listener) {
    RoomLink link = new RoomLink(loop, join, held, settings, joinLimitMillis, listener);
    link.restartTimer(() -> link.giveUp(new LinkEnd.NotJoined()), joinLimitMillis * OPEN_LIMITS);
    link.socket = ClientSocket.open(loop, opening, remote, link);
    return link;
  }

  private long nowMillis() {
    return (System.nanoTime() - beganNanos) / 1_000_000;
  }

  private void restartTimer(Runnable task, long millis) {
    stopTimer();
    timer = loop.schedule(task, millis, TimeUnit.MILLISECONDS);
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  // --- What comes ---

  @Override
  public void arrived(ByteBuf bytes) {
    settings.tap().arrived(bytes);
  }

  @Override
  public void opened(String subprotocol) {
    if (over) {
      return;
    }
    FrameCodec spoken = FrameCodec.of(subprotocol, held);
    codec = spoken;
    restartTimer(() -> giveUp(new LinkEnd.NotJoined()), joinLimitMillis);
    send(spoken.isBinary() ? resumable() : join);
    if (socket != null) {
      settings.tap().opened(socket);
    }
  }

  /** A resume by changes of what is held; the session alone goes on where that is another state. */
  private ClientFrame.Join resumable() {
    ResumePoint point = join.resume();
    return point == null || held.isAt(point)
        ? join
        : join.resuming(new ResumePoint(point.session(), 0, 0));
  }

  @Override
  public void message(boolean binary, byte[] data, int length) {
    FrameCodec spoken = codec;
    if (over || spoken == null) {
      return;
    }
    lastFrameMillis = nowMillis();
    owedSinceMillis = NEVER;
    pingedMillis = NEVER;
    ServerFrame frame;
    try {
      if (binary != spoken.isBinary()) {
        throw new FrameCodec.UnreadableFrame("a message that is not of " + spoken.subprotocol());
      }
      frame = spoken.read(data, length);
    } catch (FrameCodec.UnreadableFrame e) {
      giveUp(new LinkEnd.Unreadable(String.valueOf(e.getMessage())));
      return;
    }
    if (!(frame instanceof ServerFrame.Joined first)) {
      listener.frame(frame);
    } else if (!joined) {
      joined = true;
      listener.joined(first);
      watch();
    }
  }

  @Override
  public void ended(SocketEnd how) {
    end(new LinkEnd.Ended(how));
  }

  private void end(LinkEnd how) {
    if (!over) {
      over = true;
      stopTimer();
      listener.ended(how);
    }
  }

  private void giveUp(LinkEnd how) {
    if (!over && socket != null) {
      socket.abandon();
    }
    end(how);
  }

  /** Looks now and then how long the server was quiet, instead of at each frame. */
  private void watch() {
    if (over) {
      return;
    }
    if (!settings.asksForLife()) {
      stopTimer();
      return;
    }
    long now = nowMillis();
    long owedUntil = owedSinceMillis == NEVER ? NEVER : owedSinceMillis + OWED_MILLIS;
    long due = Math.min(lastFrameMillis + QUIET_MILLIS, owedUntil);
    if (pingedMillis == NEVER && now >= due) {
      pingedMillis = now;
      send(new ClientFrame.Ping(now));
    }
    if (pingedMillis != NEVER) {
      due = pingedMillis + PONG_MILLIS;
      if (now >= due) {
        giveUp(new LinkEnd.Silent());
        return;
      }
    }
    restartTimer(this::watch, due - now);
  }

  // --- What goes ---

  /** Sends a frame; nothing happens before the socket is open and after its end. */
  void send(ClientFrame frame) {
    FrameCodec spoken = codec;
    ClientSocket open = socket;
    if (over || spoken == null || open == null) {
      return;
    }
    open.send(spoken.isBinary(), spoken.write(frame));
    boolean isOwed = frame instanceof ClientFrame.Command command && command.seq().isPresent();
    if (joined && isOwed && owedSinceMillis == NEVER) {
      owedSinceMillis = nowMillis();
      if (pingedMillis == NEVER) {
        restartTimer(this::watch, OWED_MILLIS);
      }
    }
  }

  /** Whether what was sent has left, but for a bounded rest. */
  boolean isWritable() {
    return socket != null && socket.isWritable();
  }

  /** Ends the connection; nothing is told any more. */
  void abandon(boolean politely) {
    if (over) {
      return;
    }
    over = true;
    stopTimer();
    if (socket != null && politely) {
      socket.abandon();
    } else if (socket != null) {
      socket.cut();
    }
  }
}
