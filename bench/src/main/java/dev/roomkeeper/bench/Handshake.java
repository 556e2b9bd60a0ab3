package dev.roomkeeper.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of the WebSocket handshake (RFC 6455), with the token as a second subprotocol
 * (P2).
 */
final class Handshake {
  static final String SUBPROTOCOL = "roomkeeper.v1.json";
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private Handshake() {}

  static String key(byte[] sixteenRandomBytes) {
    return Base64.getEncoder().encodeToString(sixteenRandomBytes);
  }

  static String request(String authority, String path, String token, String key) {
    return ("GET " + path + " HTTP/1.1\r\n")
        + ("Host: " + authority + "\r\n")
        + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
        + ("Sec-WebSocket-Key: " + key + "\r\n")
        + "Sec-WebSocket-Version: 13\r\n"
        + ("Sec-WebSocket-Protocol: " + SUBPROTOCOL + ", bearer." + token + "\r\n\r\n");
  }

  /** What is wrong with the answer's head, or null if the socket is open. */
  static @Nullable String fault(String head, String key) {
    String[] lines = head.split("\r\n", -1);
    if (!lines[0].startsWith("HTTP/1.1 101")) {
      return "no upgrade: " + lines[0];
    }
    if (!accept(key).equals(header(lines, "sec-websocket-accept"))) {
      return "wrong Sec-WebSocket-Accept";
    }
    String subprotocol = header(lines, "sec-websocket-protocol");
    return SUBPROTOCOL.equals(subprotocol) ? null : "subprotocol " + subprotocol;
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

  private static @Nullable String header(String[] lines, String name) {
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).trim().toLowerCase(Locale.ROOT).equals(name)) {
        return line.substring(colon + 1).trim();
      }
    }
    return null;
  }
}
