package dev.roomkeeper.bench.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A room and its members. All methods run on its event loop, as do its sockets. */
final class Room {
  private static final String JOINED_START =
      "{\"type\":\"joined\",\"payload\":{\"self\":\"u\",\"session\":\"s\",\"layers\":{\"all\":{\"players\":{";
  private static final String JOINED_END = "}}}}}";
  private static final String PATCH_START =
      "{\"type\":\"patch\",\"epoch\":1,\"version\":2,\"changes\":{\"all\":{";
  private static final String PATCH_END = "}}}";

  private final EventLoop loop;
  private final int flushMillis;
  private final List<Socket> members = new ArrayList<>();
  private final Map<Integer, byte[]> moved = new LinkedHashMap<>();

  Room(EventLoop loop, int flushMillis) {
    this.loop = loop;
    this.flushMillis = flushMillis;
  }

  EventLoop loop() {
    return loop;
  }

  /** Adds a member. The others receive nothing, since a relay has no list of members. */
  void join(Socket socket, int number) {
    if (!loop.inEventLoop()) {
      loop.execute(() -> join(socket, number)); // its channel is being moved to this loop
      return;
    }
    members.add(socket);
    String text = JOINED_START + "\"u" + number + "\":{}" + JOINED_END;
    ChannelHandlerContext out = socket.out;
    if (out != null) {
      ByteBuf frame = Socket.frame(out, text.length());
      Socket.write(frame, text);
      var _ = out.writeAndFlush(frame);
    }
  }

  void leave(Socket socket) {
    loop.execute(() -> members.remove(socket));
  }

  void message(byte[] text, int from, int to) {
    String start = "{\"type\":\"message\",\"from\":\"u\",\"payload\":";
    sendAll(start, text, from, to, "}");
  }

  void board(Socket sender, byte[] text, int from, int to, int seqFrom, int seqTo) {
    sendAll(PATCH_START + "\"board\":", text, from, to, PATCH_END);
    String ack =
        "{\"type\":\"ack\",\"seq\":"
            + new String(text, seqFrom, seqTo - seqFrom, StandardCharsets.US_ASCII)
            + ",\"durable\":true}";
    ChannelHandlerContext out = sender.out;
    if (out != null) {
      ByteBuf frame = Socket.frame(out, ack.length());
      Socket.write(frame, ack);
      var _ = out.writeAndFlush(frame, out.voidPromise());
    }
  }

  void move(int number, byte[] text, int from, int to) {
    if (flushMillis > 0 && moved.isEmpty()) {
      var _ = loop.schedule(this::flush, flushMillis, TimeUnit.MILLISECONDS);
    }
    byte[] position = new byte[to - from];
    System.arraycopy(text, from, position, 0, position.length);
    moved.put(number, position);
    if (flushMillis == 0) {
      flush();
    }
  }

  private void flush() {
    ChannelHandlerContext any = anybody();
    if (any == null) {
      moved.clear();
      return;
    }
    ByteBuf players = any.alloc().heapBuffer();
    try {
      Socket.write(players, "\"players\":{");
      moved.forEach((number, position) -> {
        if (players.getByte(players.writerIndex() - 1) == '}') {
          players.writeByte(',');
        }
        Socket.write(players, "\"u" + number + "\":{\"position\":");
        players.writeBytes(position).writeByte('}');
      });
      players.writeByte('}');
      moved.clear();
      sendAll(PATCH_START, players, PATCH_END);
    } finally {
      players.release();
    }
  }

  private void sendAll(String start, byte[] text, int from, int to, String end) {
    sendAll(start, Unpooled.wrappedBuffer(text, from, to - from), end);
  }

  /** Encodes a frame once; all sockets send the same bytes. */
  private void sendAll(String start, ByteBuf middle, String end) {
    ChannelHandlerContext any = anybody();
    if (any == null) {
      return;
    }
    ByteBuf frame = Socket.frame(any, start.length() + middle.readableBytes() + end.length());
    Socket.write(frame, start);
    frame.writeBytes(middle);
    Socket.write(frame, end);
    for (Socket member : members) {
      ChannelHandlerContext out = member.out;
      if (out != null) {
        var _ = out.writeAndFlush(frame.retainedDuplicate(), out.voidPromise());
      }
    }
    frame.release();
  }

  private @Nullable ChannelHandlerContext anybody() {
    return members.isEmpty() ? null : members.getFirst().out;
  }
}
