package dev.roomkeeper.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The client's side of the WebSocket handshake (RFC 6455). */
final class Handshake {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final int HEAD_BYTES_MAX = 64 << 10;
  private static final int BODY_BYTES_MAX = 64 << 10;
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  /** The head of the server's response. */
  record Answer(int status, List<String> lines) {
    /** Reads the head; null if it is not complete yet. */
    static @Nullable Answer take(ByteBuf in) {
      int end = ByteBufUtil.indexOf(Unpooled.wrappedBuffer(END_OF_HEAD), in);
      if (end < 0) {
        if (in.readableBytes() > HEAD_BYTES_MAX) {
          throw new IllegalStateException("the head of the handshake's response is too large");
        }
        return null;
      }
      String head = in.readCharSequence(end - in.readerIndex(), ISO_8859_1).toString();
      in.skipBytes(END_OF_HEAD.length);
      return of(head);
    }

    static Answer of(String head) {
      List<String> lines = List.of(head.split("\r\n", -1));
      String[] first = lines.getFirst().split(" ", 3);
      if (first.length < 2 || !first[0].startsWith("HTTP/1.") || !first[1].matches("\\d{3}")) {
        throw new IllegalStateException("not HTTP: " + lines.getFirst());
      }
      return new Answer(Integer.parseInt(first[1]), lines);
    }

    boolean isUpgrade() {
      return status == 101;
    }

    /** The header's value, or "". */
    String header(String name) {
      for (String line : lines) {
        int colon = line.indexOf(':');
        if (colon > 0 && line.substring(0, colon).trim().toLowerCase(Locale.ROOT).equals(name)) {
          return line.substring(colon + 1).trim();
        }
      }
      return "";
    }

    /** How many bytes of the body to read. */
    int bodyBytes() {
      String told = header("content-length");
      return told.matches("\\d{1,9}")
          ? Math.min(Integer.parseInt(told), BODY_BYTES_MAX)
          : BODY_BYTES_MAX;
    }

    /** The subprotocol that the server selected, or "". */
    String subprotocol() {
      return header("sec-websocket-protocol");
    }

    /** What is wrong with the upgrade, or null if nothing is. */
    @Nullable String fault(String key, List<String> offered) {
      if (!accept(key).equals(header("sec-websocket-accept"))) {
        return "wrong Sec-WebSocket-Accept";
      }
      String selected = subprotocol();
      boolean known = offered.isEmpty() ? selected.isEmpty() : offered.contains(selected);
      return known ? null : "subprotocol '" + selected + "'";
    }
  }

  private Handshake() {}

  static String key(byte[] sixteenRandomBytes) {
    return Base64.getEncoder().encodeToString(sixteenRandomBytes);
  }

  /**
   * The request that opens a socket.
   *
   * @param headers further lines, each a whole header
   */
  static String request(
      String authority, String path, List<String> headers, List<String> subprotocols, String key) {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
    request.append("Host: ").append(authority).append("\r\n");
    request.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
    request.append("Sec-WebSocket-Key: ").append(key).append("\r\n");
    if (!subprotocols.isEmpty()) {
      request.append("Sec-WebSocket-Protocol: ");
      request.append(String.join(", ", subprotocols)).append("\r\n");
    }
    headers.forEach(line -> request.append(line).append("\r\n"));
    return request.append("\r\n").toString();
  }

  static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
