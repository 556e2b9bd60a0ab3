package dev.roomkeeper.bench.relay;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The relay's process. Listens on a free loopback port and prints its address. */
public final class Relay implements AutoCloseable {
  private static final int REQUEST_BYTES_MAX = 64 * 1024;
  private static final int BACKLOG = 1024;

  private final EventLoopGroup group;
  private final Map<String, Room> rooms = new ConcurrentHashMap<>();
  private final AtomicInteger made = new AtomicInteger();

  private final Channel listening;

  /** Listens on a free port. */
  public Relay() {
    boolean isEpoll = Epoll.isAvailable();
    IoHandlerFactory factory = isEpoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    group = new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(), factory);
    listening = listen(isEpoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
  }

  public static void main(String... arguments) {
    Relay relay = new Relay();
    System.out.println("The relay is at " + relay.url());
    relay.listening.closeFuture().syncUninterruptibly();
  }

  public URI url() {
    return URI.create(
        "http://localhost:" + ((InetSocketAddress) listening.localAddress()).getPort());
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private Channel listen(Class<? extends ServerSocketChannel> transport) {
    return new ServerBootstrap()
        .group(group)
        .channel(transport)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(REQUEST_BYTES_MAX),
                        new Handshake(Relay.this));
              }
            })
        .bind("127.0.0.1", 0)
        .syncUninterruptibly()
        .channel();
  }

  /** A number that was not used before. */
  int next() {
    return made.incrementAndGet();
  }

  /** Creates a room on one of the event loops, and returns its id. */
  String makeRoom(int flushMillis) {
    String id = "r" + next();
    EventLoop loop = group.next();
    rooms.put(id, new Room(loop, flushMillis));
    return id;
  }

  /**
   * The room with this id.
   *
   * @throws IllegalArgumentException if there is none
   */
  Room room(String id) {
    Room room = rooms.get(id);
    if (room == null) {
      throw new IllegalArgumentException("no room " + id);
    }
    return room;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
