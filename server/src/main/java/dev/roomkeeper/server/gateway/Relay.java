package dev.roomkeeper.server.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.ReferenceCountUtil;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries one socket on to the node that has its room. The handshake is made there, and from its
 * answer on all bytes go both ways unchanged. If one side is slow, the other is slowed down.
 */
final class Relay extends ChannelInboundHandlerAdapter {
  private static final int CONNECT_MILLIS = 300;

  /** Looks up names without blocking a thread, because rooms live on the loops. */
  private static final DnsAddressResolverGroup NIO_NAMES = names(NioDatagramChannel.class);

  private static final DnsAddressResolverGroup EPOLL_NAMES = names(EpollDatagramChannel.class);

  /** What a missing answer says about the other node. */
  enum Meaning {
    /** Nothing listens there any more. */
    GONE,
    /** It may be slow, or cut off from this node. */
    SILENT,
    /** It ended the connection. Another try will show whether it is gone. */
    ENDED,
    /** Nothing: this node could not ask, or was refused. */
    NONE
  }

  /** Why there was no answer. */
  record Silence(Meaning meaning, String why) {}

  /**
   * A handshake with another node.
   *
   * @param answerMillis how long a node that accepted the connection may be silent
   * @param codec handlers for what must not pass unchanged; none for the client's own handshake
   */
  record Call(String address, String handshake, long answerMillis, List<ChannelHandler> codec) {
    @Override
    public String toString() {
      return "Call[address="
          + address
          + "]"; // Leaves out the token in the handshake, which must not reach a log.
    }
  }

  private final Call call;
  private final Consumer<Channel> onAnswer;
  private final Consumer<Silence> onSilence;
  private @Nullable Channel client;
  private boolean settled;

  private Relay(Call call, Consumer<Channel> onAnswer, Consumer<Silence> onSilence) {
    this.call = call;
    this.onAnswer = onAnswer;
    this.onSilence = onSilence;
  }

  /**
   * Connects and makes the handshake. Any thread may call it. The callbacks run on the loop.
   *
   * @param onAnswer the other node begins to answer; nothing is read until {@link #join}
   * @param onSilence it does not answer, or refuses, and why
   */
  static void open(
      EventLoop loop, Call call, Consumer<Channel> onAnswer, Consumer<Silence> onSilence) {
    Relay relay = new Relay(call, onAnswer, onSilence);
    loop.execute(() -> {
      try {
        relay.connect(loop);
      } catch (RuntimeException e) { // What the other node says about its address, for example.
        relay.silent(Meaning.NONE, "it can't be connected to: " + e);
      }
    });
  }

  private static DnsAddressResolverGroup names(Class<? extends DatagramChannel> channelType) {
    return new DnsAddressResolverGroup(
        new DnsNameResolverBuilder()
            .datagramChannelType(channelType)
            .queryTimeoutMillis(CONNECT_MILLIS));
  }

  private void connect(EventLoop loop) {
    boolean isEpoll = loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class);
    String address = call.address;
    int colon = address.lastIndexOf(':');
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .resolver(isEpoll ? EPOLL_NAMES : NIO_NAMES)
            .channel(isEpoll ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.AUTO_READ, false)
            .handler(withCodec())
            .connect(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    connecting.addListener(connected -> {
      if (!connected
          .isSuccess()) { // A failure to create the channel is reported on another thread.
        Throwable cause = connected.cause();
        loop.execute(
            () -> silent(meaning(cause), "it can't be connected to: " + cause.getMessage()));
      }
    });
    loop.schedule(
        () -> {
          if (!connecting.isDone()) {
            silent(Meaning.SILENT, "its name can't be looked up in time");
          }
        },
        2 * CONNECT_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private static Meaning meaning(Throwable failure) {
    if (failure instanceof ConnectTimeoutException
        || failure instanceof NoRouteToHostException
        || failure instanceof UnknownHostException) {
      return Meaning.SILENT;
    }
    // Everything else, such as too many open files, is this node's own trouble.
    return failure instanceof ConnectException ? Meaning.GONE : Meaning.NONE;
  }

  private ChannelHandler withCodec() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel.pipeline().addLast(call.codec.toArray(ChannelHandler[]::new)).addLast(Relay.this);
      }
    };
  }

  private void silent(Meaning meaning, String why) {
    if (!settled) {
      settled = true;
      onSilence.accept(new Silence(meaning, why));
    }
  }

  /** The client's side, which takes what the other node sends. Both are on one loop. */
  static void join(Channel node, Channel client) {
    if (!client.isActive()) {
      node.close();
      return;
    }
    node.pipeline().get(Relay.class).client = client;
    client.pipeline().addLast(new ClientSide(node));
    node.config().setAutoRead(true);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (settled) { // Too late.
      context.close();
      return;
    }
    context.writeAndFlush(Unpooled.copiedBuffer(call.handshake, ISO_8859_1));
    context
        .executor()
        .schedule(
            () -> {
              if (!settled) {
                silent(Meaning.SILENT, "it took the connection and said nothing");
                context.close();
              }
            },
            call.answerMillis,
            TimeUnit.MILLISECONDS);
    context.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    if (!settled) {
      settled = true;
      onAnswer.accept(context.channel());
    }
    if (client == null) {
      ReferenceCountUtil.release(bytes);
      context.close();
      return;
    }
    client.write(bytes);
    // What the client does not take waits at the other node, which bounds and conflates it.
    context.channel().config().setAutoRead(client.isWritable());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (client != null) {
      client.flush();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (client != null) {
      client.config().setAutoRead(context.channel().isWritable());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    silent(Meaning.ENDED, "it closed the connection without a word");
    if (client != null) {
      client.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof DecoderException) {
      silent(Meaning.NONE, String.valueOf(cause.getMessage()));
    }
    context.close();
  }

  /** The client's side ends. */
  private static final class ClientSide extends ChannelInboundHandlerAdapter {
    private final Channel node;

    ClientSide(Channel node) {
      this.node = node;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      node.write(bytes);
      context.channel().config().setAutoRead(node.isWritable());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      node.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      node.config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      node.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
