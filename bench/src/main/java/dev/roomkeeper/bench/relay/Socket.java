package dev.roomkeeper.bench.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One member's socket. It reads whole, masked text frames, and only the few bytes of them that it
 * needs. It is a WebSocket endpoint for the load generator alone: a fragmented message closes it.
 */
final class Socket extends ByteToMessageDecoder {
  private static final int OPCODE_CLOSE = 8;
  private static final int OPCODE_TEXT = 1;
  private static final byte[] PAYLOAD = Relay.ascii("\"payload\":");
  private static final byte[] SEQ = Relay.ascii("\"seq\":");
  private static final int TYPE_AT = "{\"type\":\"".length();

  private final Room room;
  private final int number;
  private byte[] text = new byte[256];
  @Nullable ChannelHandlerContext out;

  Socket(Room room, int number) {
    this.room = room;
    this.number = number;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    out = context;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> frames) {
    while (in.readableBytes() >= 2) {
      int at = in.readerIndex();
      int opcode = in.getByte(at) & 15;
      int length = in.getByte(at + 1) & 127;
      int head = length == 126 ? 4 : 2;
      if (length == 127 || in.getByte(at) >= 0) {
        throw new IllegalArgumentException("a frame of more than 64 KiB, or a fragment");
      }
      if (in.readableBytes() < head + 4) {
        return;
      }
      if (length == 126) {
        length = in.getUnsignedShort(at + 2);
      }
      if (in.readableBytes() < head + 4 + length) {
        return;
      }
      if (opcode == OPCODE_CLOSE) {
        in.skipBytes(in.readableBytes());
        var _ = context.close();
        return;
      }
      unmask(in, at + head, length);
      in.skipBytes(head + 4 + length);
      if (opcode == OPCODE_TEXT) {
        received(length);
      }
    }
  }

  private void unmask(ByteBuf in, int maskAt, int length) {
    if (text.length < length) {
      text = new byte[Math.max(length, 2 * text.length)];
    }
    in.getBytes(maskAt + 4, text, 0, length);
    int mask = in.getInt(maskAt);
    for (int i = 0; i < length; i++) {
      text[i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
    }
  }

  private void received(int length) {
    switch (text[TYPE_AT]) {
      case 'j' -> room.join(this, number);
      case 'b' -> {
        int seq = find(SEQ, length);
        int end = seq;
        while (text[end] >= '0' && text[end] <= '9') {
          end++;
        }
        room.board(this, text, find(PAYLOAD, length), length - 1, seq, end);
      }
      case 'm' -> {
        int from = find(PAYLOAD, length);
        if (text[TYPE_AT + 1] == 'e') {
          room.message(text, from, length - 1);
        } else {
          room.move(number, text, from, length - 1);
        }
      }
      default -> throw new IllegalArgumentException("an unknown command");
    }
  }

  /** The index after these bytes in the received text. */
  private int find(byte[] wanted, int length) {
    for (int i = TYPE_AT; i + wanted.length <= length; i++) {
      int j = 0;
      while (j < wanted.length && text[i + j] == wanted[j]) {
        j++;
      }
      if (j == wanted.length) {
        return i + j;
      }
    }
    throw new IllegalArgumentException("a command lacks a field");
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    room.leave(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      System.err.println("relay: " + cause);
    }
    var _ = context.close();
  }

  /** A buffer for a text frame of so many bytes, with the header written. */
  static ByteBuf frame(ChannelHandlerContext out, int length) {
    ByteBuf frame = out.alloc().directBuffer(length + 4);
    frame.writeByte(0x80 | OPCODE_TEXT);
    if (length < 126) {
      frame.writeByte(length);
    } else if (length < 65_536) {
      frame.writeByte(126).writeShort(length);
    } else {
      frame.writeByte(127).writeLong(length);
    }
    return frame;
  }

  static void write(ByteBuf frame, String text) {
    ByteBufUtil.writeAscii(frame, text);
  }
}
