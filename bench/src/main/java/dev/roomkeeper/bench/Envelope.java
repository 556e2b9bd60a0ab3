package dev.roomkeeper.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a server on another package wraps a frame; the servers are in {@code bench/compare}. The
 * frame inside is JSON text, so the bench finds stamps in it as in a frame without an envelope.
 */
enum Envelope {
  /** No envelope. The client may join as soon as the socket is open. */
  NONE(false) {
    @Override
    byte[] wrap(String frame) {
      return ascii(frame);
    }

    @Override
    Step step(byte[] data, int length) {
      return Step.FRAME;
    }
  },

  /** Socket.IO: the frame is the argument of the event "f". */
  SOCKETIO(false) {
    @Override
    byte[] wrap(String frame) {
      return ascii("42[\"f\"," + frame + "]");
    }

    @Override
    Step step(byte[] data, int length) {
      return switch (new String(data, 0, Math.min(length, 2), StandardCharsets.US_ASCII)) {
        case "42" -> Step.FRAME;
        case "40" -> Step.READY;
        case "2" -> new Step(ascii("3"), false, false); // a ping
        default -> new Step(ascii("40"), false, false); // the socket's greeting
      };
    }
  },

  /** Colyseus: the frame is a text in the message "f". */
  COLYSEUS(true) {
    private static final int JOINED = 10;
    private static final int MESSAGE = 13;

    @Override
    byte[] wrap(String frame) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(frame.length() + 6);
      out.write(MESSAGE);
      out.write(0xa1);
      out.write('f');
      out.write(0xda); // a text of up to 64 KiB
      out.write(frame.length() >> 8);
      out.write(frame.length());
      out.writeBytes(ascii(frame));
      return out.toByteArray();
    }

    @Override
    Step step(byte[] data, int length) {
      return switch (data[0]) {
        case JOINED -> new Step(new byte[] {JOINED}, true, false);
        case MESSAGE -> Step.FRAME;
        default -> new Step(null, false, false);
      };
    }
  };

  /**
   * What to do with a message of the server.
   *
   * @param reply the reply to send, or null
   * @param isReady whether the client may join now
   * @param isFrame whether the message contains a frame
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Step(byte @Nullable [] reply, boolean isReady, boolean isFrame) {
    static final Step FRAME = new Step(null, false, true);
    static final Step READY = new Step(null, true, false);
  }

  private final boolean binary;

  Envelope(boolean binary) {
    this.binary = binary;
  }

  boolean isBinary() {
    return binary;
  }

  /** The message with this frame, which must be ASCII. */
  abstract byte[] wrap(String frame);

  abstract Step step(byte[] data, int length);

  /** The frame in a message that contains one. */
  static String frame(byte[] data, int length) {
    String text = new String(data, 0, length, StandardCharsets.UTF_8);
    return text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
