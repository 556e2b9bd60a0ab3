package dev.roomkeeper.bench;

import dev.roomkeeper.client.ClientSocket;
import dev.roomkeeper.client.FrameCodec;
import dev.roomkeeper.client.HeldLayers;
import dev.roomkeeper.client.ServerAddress;
import dev.roomkeeper.client.SocketEnd;
import dev.roomkeeper.client.SocketOpening;
import dev.roomkeeper.client.User;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One member on one socket: joins its room, sends messages, and counts what it receives. */
final class Client implements ClientSocket.Listener {
  private static final String JOIN = "{\"type\":\"join\",\"payload\":{}}";

  /** How many due times of unacknowledged commands are kept; older ones are not measured. */
  private static final int ACKS_AWAITED_MAX = 1024;

  private enum Phase {
    CONNECTING,
    JOINING,
    JOINED,
    LEAVING,
    GONE
  }

  /**
   * Who joins which room.
   *
   * @param walker how the client walks in a space; null elsewhere
   */
  record Seat(String roomId, User guest, @Nullable Walker walker) {}

  /**
   * What clients have in common.
   *
   * @param talk the messages that they receive
   */
  record Manner(Wire wire, Talk talk) {}

  final int number;
  final Lane lane;
  final CompletableFuture<Client> joined = new CompletableFuture<>();

  private Phase phase = Phase.CONNECTING;
  private final Manner manner;
  private final @Nullable Walker walker;
  private @Nullable ClientSocket socket;
  private @Nullable FrameCodec binary; // null while it speaks JSON
  private long seq;
  private long @Nullable [] dueBySeq;
  private long frames;
  private long bytes;
  private @Nullable Talk again;

  Client(int number, Lane lane, Seat seat, Manner manner) {
    this.number = number;
    this.lane = lane;
    this.manner = manner;
    this.walker = seat.walker();
  }

  /**
   * Starts to connect and to join.
   *
   * @param source the local address, or null for any
   */
  void connect(
      ServerAddress server,
      InetSocketAddress remote,
      @Nullable InetSocketAddress source,
      Seat seat) {
    SocketOpening opening =
        SocketOpening.room(server, seat.roomId(), seat.guest().token())
            .withSubprotocols(manner.wire.subprotocols())
            .from(source);
    lane.loop.execute(() -> socket = ClientSocket.open(lane.loop, opening, remote, this));
  }

  /** Frames received so far; read on the lane's loop. */
  long frames() {
    return frames;
  }

  /** Bytes received so far, with the handshake's response; read on the lane's loop. */
  long bytes() {
    return bytes;
  }

  @Nullable Walker walker() {
    return walker;
  }

  /** Sends one message that was due at the given time; on the lane's loop. */
  void say(Talk talk, long dueMicros) {
    ClientSocket open = socket;
    if (phase != Phase.JOINED || open == null) {
      return;
    }
    if (walker != null) {
      String step = walker.step(dueMicros);
      if (step != null) {
        send(open, step);
        lane.sent(dueMicros);
      }
      return;
    }
    if (talk.isAcked()) {
      seq++;
      if (dueBySeq == null) {
        dueBySeq = new long[ACKS_AWAITED_MAX];
      }
      dueBySeq[(int) (seq % ACKS_AWAITED_MAX)] = dueMicros;
    }
    send(open, talk.frame(number, Stamp.of(dueMicros), seq));
    lane.sent(dueMicros);
  }

  private void send(ClientSocket open, String frame) {
    FrameCodec codec = binary;
    if (codec == null) {
      Envelope envelope = manner.wire.envelope();
      open.send(envelope.isBinary(), envelope.wrap(frame));
    } else {
      open.send(true, codec.bytes((ObjectNode) HttpApi.JSON.readTree(frame)));
    }
  }

  /** Sends one message, and another after each ack; on the lane's loop. */
  void sayOnAndOn(Talk talk) {
    again = talk;
    say(talk, Stamp.nowMicros());
  }

  /** Closes the socket with a close frame; on the lane's loop. */
  void leave() {
    if (socket != null && phase != Phase.GONE) {
      phase = Phase.LEAVING;
      socket.close();
    }
  }

  @Override
  public void arrived(ByteBuf in) {
    lane.read(in.readableBytes());
    bytes += in.readableBytes();
  }

  @Override
  public void opened(String subprotocol) {
    phase = Phase.JOINING;
    if (manner.wire == Wire.BIN) {
      binary = FrameCodec.of(subprotocol, new HeldLayers());
    }
    if (socket != null && manner.wire.envelope() == Envelope.NONE) {
      send(socket, JOIN);
    }
  }

