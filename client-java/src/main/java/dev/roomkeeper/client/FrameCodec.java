package dev.roomkeeper.client;

import java.util.List;

/** How frames are written in one subprotocol. The server selects which one a socket speaks. */
public interface FrameCodec {
  /** All that this client speaks, the preferred one first. */
  List<FrameCodec> ALL = List.of(new JsonFrames());

  List<String> SUBPROTOCOLS = ALL.stream().map(FrameCodec::subprotocol).toList();

  /** The codec of the subprotocol that a server selected; it is one that was offered. */
  static FrameCodec of(String subprotocol) {
    for (FrameCodec codec : ALL) {
      if (codec.subprotocol().equals(subprotocol)) {
        return codec;
      }
    }
    throw new IllegalArgumentException("no codec for the subprotocol '" + subprotocol + "'");
  }

  String subprotocol();

  /** Whether its messages are binary. */
  boolean isBinary();

  /** Reads the first bytes of the array as one frame of the server's. */
  ServerFrame read(byte[] data, int length) throws UnreadableFrame;

  byte[] write(ClientFrame frame);

  /** The server sent what this client can't read; the message says what was wrong. */
  final class UnreadableFrame extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableFrame(String message) {
      super(message);
    }
  }
}
