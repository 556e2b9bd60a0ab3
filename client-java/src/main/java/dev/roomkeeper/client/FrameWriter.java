package dev.roomkeeper.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Writes a client's WebSocket frames: whole messages, masked as RFC 6455 requires. */
final class FrameWriter {
  private FrameWriter() {}

  static ByteBuf frame(
      ByteBufAllocator allocator, int opcode, byte[] payload, int length, int mask) {
    ByteBuf out = allocator.buffer(length + 14);
    out.writeByte(0x80 | opcode);
    if (length < 126) {
      out.writeByte(0x80 | length);
    } else if (length < 65536) {
      out.writeByte(0x80 | 126).writeShort(length);
    } else {
      out.writeByte(0x80 | 127).writeLong(length);
    }
    out.writeInt(mask);
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      int word =
          (payload[i] & 0xff) << 24
              | (payload[i + 1] & 0xff) << 16
              | (payload[i + 2] & 0xff) << 8
              | (payload[i + 3] & 0xff);
      out.writeInt(word ^ mask);
    }
    for (; i < length; i++) {
      out.writeByte(payload[i] ^ (mask >>> (24 - 8 * (i % 4))));
    }
    return out;
  }
}