  @Override
  public void message(boolean isBinary, byte[] data, int length) {
    FrameCodec codec = binary;
    Envelope envelope = manner.wire.envelope();
    if (isBinary != (codec != null || envelope.isBinary())) {
      throw new IllegalStateException("a message of another subprotocol");
    }
    Envelope.Step step = envelope.step(data, length);
    if (!step.isFrame()) {
      greeted(envelope, step);
    } else if (codec != null) {
      binary(codec, data, length);
    } else if (phase == Phase.JOINED) {
      received(data, length);
    } else if (phase == Phase.JOINING) {
      joined(Envelope.frame(data, length));
    }
  }

  private void greeted(Envelope envelope, Envelope.Step step) {
    ClientSocket open = socket;
    byte[] reply = step.reply();
    if (open == null) {
      return;
    }
    if (reply != null) {
      open.send(envelope.isBinary(), reply);
    }
    if (step.isReady()) {
      send(open, JOIN);
    }
  }

  /** Reads a binary frame, and decodes it only if something in it is needed. */
  private void binary(FrameCodec codec, byte[] data, int length) {
    FrameScan.Kind kind = BinaryScan.kind(data, length);
    boolean isNeeded =
        switch (kind) {
          case PATCH -> walker != null || manner.talk.isInPatches();
          case OTHER -> phase == Phase.JOINING;
          case MESSAGE, ACK, REJECT, ERROR -> true;
        };
    if (!isNeeded) {
      frames++;
      lane.frame();
      return;
    }
    ObjectNode frame;
    try {
      frame = codec.json(data, length);
    } catch (FrameCodec.UnreadableFrame e) {
      throw new IllegalStateException("an unreadable frame", e);
    }
    if (phase == Phase.JOINING) {
      joined(frame.toString());
    } else if (phase == Phase.JOINED && walker == null && kind == FrameScan.Kind.PATCH) {
      frames++;
      lane.frame();
      BinaryScan.stamps(frame.path("changes"), manner.talk.stampKey(), lane.onStamp);
    } else if (phase == Phase.JOINED) {
      byte[] json = frame.toString().getBytes(StandardCharsets.UTF_8);
      received(json, json.length);
    }
  }

  private void received(byte[] data, int length) {
    frames++;
    lane.frame();
    if (walker != null) {
      walked(walker, data, length);
      return;
    }
    switch (FrameScan.kind(data, length)) {
      case MESSAGE, PATCH -> FrameScan.stamps(data, length, lane.marker, lane.onStamp);
      case ACK -> {
        long acked = FrameScan.seq(data, length);
        if (dueBySeq != null && acked > seq - ACKS_AWAITED_MAX && acked <= seq) {
          lane.acked(dueBySeq[(int) (acked % ACKS_AWAITED_MAX)]);
        }
        if (again != null) {
          say(again, Stamp.nowMicros());
        }
      }
      case REJECT, ERROR -> lane.refused(new String(data, 0, length, StandardCharsets.UTF_8));
      case OTHER -> {}
    }
  }

  private void walked(Walker walking, byte[] data, int length) {
    walking.frame(data, length);
    switch (FrameScan.kind(data, length)) {
      case PATCH -> lane.walked(Walker.places(data, length), walking.ownStep(data, length));
      case REJECT, ERROR -> {
        walking.refused();
        lane.refused(new String(data, 0, length, StandardCharsets.UTF_8));
      }
      case MESSAGE, ACK, OTHER -> {}
    }
  }

  private void joined(String text) {
    JsonNode frame;
    try {
      frame = HttpApi.JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalStateException("not JSON: " + text, e);
    }
    if (!"joined".equals(frame.path("type").asString(""))
        || !frame.path("payload").path("layers").path("all").isObject()) {
      throw new IllegalStateException("join answered with " + text);
    }
    if (walker != null) {
      walker.joined(frame.path("payload").path("layers"));
    }
    phase = Phase.JOINED;
    joined.complete(this);
  }

  @Override
  public void ended(SocketEnd end) {
    String reason =
        switch (end) {
          case SocketEnd.Closed(int code, String why) ->
              code == SocketEnd.ABNORMAL ? "without a close frame " + why : code + " " + why;
          case SocketEnd.Refused(int status, String body) -> "no upgrade: " + status + " " + body;
          case SocketEnd.Unreachable(String why) -> why;
          case SocketEnd.Unreadable(String why) -> why;
        };
    if (phase != Phase.LEAVING) {
      lane.closed(reason.trim());
    }
    phase = Phase.GONE;
    joined.completeExceptionally(new BenchException("could not join: " + reason.trim()));
  }
}
