package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.server.limits.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * Reads a client's messages with its dialect, within limits of size and rate, and passes them to
 * the dialect. Closes a client that keeps sending garbage, or far too much. Confined to its
 * connection's loop.
 */
final class Intake {
  /** The largest message that is read, both as received and as JSON. */
  static final int MESSAGE_BYTES_MAX = 64 << 10;

  private static final int MALFORMED_IN_A_ROW_MAX = 3;

  /** How many frames above the limit, and not compensated since, are tolerated. */
  private static final int OVER_LIMIT_MAX = 1_000;

  private final Connection connection;
  private final Dialect dialect;
  private final Limits.Allowance allowance;

  private int malformed;
  private int overLimit;

  Intake(Connection connection, Dialect dialect, Limits.Allowance allowance) {
    this.connection = connection;
    this.dialect = dialect;
    this.allowance = allowance;
  }

  /** Takes a frame of an open connection, except for a close frame. */
  void take(WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text when !dialect.isBinary() -> message(text.content());
      case TextWebSocketFrame _ -> malformed("this subprotocol is binary; a text frame came");
      case BinaryWebSocketFrame binary when dialect.isBinary() -> message(binary.content());
      case BinaryWebSocketFrame _ -> malformed("this subprotocol is text; a binary frame came");
      case PingWebSocketFrame ping -> {
        if (isWithinLimit(ping.content().readableBytes())) {
          connection.say(Frames.frame(Frames.OPCODE_PONG, ByteBufUtil.getBytes(ping.content())));
        }
      }
      default ->
          isWithinLimit(
              frame
                  .content()
                  .readableBytes()); // A pong. The connection has already noted that the client is
        // alive.
    }
  }

  private void message(ByteBuf content) {
    boolean withinLimit = isWithinLimit(content.readableBytes());
    if (connection.isClosing()) {
      return;
    }
    if (content.readableBytes() > MESSAGE_BYTES_MAX) {
      malformed("a message has at most " + MESSAGE_BYTES_MAX + " bytes", Code.TOO_LARGE);
      return;
    }
    JsonObject json;
    try {
      json = dialect.read(ByteBufUtil.getBytes(content));
    } catch (Dialect.MalformedMessage e) {
      malformed(String.valueOf(e.getMessage()), e.code());
      return;
    }
    String problem = dialect.take(json, withinLimit);
    if (problem == null) {
      malformed = 0;
    } else {
      malformed(problem);
    }
  }

  private void malformed(String problem) {
    malformed(problem, Code.BAD_REQUEST);
  }

  private void malformed(String problem, Code code) {
    connection.say(dialect.error(code, problem));
    if (++malformed >= MALFORMED_IN_A_ROW_MAX) {
      connection.close(CloseCode.BAD_FRAMES, "three bad frames in a row: " + problem);
    }
  }

  /** Counts a frame that is only a fragment of a message. */
  void fragment() {
    isWithinLimit(0); // Its bytes are counted with the message.
  }

  /** Whether one more frame may come in. Closes a client that is far too fast. */
  private boolean isWithinLimit(int bytes) {
    if (allowance.take(bytes)) {
      overLimit = Math.max(0, overLimit - 1);
      return true;
    }
    if (++overLimit >= OVER_LIMIT_MAX) {
      connection.close(CloseCode.RATE, "far too many frames");
    }
    return false;
  }
}
