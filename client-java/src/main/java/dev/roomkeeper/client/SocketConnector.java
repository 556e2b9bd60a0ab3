package dev.roomkeeper.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** Connects a socket's channel, with TLS if the server's address says so. */
final class SocketConnector {
  private static final int CONNECT_MILLIS = 30_000;

  private static final class Tls {
    static final SslContext CONTEXT = context();

    private static SslContext context() {
      try {
        return SslContextBuilder.forClient().build();
      } catch (SSLException e) {
        throw new IllegalStateException("no TLS on this machine", e);
      }
    }
  }

  private SocketConnector() {}

  /**
   * Starts to connect.
   *
   * @param made is called with the channel before it is connected
   * @param ready is called with the channel when bytes may be sent
   * @param failed is called with the reason if connecting fails; later failures go to the channel's
   *     pipeline
   */
  static void connect(
      EventLoop loop,
      SocketOpening opening,
      InetSocketAddress remote,
      Consumer<Channel> made,
      Consumer<Channel> ready,
      Consumer<String> failed) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    ServerAddress server = opening.server();
                    if (server.secure()) {
                      channel
                          .pipeline()
                          .addLast(
                              Tls.CONTEXT.newHandler(
                                  channel.alloc(), server.host(), server.port()));
                    }
                    made.accept(channel);
                  }
                });
    if (opening.receiveBufferBytes() > 0) {
      bootstrap.option(ChannelOption.SO_RCVBUF, opening.receiveBufferBytes());
    }
    ChannelFuture connecting =
        opening.source() == null
            ? bootstrap.connect(remote)
            : bootstrap.connect(remote, opening.source());
    connecting.addListener(connected -> {
      Channel channel = connecting.channel();
      SslHandler secured = channel.pipeline().get(SslHandler.class);
      if (!connected.isSuccess()) {
        failed.accept(String.valueOf(connected.cause().getMessage()));
      } else if (secured == null) {
        ready.accept(channel);
      } else {
        secured
            .handshakeFuture()
            .addListener(done -> {
              if (done.isSuccess()) {
                ready.accept(channel);
              }
            });
      }
    });
  }
}
