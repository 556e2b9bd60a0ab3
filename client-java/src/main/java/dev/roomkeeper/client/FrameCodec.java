package dev.roomkeeper.client;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes the frames of one subprotocol. The server selects the subprotocol of a socket.
 */
public interface FrameCodec {
  /** All subprotocols of this client, the preferred one first. */
  List<String> SUBPROTOCOLS = List.of(BinaryFrames.SUBPROTOCOL, JsonFrames.SUBPROTOCOL);

  /**
   * A codec for one link, of the subprotocol that the server selected.
   *
   * @param held the layers that the server sent on earlier links
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

  /** Whether its messages are binary WebSocket messages. */
  boolean isBinary();

  /** Reads one frame of the server from the first {@code length} bytes. */
  default ServerFrame read(byte[] data, int length) throws UnreadableFrame {
    return JsonFrames.read(json(data, length));
  }

  default byte[] write(ClientFrame frame) {
    return bytes(JsonFrames.json(frame));
  }

  /** Like {@link #read}, as the JSON that the frame is or stands for. */
  ObjectNode json(byte[] data, int length) throws UnreadableFrame;

  /** Writes a client's frame, given as JSON. */
  byte[] bytes(ObjectNode frame);

  /** A frame of the server that this client can't read; the message says what is wrong. */
  final class UnreadableFrame extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableFrame(String message) {
      super(message);
    }
  }
}
