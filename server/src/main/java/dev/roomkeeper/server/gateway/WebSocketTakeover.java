package dev.roomkeeper.server.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket handshake that takes its channel over from Vert.x, so that an open connection only
 * costs Netty's codec and our handler.
 *
 * <p>Call {@link #begin} as soon as the request arrives, and then either {@link #accept} or {@link
 * #refuse}, at any time and from any thread. Vert.x is not told, so we have to close the channel
 * and notice silence ourselves. Vert.x's server keeps the channel in the group that it closes when
 * it closes itself.
 *
 * <p>{@code request.toNetSocket()} is no alternative: it loses frames that arrive in the same
 * segment as the handshake, and leaves a socket object behind.
 */
final class WebSocketTakeover {
  // More than a message may have, so that a slightly larger one gets an answer and not a close.
  static final int FRAME_BYTES_MAX = 256 * 1024;

  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, 1.3

  private static final WebSocketDecoderConfig DECODING =
      WebSocketDecoderConfig.newBuilder()
          .maxFramePayloadLength(FRAME_BYTES_MAX)
          .expectMaskedFrames(true)
          .allowMaskMismatch(false)
          .allowExtensions(false)
          .closeOnProtocolViolation(false)
          .withUTF8Validator(false) // In the pipeline on its own.
          .build();

  private final HttpServerRequest request;
  private final Channel channel;
  private final EarlyBytes earlyBytes = new EarlyBytes();

  private WebSocketTakeover(HttpServerRequest request, Channel channel) {
    this.request = request;
    this.channel = channel;
  }

  /**
   * Stops reading HTTP from the connection; what follows the request waits. Call it on the event
   * loop, in the request's own turn. The request must be a {@link WebSocketHandshake#fault
   * faultless} handshake.
   */
  static WebSocketTakeover begin(HttpServerRequest request) {
    Channel channel =
        ((HttpServerConnection) request.connection()).channelHandlerContext().channel();
    if (!channel.eventLoop().inEventLoop()) {
      throw new IllegalStateException("off the event loop: " + Thread.currentThread());
    }
    WebSocketTakeover takeover = new WebSocketTakeover(request, channel);
    channel.config().setAutoRead(false);
    ChannelPipeline pipeline = channel.pipeline();
    String http = pipeline.context(HttpRequestDecoder.class).name();
    pipeline.addAfter(http, null, takeover.earlyBytes);
    pipeline.remove(http); // Hands its unread bytes on.
    return takeover;
  }

  /** The loop on which the connection came. */
  EventLoop eventLoop() {
    return channel.eventLoop();
  }

  /**
   * Answers 101 and gives the channel to {@code connection}, which gets whole {@code
   * WebSocketFrame}s, {@code exceptionCaught} for frames that break the rules, {@code
   * channelInactive} at the end, and writes encoded {@code ByteBuf}s. If the client has gone
   * meanwhile, {@code connection} is never added and {@code gone} runs.
   *
   * @param home the loop on which the connection will live, of the same group
   * @param onPart is told of each frame that only goes on with a message, on the loop
   */
  void accept(
      EventLoop home,
      @Nullable String subprotocol,
      ChannelHandler connection,
      Runnable onPart,
      Runnable gone) {
    EventLoop here = channel.eventLoop();
    Runnable takeOver = () -> takeOver(subprotocol, connection, onPart, gone);
    Runnable begin = here == home ? takeOver : () -> move(home, takeOver, gone);
    if (here.inEventLoop()) {
      begin.run();
    } else {
      here.execute(begin);
    }
  }

  /** Nothing of HTTP sees the move, and nothing is read meanwhile. */
  private void move(EventLoop home, Runnable then, Runnable gone) {
    if (!channel.isActive()) {
      gone.run();
      return;
    }
    removeHttp(channel.pipeline());
    channel
        .deregister()
        .addListener(_ ->
            home.register(channel)
                .addListener(registered -> {
                  if (registered.isSuccess()) {
                    then.run();
                  } else {
                    channel.unsafe().closeForcibly();
                    gone.run();
                  }
                }));
  }

  /**
   * Hands over the bare channel, with what followed the request. The receiver adds a handler in
   * this very call and answers the handshake. Call it on the event loop.
   */
  void handOver(Consumer<Channel> taker) {
    ChannelPipeline pipeline = channel.pipeline();
    removeHttp(pipeline);
    taker.accept(channel);
    pipeline.remove(earlyBytes);
    channel.config().setAutoRead(true);
  }

  private void removeHttp(ChannelPipeline pipeline) {
    for (ChannelHandler handler : pipeline.toMap().values()) {
      if (handler != earlyBytes && !(handler instanceof SslHandler)) pipeline.remove(handler);
    }
  }

  /** The request line and headers except for those named, without the final empty line. */
  String head(Set<String> without) {
    StringBuilder head = new StringBuilder("GET " + request.uri() + " HTTP/1.1\r\n");
    request
        .headers()
        .forEach((name, value) -> {
          if (without.stream().noneMatch(name::equalsIgnoreCase)) {
            head.append(name).append(": ").append(value).append("\r\n");
          }
        });
    return head.toString();
  }

  /** Answers with a problem body (RFC 9457) and closes, since HTTP cannot be resumed. */
  Future<Void> refuse(int status, Buffer problem) {
    return request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Connection", "close")
        .end(problem)
        .eventually(() -> request.connection().close());
  }

  private void takeOver(
      @Nullable String subprotocol, ChannelHandler connection, Runnable onPart, Runnable gone) {
    if (!channel.isActive()) {
      gone.run();
      return;
    }
    ChannelPipeline pipeline = channel.pipeline();
    removeHttp(pipeline);
    channel.writeAndFlush(Unpooled.copiedBuffer(switchingProtocols(subprotocol), US_ASCII));
    pipeline.addLast(
        new WebSocket13FrameDecoder(DECODING),
        new Utf8FrameValidator(false),
        new Parts(onPart),
        new WebSocketFrameAggregator(FRAME_BYTES_MAX),
        connection);
    pipeline.remove(earlyBytes);
    channel.config().setAutoRead(true);
  }

  private String switchingProtocols(@Nullable String subprotocol) {
    String key = requireNonNull(request.getHeader("Sec-WebSocket-Key"));
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + ("Sec-WebSocket-Accept: " + acceptValue(key) + "\r\n")
        + (subprotocol == null ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n")
        + "\r\n";
  }

  /** The proof that a handshake with this key was understood. */
  static String acceptValue(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest((key + KEY_SUFFIX).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-1", e);
    }
  }

  /** Reports frames that are fragments of a message, before the message is put together. */
  private static final class Parts extends ChannelInboundHandlerAdapter {
    private final Runnable onPart;

    Parts(Runnable onPart) {
      this.onPart = onPart;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof ContinuationWebSocketFrame) {
        onPart.run();
      }
      context.fireChannelRead(message);
    }
  }

  /** Keeps what arrives until it is removed, then hands it on. */
  private static final class EarlyBytes extends ChannelInboundHandlerAdapter {
    private final Queue<Object> waiting = new ArrayDeque<>();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      // The rest of the request (an empty LastHttpContent) still belongs to Vert.x.
      if (message instanceof ByteBuf) waiting.add(message);
      else context.fireChannelRead(message);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
      for (Object bytes; (bytes = waiting.poll()) != null; ) context.fireChannelRead(bytes);
      context.fireChannelReadComplete();
    }
  }
}
