package dev.roomkeeper.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
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
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The minimum of a room server that the bench needs: one thread, no storage, and faults on demand.
 */
final class StubServer implements AutoCloseable {
  /** What the server does wrong. */
  enum Fault {
    NONE,
    /** Sleeps once for 600 ms at the 40th command. */
    STALLS,
    /** Drops each 10th command. */
    LOSES,
    REJECTS,
    /** Sends each step in a space to all members, wherever they are. */
    TELLS_FAR,
    REFUSES_TOKENS,
    /** Answers each third HTTP request with 429. */
    LIMITS
  }

  private static final class StubRoom {
    final int flushMillis;
    final @Nullable StubSpace space;
    final List<Channel> members = new ArrayList<>();
    final Map<Integer, JsonNode> waiting = new HashMap<>();

    StubRoom(JsonNode wish) {
      JsonNode options = wish.path("options");
      this.flushMillis = options.path("flushMillis").asInt();
      this.space =
          wish.path("kind").asString().equals("space")
              ? new StubSpace(options, Socket::send)
              : null;
    }
  }

  final AtomicInteger pongs = new AtomicInteger();
  final List<String> httpRequests = Collections.synchronizedList(new ArrayList<>());

  private final Fault fault;
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Map<String, StubRoom> rooms = new HashMap<>();
  private final Channel listening;
  private int commands;
  private int requests;

  StubServer(Fault fault) {
    this.fault = fault;
    this.listening =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(), new HttpObjectAggregator(65_536), new Http());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  URI url() {
    return URI.create(
        "http://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort());
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private final class Http extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      String path = request.uri();
      httpRequests.add(
          request.method() + " " + path + " " + request.headers().get("Authorization"));
      if (path.startsWith("/ws/") && fault != Fault.REFUSES_TOKENS) {
        upgrade(context, request, path.substring("/ws/".length()));
        return;
      }
      ObjectNode body = HttpApi.JSON.createObjectNode();
      HttpResponseStatus status = HttpResponseStatus.CREATED;
      requests++;
      if (fault == Fault.LIMITS && requests % 3 == 0) {
        status = HttpResponseStatus.TOO_MANY_REQUESTS;
      } else if (path.equals("/api/v1/guest")) {
        body.put("token", "t." + requests).put("userId", "u" + requests);
      } else if (path.equals("/api/v1/rooms")) {
        JsonNode wish = HttpApi.JSON.readTree(request.content().toString(UTF_8));
        rooms.put("r" + requests, new StubRoom(wish));
        body.put("id", "r" + requests).put("kind", "lobby");
      } else {
        status = HttpResponseStatus.UNAUTHORIZED;
        body.put("detail", "the token is not valid");
      }
      DefaultFullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body.toString(), UTF_8));
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
      var _ = context.writeAndFlush(response);
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request, String roomId) {
      StubRoom room = rooms.get(roomId);
      if (room == null) {
        throw new IllegalStateException("no room " + roomId);
      }
      WebSocketServerProtocolConfig config =
          WebSocketServerProtocolConfig.newBuilder()
              .websocketPath("/ws")
              .checkStartsWith(true)
              .subprotocols("roomkeeper.v1.json")
              .dropPongFrames(false)
              .build();
      context
          .pipeline()
          .addLast(new WebSocketServerProtocolHandler(config), new Socket(room, request));
      context.pipeline().remove(this);
      context.fireChannelRead(request.retain());
    }
  }

  private final class Socket extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final StubRoom room;
    private final String userId;
    private int member = -1;

    Socket(StubRoom room, FullHttpRequest handshake) {
      this.room = room;
      // "Bearer t.7" is the user u7.
      String token = handshake.headers().get(HttpHeaderNames.AUTHORIZATION);
      this.userId = "u" + token.substring(token.lastIndexOf('.') + 1);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (!(frame instanceof TextWebSocketFrame text)) {
        pongs.incrementAndGet();
        return;
      }
      JsonNode command = HttpApi.JSON.readTree(text.text());
      String type = command.path("type").asString();
      JsonNode payload = command.path("payload");
      if (type.equals("join")) {
        join(context.channel());
        return;
      }
      commands++;
      if (fault == Fault.REJECTS) {
        send(
            context.channel(),
            "{\"type\":\"reject\",\"code\":\"RATE_LIMITED\",\"message\":\"slowly\"}");
        return;
      }
      if (fault == Fault.STALLS && commands == 40) {
        stall();
      }
      if (fault == Fault.LOSES && commands % 10 == 0) {
        return;
      }
      switch (type) {
        case "message" ->
            sendAll("{\"type\":\"message\",\"from\":\"u\",\"payload\":" + payload + "}");
        case "board" -> {
          sendAll(
              "{\"type\":\"patch\",\"epoch\":1,\"version\":2,\"changes\":{\"all\":{\"board\":"
                  + payload
                  + "}}}");
          send(
              context.channel(),
              "{\"type\":\"ack\",\"seq\":" + command.path("seq") + ",\"durable\":true}");
        }
        case "move" -> {
          if (room.space == null) {
            move(context.channel(), payload);
            return;
          }
          room.space.move(context.channel(), payload.path("x").asInt(), payload.path("y").asInt());
          if (fault == Fault.TELLS_FAR) {
            room.space.shout(context.channel());
          }
        }
        default -> throw new IllegalStateException("unknown command " + type);
      }
    }

    private void join(Channel channel) {
      if (room.space != null) {
        room.space.join(channel, userId);
        return;
      }
      member = room.members.size();
      room.members.add(channel);
      String players = "\"u\":{\"position\":{\"x\":1,\"y\":2}},".repeat(member) + "\"z\":{}";
      send(
          channel,
          "{\"type\":\"joined\",\"payload\":{\"self\":\"u\",\"session\":\"s\",\"layers\":{\"all\":{\"players\":{"
              + players.replaceAll("\"u\":", "\"u" + member + "\":")
              + "}}}}}");
      var _ = channel.writeAndFlush(new PingWebSocketFrame(Unpooled.copiedBuffer("hello", UTF_8)));
    }

    private void move(Channel channel, JsonNode position) {
      if (room.flushMillis == 0) {
        sendAll(patch(Map.of(member, position)));
        return;
      }
      if (room.waiting.isEmpty()) {
        var _ =
            channel
                .eventLoop()
                .schedule(
                    () -> {
                      sendAll(patch(room.waiting));
                      room.waiting.clear();
                    },
                    room.flushMillis,
                    TimeUnit.MILLISECONDS);
      }
      room.waiting.put(member, position);
    }

    private static String patch(Map<Integer, JsonNode> positions) {
      ObjectNode players = HttpApi.JSON.createObjectNode();
      positions.forEach((who, position) -> players.putObject("u" + who).set("position", position));
      return "{\"type\":\"patch\",\"epoch\":1,\"version\":3,\"changes\":{\"all\":{\"players\":"
          + players
          + "}}}";
    }

    private void sendAll(String text) {
      room.members.forEach(each -> send(each, text));
    }

    private static void send(Channel channel, String text) {
      var _ = channel.writeAndFlush(new TextWebSocketFrame(text));
    }

    private static void stall() {
      try {
        Thread.sleep(600);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      room.members.remove(context.channel());
      if (room.space != null) {
        room.space.leave(context.channel());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, @Nullable Throwable cause) {
      var _ = context.close();
    }
  }
}
