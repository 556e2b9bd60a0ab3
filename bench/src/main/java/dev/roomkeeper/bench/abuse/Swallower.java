package dev.roomkeeper.bench.abuse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;

/**
 * A process that takes whatever attackers send and does nothing about it: each request is answered
 * alike, each socket is opened, told that it joined, and its bytes are dropped. What bystanders
 * notice of an attack on it is the attackers' own load on the machine.
 *
 * <p>Prints its port, and ends with its input.
 */
final class Swallower {
  private static final int REQUEST_BYTES_MAX = 4 << 20;
  private static final byte[] ANSWER =
      "{\"token\":\"t\",\"userId\":\"u\",\"id\":\"x\",\"maps\":[]}".getBytes(UTF_8);

  /** A text frame that is told to whoever joins. */
  private static final byte[] JOINED = frame("{\"type\":\"joined\",\"payload\":{}}");

  private Swallower() {}

  public static void main(String... arguments) throws Exception {
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    Channel listening =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 4096)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(REQUEST_BYTES_MAX),
                            new Http());
                  }
                })
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
    System.out.println(((InetSocketAddress) listening.localAddress()).getPort());
    while (System.in.read() >= 0) {
      // Until the one who started it has ended.
    }
    System.exit(0);
  }

  private static byte[] frame(String text) {
    byte[] payload = text.getBytes(UTF_8);
    byte[] frame = new byte[payload.length + 2];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 2, payload.length);
    return frame;
  }

  private static final class Http extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      if (request.uri().startsWith("/ws/")) {
        upgrade(context, request);
        return;
      }
      DefaultFullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(ANSWER));
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, ANSWER.length);
      context.writeAndFlush(response, context.voidPromise());
    }

    private static void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
      WebSocketServerHandshaker handshaker =
          new WebSocketServerHandshakerFactory(
                  "ws://" + request.headers().get(HttpHeaderNames.HOST) + request.uri(),
                  "roomkeeper.v1.json",
                  false)
              .newHandshaker(request);
      var _ =
          handshaker
              .handshake(context.channel(), request)
              .addListener(
                  (ChannelFutureListener)
                      done -> {
                        Channel channel = done.channel();
                        while (channel.pipeline().last() != null) {
                          channel.pipeline().removeLast();
                        }
                        channel.pipeline().addLast(new Sink());
                      });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  private static final class Sink extends ChannelInboundHandlerAdapter {
    private boolean isGreeted;

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      ReferenceCountUtil.release(bytes);
      if (!isGreeted) {
        isGreeted = true;
        context.writeAndFlush(Unpooled.wrappedBuffer(JOINED), context.voidPromise());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
