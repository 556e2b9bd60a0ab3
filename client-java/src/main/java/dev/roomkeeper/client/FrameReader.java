package dev.roomkeeper.client;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a server's WebSocket frames from a stream of bytes (RFC 6455), and joins fragmented
 * messages. It replaces Netty's decoder because load tests share the machine with the server, so a
 * frame must cost the client very little.
 */
final class FrameReader {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  static final int MESSAGE_BYTES_MAX = 16 << 20;

  /** Receives the messages. */
  interface Sink {
    /** An array of at least this length; it may be the same array each time. */
    byte[] space(int length);

    /**
     * One whole message or control frame: the first {@code length} bytes, valid during the call.
     */
    void message(int opcode, byte[] data, int length);
  }

  private @Nullable ByteArrayOutputStream fragments;
  private int fragmentsOpcode;

  /** Reads all complete frames, and leaves the rest in the buffer. */
  void read(ByteBuf in, Sink sink) {
    while (true) {
      int at = in.readerIndex();
      int readable = in.readableBytes();
      if (readable < 2) {
        return;
      }
      int first = in.getUnsignedByte(at);
      int second = in.getUnsignedByte(at + 1);
      boolean last = (first & 0x80) != 0;
      int opcode = first & 0x0f;
      check((first & 0x70) == 0, "reserved bits set");
      check((second & 0x80) == 0, "masked frame from the server");
      int header = 2;
      long length = second & 0x7f;
      if (opcode >= CLOSE) {
        check(last && length < 126, "control frame that is too long or fragmented");
      }
      if (length == 126) {
        header = 4;
        if (readable < header) {
          return;
        }
        length = in.getUnsignedShort(at + 2);
      } else if (length == 127) {
        header = 10;
        if (readable < header) {
          return;
        }
        length = in.getLong(at + 2);
      }
      check(length >= 0 && length <= MESSAGE_BYTES_MAX, "frame of " + length + " bytes");
      if (readable < header + length) {
        return;
      }
      byte[] data = sink.space((int) length);
      in.skipBytes(header).readBytes(data, 0, (int) length);
      frame(last, opcode, data, (int) length, sink);
    }
  }

  private void frame(boolean last, int opcode, byte[] data, int length, Sink sink) {
    switch (opcode) {
      case CLOSE, PING, PONG -> sink.message(opcode, data, length);
      case TEXT, BINARY -> {
        check(fragments == null, "new message before the end of the previous one");
        if (last) {
          sink.message(opcode, data, length);
        } else {
          fragments = new ByteArrayOutputStream();
          fragments.write(data, 0, length);
          fragmentsOpcode = opcode;
        }
      }
      case CONTINUATION -> {
        ByteArrayOutputStream sofar = fragments;
        if (sofar == null) {
          throw new IllegalStateException("continuation without a message");
        }
        sofar.write(data, 0, length);
        check(sofar.size() <= MESSAGE_BYTES_MAX, "message of over " + MESSAGE_BYTES_MAX + " bytes");
        if (last) {
          fragments = null;
          sink.message(fragmentsOpcode, sofar.toByteArray(), sofar.size());
        }
      }
      default -> throw new IllegalStateException("unknown opcode " + opcode);
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
