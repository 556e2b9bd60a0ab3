package dev.roomkeeper.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket on an event loop, from connecting to its end. A socket is cheap, and many share a
 * loop: the load generator runs thousands. The loop calls the listener; any thread may send.
 */
public final class ClientSocket {
  private static final int SCRATCH_BYTES_MAX = 1 << 20;
  private static final int CLOSE_MILLIS = 1_000;
  private static final byte[] NORMAL_CLOSURE = {0x03, (byte) 0xe8}; // 1000

  /** Holds the message that is being read; a loop reads one at a time. */
  private static final FastThreadLocal<byte[]> SCRATCH =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[4096];
        }
      };

  /** Receives what happens on a socket. All calls come from the socket's loop. */
  public interface Listener {
    /** The socket is open, and the server selected this subprotocol; "" for none. */
    void opened(String subprotocol);

    /** A message: the first {@code length} bytes, valid during the call. */
    void message(boolean binary, byte[] data, int length);

    /** A ping or a pong. */
    default void control(int opcode, byte[] payload) {}

    /**
     * Bytes arrived, of the handshake's response too. Called before the calls for what they
     * contain. The listener must not change the buffer or its indexes.
     */
    default void arrived(ByteBuf bytes) {}

    /** The socket ended. This is the last call; {@link #abandon} suppresses it. */
    void ended(SocketEnd end);
  }

  private enum Phase {
    CONNECTING,
    REFUSED,
    OPEN,
    ENDED
  }

  private final EventLoop loop;
  private final SocketOpening opening;
  private final Listener listener;
  private final FrameReader reader = new FrameReader();
  private final Bytes bytes = new Bytes();
  private final String key;
  private volatile Phase phase = Phase.CONNECTING;
  private volatile @Nullable Channel channel;
  private Handshake.@Nullable Answer answer;
  private @Nullable ByteBuf rest;

  private ClientSocket(EventLoop loop, SocketOpening opening, Listener listener) {
    this.loop = loop;
    this.opening = opening;
    this.listener = listener;
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    this.key = Handshake.key(random);
  }

  /** Starts to connect; the listener is called with the outcome. */
  public static ClientSocket open(EventLoop loop, SocketOpening opening, Listener listener) {
    ServerAddress server = opening.server();
    return open(loop, opening, new InetSocketAddress(server.host(), server.port()), listener);
  }

  /** Starts to connect to an address that was resolved already. */
  public static ClientSocket open(
      EventLoop loop, SocketOpening opening, InetSocketAddress remote, Listener listener) {
    ClientSocket socket = new ClientSocket(loop, opening, listener);
    socket.connect(remote);
    return socket;
  }

  public EventLoop loop() {
    return loop;
  }

  // --- Opening ---

  private void connect(InetSocketAddress remote) {
    SocketConnector.connect(
        loop,
        opening,
        remote,
        made -> {
          channel = made;
          made.pipeline().addLast(bytes);
        },
        this::request,
        problem -> end(new SocketEnd.Unreachable(problem)));
  }

  private void request(Channel open) {
    if (phase == Phase.ENDED) {
      open.close();
      return;
    }
    String request =
        Handshake.request(
            opening.server().authority(),
            opening.path(),
            opening.headers(),
            opening.subprotocols(),
            key);
    ByteBuf segment = Unpooled.buffer(request.length() + 64);
    segment.writeBytes(request.getBytes(US_ASCII));
    if (!opening.early().isEmpty()) {
      byte[] text = opening.early().getBytes(UTF_8);
      ByteBuf frame = frame(open, FrameReader.TEXT, text, text.length);
      segment.writeBytes(frame);
      frame.release();
    }
    flush(open, segment);
  }

  private void answered(ByteBuf in) {
    Handshake.Answer read = Handshake.Answer.take(in);
    answer = read;
    if (read == null) {
      return;
    }
    if (!read.isUpgrade()) {
      phase = Phase.REFUSED;
      return;
    }
    String fault = read.fault(key, opening.subprotocols());
    if (fault != null) {
      throw new IllegalStateException(fault);
    }
    phase = Phase.OPEN;
    listener.opened(read.subprotocol());
  }

  private void refused(ByteBuf in, boolean isWhole) {
    Handshake.Answer read = answer;
    if (read != null && (isWhole || in.readableBytes() >= read.bodyBytes())) {
      int count = Math.min(in.readableBytes(), read.bodyBytes());
      end(new SocketEnd.Refused(read.status(), in.readCharSequence(count, UTF_8).toString()));
    }
  }

  // --- Reading ---

  private final class Bytes extends ChannelInboundHandlerAdapter implements FrameReader.Sink {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf in = (ByteBuf) message;
      try {
        if (phase == Phase.ENDED) {
          return;
        }
        listener.arrived(in);
        ByteBuf kept = rest;
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
      if (phase == Phase.CONNECTING) {
        answered(in);
      }
      if (phase == Phase.OPEN) {
        reader.read(in, this);
      } else if (phase == Phase.REFUSED) {
        refused(in, false);
      }
      if (phase == Phase.ENDED) {
        in.skipBytes(in.readableBytes());
      }
    }

    @Override
    public byte[] space(int length) {
      byte[] scratch = SCRATCH.get();
      if (scratch.length >= length) {
        return scratch;
      }
      byte[] larger = new byte[Math.max(length, 2 * scratch.length)];
      if (larger.length <= SCRATCH_BYTES_MAX) {
        SCRATCH.set(larger);
      }
      return larger;
    }

    @Override
    public void message(int opcode, byte[] data, int length) {
      if (phase != Phase.OPEN) {
        return;
      }
      switch (opcode) {
        case FrameReader.TEXT, FrameReader.BINARY ->
            listener.message(opcode == FrameReader.BINARY, data, length);
        case FrameReader.CLOSE -> {
          int code = length < 2 ? 1005 : (data[0] & 0xff) << 8 | (data[1] & 0xff);
          String reason = length < 2 ? "" : new String(data, 2, length - 2, UTF_8);
          send(FrameReader.CLOSE, data, Math.min(2, length));
          end(new SocketEnd.Closed(code, reason));
        }
        default -> {
          byte[] payload = Arrays.copyOf(data, length);
          if (opcode == FrameReader.PING && opening.answersPings()) {
            send(FrameReader.PONG, payload, length);
          }
          listener.control(opcode, payload);
        }
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      String reason = String.valueOf(cause.getMessage());
      if (cause instanceof IllegalStateException) {
        end(new SocketEnd.Unreadable(reason));
      } else if (phase == Phase.CONNECTING) {
        end(new SocketEnd.Unreachable(reason));
      } else {
        end(new SocketEnd.Closed(SocketEnd.ABNORMAL, reason));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      ByteBuf kept = rest == null ? Unpooled.EMPTY_BUFFER : rest;
      rest = null;
      if (phase == Phase.REFUSED) {
        refused(kept, true);
      }
      kept.release();
      end(
          phase == Phase.CONNECTING
              ? new SocketEnd.Unreachable("the connection ended during the handshake")
              : new SocketEnd.Closed(SocketEnd.ABNORMAL, ""));
    }
  }

  private void end(SocketEnd how) {
    if (phase != Phase.ENDED) {
      phase = Phase.ENDED;
      Channel open = channel;
      if (open != null) {
        open.close();
      }
      listener.ended(how);
    }
  }

  // --- Sending ---

  public void sendText(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    send(FrameReader.TEXT, utf8, utf8.length);
  }

  /** Sends a whole message; does nothing if the socket is not open. */
  public void send(boolean binary, byte[] payload) {
    send(binary ? FrameReader.BINARY : FrameReader.TEXT, payload, payload.length);
  }

  private void send(int opcode, byte[] payload, int length) {
    Channel open = channel;
    if (phase == Phase.OPEN && open != null) {
      flush(open, frame(open, opcode, payload, length));
    }
  }

  /** Sends raw bytes, which need not be frames; for tests of a server. */
  public void sendRaw(byte[] bytes) {
    Channel open = channel;
    if (phase == Phase.OPEN && open != null) {
      flush(open, Unpooled.wrappedBuffer(bytes));
    }
  }

  private static ByteBuf frame(Channel open, int opcode, byte[] payload, int length) {
    int mask = ThreadLocalRandom.current().nextInt();
    return FrameWriter.frame(open.alloc(), opcode, payload, length, mask);
  }

  /** A failed write calls {@link Bytes#exceptionCaught}. */
  private static void flush(Channel open, ByteBuf bytes) {
    open.writeAndFlush(bytes, open.voidPromise());
  }

  /** Whether the send buffer is below its limit. */
  public boolean isWritable() {
    Channel open = channel;
    return open != null && open.isWritable();
  }

  /** Stops reading, or starts again. While it is stopped, bytes wait in the network. */
  public void reading(boolean enabled) {
    Channel open = channel;
    if (open != null) {
      open.config().setAutoRead(enabled);
    }
  }

  // --- The end ---

  /**
   * Closes with a close frame of code 1000. Ends when the server has closed too, or after a second.
   * The listener is called with the end.
   */
  public void close() {
    hangUp(phase == Phase.OPEN);
  }

  /** Ends the connection without a close frame. The listener is called with the end. */
  public void cut() {
    hangUp(false);
  }

  /** Closes like {@link #close}, and calls no listener afterwards. Must be called on the loop. */
  public void abandon() {
    boolean isOpen = phase == Phase.OPEN;
    phase = Phase.ENDED;
    hangUp(isOpen);
  }

  private void hangUp(boolean withCloseFrame) {
    Channel open = channel;
    if (open == null) {
      return;
    }
    if (withCloseFrame) {
      flush(open, frame(open, FrameReader.CLOSE, NORMAL_CLOSURE, NORMAL_CLOSURE.length));
      loop.schedule(() -> open.close(), CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      open.close();
    }
  }
}
