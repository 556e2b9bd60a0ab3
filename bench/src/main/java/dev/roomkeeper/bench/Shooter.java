package dev.roomkeeper.bench;

import dev.roomkeeper.client.ClientSocket;
import dev.roomkeeper.client.FrameCodec;
import dev.roomkeeper.client.HeldLayers;
import dev.roomkeeper.client.ServerAddress;
import dev.roomkeeper.client.SocketEnd;
import dev.roomkeeper.client.SocketOpening;
import dev.roomkeeper.client.User;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One player of an arena on one socket. It walks, turns and fires all the time, 30 steps a second.
 * All methods run on its event loop.
 */
final class Shooter implements ClientSocket.Listener {
  private static final double STEPS_PER_SECOND = 30;
  private static final long STEP_MICROS = (long) (1e6 / STEPS_PER_SECOND);
  private static final int BOLT = 1;
  private static final int ANGLES = 1_024;

  /** How many ticks old the picture on its screen is. */
  private static final int SCREEN_TICKS = 3;

  /** Sums since it joined. */
  record Counts(long socketBytes, long payloadBytes, long frames, long kills, long refusals) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts plus(Counts other, int sign) {
      return new Counts(
          socketBytes + sign * other.socketBytes,
          payloadBytes + sign * other.payloadBytes,
          frames + sign * other.frames,
          kills + sign * other.kills,
          refusals + sign * other.refusals);
    }
  }

  final EventLoop loop;
  final CompletableFuture<Shooter> playing = new CompletableFuture<>();

  /** Between two patches, in microseconds; reset when the measured time begins. */
  final Histogram gapMicros = Lane.histogram();

  /** How late steps were sent. */
  final Histogram lagMicros = Lane.histogram();

  private final Random random;
  private final FrameCodec codec;
  private @Nullable ClientSocket socket;
  private @Nullable ScheduledFuture<?> walking;
  private @Nullable String trouble;
  private boolean isLeaving;
  private boolean hasJoined;
  private long tick;
  private long tickMicros = -1; // when that tick arrived; -1 before
  private long patchMicros = -1;
  private long dueMicros;
  private int n;
  private int keys;
  private int angle;
  private Counts counts = Counts.NONE;

  Shooter(EventLoop loop, long seed) {
    this.loop = loop;
    random = new Random(seed);
    codec = FrameCodec.of(Wire.BIN.subprotocols().getFirst(), new HeldLayers());
  }

  /** Starts to connect; {@link #playing} completes with the first tick. */
  void connect(ServerAddress server, @Nullable InetSocketAddress source, String roomId, User user) {
    SocketOpening opening =
        SocketOpening.room(server, roomId, user.token())
            .withSubprotocols(Wire.BIN.subprotocols())
            .from(source);
    InetSocketAddress remote = new InetSocketAddress(server.host(), server.port());
    loop.execute(() -> socket = ClientSocket.open(loop, opening, remote, this));
  }

  Counts counts() {
    return counts;
  }

  @Nullable String trouble() {
    return trouble;
  }

  void leave() {
    isLeaving = true;
    if (walking != null) {
      walking.cancel(false);
    }
    if (socket != null) {
      socket.close();
    }
  }

  // --- Sending ---

  private void walk() {
    long now = Stamp.nowMicros();
    lagMicros.recordValue(Math.max(0, now - dueMicros));
    dueMicros += STEP_MICROS;
    if (random.nextInt(8) == 0) {
      keys = random.nextInt(16);
    }
    angle = Math.floorMod(angle + random.nextInt(21) - 10, ANGLES);
    double ticks = tick + (now - tickMicros) * STEPS_PER_SECOND / 1e6;
    ObjectNode frame = HttpApi.JSON.createObjectNode().put("type", "steer");
    frame
        .putObject("payload")
        .put("n", ++n)
        .put("keys", keys)
        .put("angle", angle)
        .put("fire", BOLT)
        .put("view", Math.max(0, (int) ((ticks - SCREEN_TICKS) * 16)));
    send(frame);
  }

  private void send(ObjectNode frame) {
    if (socket != null) {
      socket.send(true, codec.bytes(frame));
    }
  }

  // --- Receiving ---

  @Override
  public void arrived(ByteBuf in) {
    count(new Counts(in.readableBytes(), 0, 0, 0, 0));
  }

  @Override
  public void opened(String subprotocol) {
    ObjectNode join = HttpApi.JSON.createObjectNode().put("type", "join");
    join.putObject("payload");
    send(join);
  }

  @Override
  public void message(boolean isBinary, byte[] data, int length) {
    FrameScan.Kind kind = BinaryScan.kind(data, length);
    boolean isRefusal = kind == FrameScan.Kind.REJECT || kind == FrameScan.Kind.ERROR;
    count(new Counts(0, length, 1, kind == FrameScan.Kind.MESSAGE ? 1 : 0, isRefusal ? 1 : 0));
    if (kind == FrameScan.Kind.PATCH) {
      long now = Stamp.nowMicros();
      if (patchMicros >= 0) {
        gapMicros.recordValue(now - patchMicros);
      }
      patchMicros = now;
    }
    if (tickMicros < 0 || isRefusal) {
      read(data, length);
    }
  }

  /** Reads a frame. After the first tick, frames are only counted, and only refusals are read. */
  private void read(byte[] data, int length) {
    ObjectNode frame;
    try {
      frame = codec.json(data, length);
    } catch (FrameCodec.UnreadableFrame e) {
      throw new IllegalStateException("an unreadable frame", e);
    }
    if (tickMicros >= 0) {
      note("refused: " + frame);
      return;
    }
    hasJoined |= frame.path("type").asString("").equals("joined");
    BinaryScan.stamps(frame, "tick", found -> tick = found);
    if (hasJoined && tick > 0) {
      tickMicros = Stamp.nowMicros();
      long after = (long) (random.nextDouble() * STEP_MICROS);
      dueMicros = tickMicros + after;
      walking = loop.scheduleAtFixedRate(this::walk, after, STEP_MICROS, TimeUnit.MICROSECONDS);
      playing.complete(this);
    }
  }

  @Override
  public void ended(SocketEnd end) {
    if (!isLeaving) {
      note("closed: " + end);
    }
    if (walking != null) {
      walking.cancel(false);
    }
    playing.completeExceptionally(new BenchException("could not join: " + end));
  }

  private void count(Counts more) {
    counts = counts.plus(more, 1);
  }

  private void note(String what) {
    if (trouble == null) {
      trouble = what;
    }
  }
}
