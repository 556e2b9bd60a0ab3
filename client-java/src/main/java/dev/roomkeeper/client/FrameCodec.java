package dev.roomkeeper.client;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** How frames are written in one subprotocol. The server selects which one a socket speaks. */
public interface FrameCodec {
  /** All that this client speaks, the preferred one first. */
  List<String> SUBPROTOCOLS = List.of(BinaryFrames.SUBPROTOCOL, JsonFrames.SUBPROTOCOL);

  /**
   * The codec of the subprotocol that a server selected, for one link; it is one that was offered.
   *
   * @param held what was told on the links before
   */
  static FrameCodec of(String subprotocol, HeldLayers held) {
    return switch (subprotocol) {
      case BinaryFrames.SUBPROTOCOL -> new BinaryFrames(held);
      case JsonFrames.SUBPROTOCOL -> new JsonFrames();
      default ->
          throw new IllegalArgumentException("no codec for the subprotocol '" + subprotocol + "'");
    };
  }

  String subprotocol();

  /** Whether its messages are binary. */
  boolean isBinary();

  /** Reads the first bytes of the array as one frame of the server's. */
  default ServerFrame read(byte[] data, int length) throws UnreadableFrame {
    return JsonFrames.read(json(data, length));
  }

  default byte[] write(ClientFrame frame) {
    return bytes(JsonFrames.json(frame));
  }

  /** The same as the JSON that it is or stands for. */
  ObjectNode json(byte[] data, int length) throws UnreadableFrame;

  /** Writes a client's frame that is JSON. */
  byte[] bytes(ObjectNode frame);

  /** The server sent what this client can't read; the message says what was wrong. */
  final class UnreadableFrame extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableFrame(String message) {
      super(message);
    }
  }
}
