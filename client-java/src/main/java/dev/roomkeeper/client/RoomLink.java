package dev.roomkeeper.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One socket of a room, from opening to end: joins, turns bytes into frames, and pings a quiet
 * server. All methods run on the loop.
 */
final class RoomLink implements ClientSocket.Listener {
  /**
   * Opening a socket takes several round trips, so its limit is this many times that of joining.
   */
  private static final int OPEN_LIMITS = 2;

  /** Sends a ping after so long without a frame. */
  private static final long QUIET_MILLIS = 5_000;

  /** Sends a ping after so long without a frame if a command waits for its answer. */
  private static final long OWED_MILLIS = 1_500;

  /**
   * Gives the connection up if no frame follows the ping for so long: the server is frozen or cut
   * off.
   */
  private static final long PONG_MILLIS = 2_500;

  private static final long NEVER = Long.MAX_VALUE;

  /** Receives what happens on a link. */
  interface Listener {
    void joined(ServerFrame.Joined joined);

    /** A frame after {@code joined}. */
    void frame(ServerFrame frame);

    /** The last call; {@link #abandon} suppresses it. */
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

  // --- Reading ---

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

  /**
   * Resumes by changes if the held layers are those of the resume point. Otherwise resumes only the
   * session, and receives all layers.
   */
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
        throw new FrameCodec.UnreadableFrame(
            "a message of another subprotocol than " + spoken.subprotocol());
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

  /**
   * Checks how long the server has been quiet. One timer is cheaper than a new one for each frame.
   */
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

  // --- Sending ---

  /** Sends a frame; does nothing unless the socket is open. */
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

  /** Whether the send buffer is below its limit. */
  boolean isWritable() {
    return socket != null && socket.isWritable();
  }

  /** Ends the connection, and calls no listener afterwards. */
  void abandon(boolean withCloseFrame) {
    if (over) {
      return;
    }
    over = true;
    stopTimer();
    if (socket != null && withCloseFrame) {
      socket.abandon();
    } else if (socket != null) {
      socket.cut();
    }
  }
}
