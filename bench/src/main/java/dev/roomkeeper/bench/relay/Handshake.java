package dev.roomkeeper.bench.relay;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers HTTP requests: makes guests and rooms, and opens sockets to rooms. */
final class Handshake extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final String SOCKETS = "/ws/";
  private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final Pattern FLUSH = Pattern.compile("\"flushMillis\":(\\d{1,6})");

  private final Relay relay;

  Handshake(Relay relay) {
    this.relay = relay;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    String path = request.uri();
    if (path.startsWith(SOCKETS)) {
      upgrade(context, request, relay.room(path.substring(SOCKETS.length())));
    } else if (path.equals("/api/v1/guest")) {
      int number = relay.next();
      answer(context, "{\"token\":\"t." + number + "\",\"userId\":\"u" + number + "\"}");
    } else if (path.equals("/api/v1/rooms")) {
      Matcher flush = FLUSH.matcher(request.content().toString(StandardCharsets.UTF_8));
      String id = relay.makeRoom(flush.find() ? Integer.parseInt(flush.group(1)) : 0);
      answer(context, "{\"id\":\"" + id + "\",\"kind\":\"lobby\"}");
    } else {
      throw new IllegalArgumentException("no path " + path);
    }
  }

  private static void answer(ChannelHandlerContext context, String json) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.CREATED,
            Unpooled.wrappedBuffer(json.getBytes(StandardCharsets.UTF_8)));
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    var _ = context.writeAndFlush(response);
  }

  private void upgrade(ChannelHandlerContext context, FullHttpRequest request, Room room) {
    String key = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY, "");
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
    response
        .headers()
        .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
        .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, accept(key))
        .set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, "roomkeeper.v1.json");
    Channel channel = context.channel();
    var _ =
        channel
            .writeAndFlush(response)
            .addListener(sent -> {
              ChannelPipeline pipeline = channel.pipeline();
              pipeline.addLast(new Socket(room, relay.next()));
              pipeline.remove(HttpObjectAggregator.class);
              pipeline.remove(this);
              pipeline.remove(HttpServerCodec.class);
              moveTo(channel, room);
            });
  }

  /** Moves a socket to its room's loop, so that frames never cross threads. */
  private static void moveTo(Channel channel, Room room) {
    if (channel.eventLoop() == room.loop()) {
      return;
    }
    var _ =
        channel
            .deregister()
            .addListener(gone -> {
              var _ = room.loop().register(channel);
            });
  }

  private static String accept(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(Relay.ascii(key + ACCEPT_SALT));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    System.err.println("relay: " + cause);
    var _ = context.close();
  }
}
