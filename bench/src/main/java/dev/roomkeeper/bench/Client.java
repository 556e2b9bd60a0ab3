package dev.roomkeeper.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One member on one socket: joins its room, sends what it is told to, counts what comes. */
final class Client extends ChannelInboundHandlerAdapter implements FrameReader.Sink {
  private static final byte[] JOIN =
      "{\"type\":\"join\",\"payload\":{}}".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  /** Due times of commands not yet acked; more of them under way than this are not measured. */
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
   * @param walker where the client walks, in a space; else null
   */
  record Seat(String roomId, HttpApi.Guest guest, @Nullable Walker walker) {}

  final int number;
  final Lane lane;
  final CompletableFuture<Client> joined = new CompletableFuture<>();

  private final String authority;
  private final FrameReader reader = new FrameReader();
  private Phase phase = Phase.CONNECTING;
  private final @Nullable Walker walker;
  private @Nullable Seat seat;
  private @Nullable String handshakeKey;
  private @Nullable Channel channel;
  private @Nullable ByteBuf rest;
  private long seq;
  private long @Nullable [] dueBySeq;
  private long frames;
  private long bytes;
  private @Nullable Talk again;

  Client(int number, Lane lane, String authority, Seat seat) {
    this.number = number;
    this.lane = lane;
    this.authority = authority;
    this.seat = seat;
    this.walker = seat.walker();
  }

  /** Frames received so far; read on the lane's loop. */
  long frames() {
    return frames;
  }

  /** Bytes received so far, the head of the handshake's answer too; read on the lane's loop. */
  long bytes() {
    return bytes;
  }

  @Nullable Walker walker() {
    return walker;
  }

  /** Sends one message that was due at the given time; on the lane's loop. */
  void say(Talk talk, long dueMicros) {
    Channel open = channel;
    if (phase != Phase.JOINED || open == null) {
      return;
    }
    if (walker != null) {
      String step = walker.step(dueMicros);
      if (step != null) {
        write(open, FrameReader.TEXT, ascii(step));
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
    write(open, FrameReader.TEXT, ascii(talk.frame(number, Stamp.of(dueMicros), seq)));
    lane.sent(dueMicros);
  }

  /** Sends one message, and another at each ack; on the lane's loop. */
  void sayOnAndOn(Talk talk) {
    again = talk;
    say(talk, Stamp.nowMicros());
  }

  /** Closes the socket as a client should; on the lane's loop. */
  void leave() {
    Channel open = channel;
    if (open != null && phase != Phase.GONE) {
      phase = Phase.LEAVING;
      write(open, FrameReader.CLOSE, new byte[] {0x03, (byte) 0xe8}); // 1000
      var _ = open.close();
    }
  }

  /** Begins the handshake, once connected (and secured). */
  void open(Channel connected) {
    Seat wanted = seat;
    if (wanted == null) {
      return;
    }
    channel = connected;
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    String key = Handshake.key(random);
    handshakeKey = key;
    String request =
        Handshake.request(authority, "/ws/" + wanted.roomId(), wanted.guest().token(), key);
    seat = null; // 10,000 tokens need not be kept
    flush(connected, ByteBufUtil.writeAscii(connected.alloc(), request));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    lane.read(in.readableBytes());
    bytes += in.readableBytes();
    ByteBuf kept = rest;
    try {
      if (kept == null) {
        consume(in);
        if (in.isReadable()) {
          rest = context.alloc().buffer(in.readableBytes()).writeBytes(in);
        }
      } else {
        kept.writeBytes(in);
        consume(kept);
        if (kept.isReadable()) {
          kept.discardSomeReadBytes();
        } else {
          rest = null;
          kept.release();
        }
      }
    } finally {
      in.release();
    }
  }

  private void consume(ByteBuf in) {
    if (phase == Phase.CONNECTING && !upgraded(in)) {
      return;
    }
    reader.read(in, this);
  }

  private boolean upgraded(ByteBuf in) {
    int end = indexOf(in, END_OF_HEAD);
    if (end < 0) {
      return false;
    }
    String head =
        in.readCharSequence(end - in.readerIndex(), StandardCharsets.ISO_8859_1).toString();
    in.skipBytes(END_OF_HEAD.length);
    String fault = Handshake.fault(head, String.valueOf(handshakeKey));
    if (fault != null) {
      String body = in.readCharSequence(in.readableBytes(), StandardCharsets.UTF_8).toString();
      throw new IllegalStateException(fault + " " + body);
    }
    handshakeKey = null;
    phase = Phase.JOINING;
    Channel open = channel;
    if (open != null) {
      write(open, FrameReader.TEXT, JOIN);
    }
    return true;
  }

  @Override
  public byte[] space(int length) {
    return lane.space(length);
  }

  @Override
  public void message(int opcode, byte[] data, int length) {
    switch (opcode) {
      case FrameReader.TEXT -> {
        if (phase == Phase.JOINED) {
          received(data, length);
        } else if (phase == Phase.JOINING) {
          joined(new String(data, 0, length, StandardCharsets.UTF_8));
        }
      }
      case FrameReader.PING -> {
        Channel open = channel;
        if (open != null) {
          write(open, FrameReader.PONG, data, length);
        }
      }
      case FrameReader.PONG -> {}
      case FrameReader.CLOSE -> {
        int code = length < 2 ? 1005 : (data[0] & 0xff) << 8 | (data[1] & 0xff);
        String reason = length < 2 ? "" : new String(data, 2, length - 2, StandardCharsets.UTF_8);
        gone((code + " " + reason).trim());
      }
      default -> throw new IllegalStateException("unexpected frame with opcode " + opcode);
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
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    gone(String.valueOf(cause.getMessage()));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    gone("without a close frame");
    ByteBuf kept = rest;
    if (kept != null) {
      rest = null;
      kept.release();
    }
  }

  private void gone(String reason) {
    if (phase == Phase.GONE) {
      return;
    }
    if (phase != Phase.LEAVING) {
      lane.closed(reason);
    }
    phase = Phase.GONE;
    joined.completeExceptionally(new BenchException("could not join: " + reason));
    Channel open = channel;
    if (open != null) {
      var _ = open.close();
    }
  }

  private static void write(Channel channel, int opcode, byte[] payload) {
    write(channel, opcode, payload, payload.length);
  }

  private static void write(Channel channel, int opcode, byte[] payload, int length) {
    int mask = ThreadLocalRandom.current().nextInt();
    flush(channel, FrameWriter.frame(channel.alloc(), opcode, payload, length, mask));
  }

  /** A write that fails comes back as {@link #exceptionCaught}. */
  private static void flush(Channel channel, ByteBuf bytes) {
    var _ = channel.writeAndFlush(bytes, channel.voidPromise());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static int indexOf(ByteBuf in, byte[] wanted) {
    for (int i = in.readerIndex(); i + wanted.length <= in.writerIndex(); i++) {
      int matched = 0;
      while (matched < wanted.length && in.getByte(i + matched) == wanted[matched]) {
        matched++;
      }
      if (matched == wanted.length) {
        return i;
      }
    }
    return -1;
  }
}
