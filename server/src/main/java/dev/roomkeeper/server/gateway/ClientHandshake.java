package dev.roomkeeper.server.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * A WebSocket handshake that a node makes with another node, like a client. Reads the answer, and
 * lets frames pass once it is right.
 */
final class ClientHandshake extends ByteToMessageDecoder {
  private static final int HEAD_BYTES_MAX = 16 << 10;
  private static final ByteBuf END =
      Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("\r\n\r\n", US_ASCII)).asReadOnly();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String key;

  ClientHandshake() {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    key = Base64.getEncoder().encodeToString(random);
  }

  /** The request without the final empty line, so that headers can be added. */
  String head(String host, String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n")
        + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + ("Sec-WebSocket-Key: " + key + "\r\n");
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    int length = ByteBufUtil.indexOf(END, in);
    if (length < 0) {
      if (in.readableBytes() > HEAD_BYTES_MAX) {
        throw new CorruptedFrameException("its answer has no end");
      }
      return;
    }
    String head = in.readCharSequence(length + END.readableBytes(), US_ASCII).toString();
    String accept = "\r\nSec-WebSocket-Accept: " + WebSocketTakeover.acceptValue(key) + "\r\n";
    if (!head.startsWith("HTTP/1.1 101 ") || !head.contains(accept)) {
      throw new CorruptedFrameException("it refuses: " + head.lines().findFirst().orElse(""));
    }
    out.add(Unpooled.EMPTY_BUFFER); // Reports an answer, even though no frame has arrived yet.
    context.pipeline().remove(this);
  }
}
