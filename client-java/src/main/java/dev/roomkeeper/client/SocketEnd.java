package dev.roomkeeper.client;

/** How a socket ended. */
public sealed interface SocketEnd {
  /** The code of a socket that ended without a close frame. */
  int ABNORMAL = 1006;

  /** It was open; the code is {@link #ABNORMAL} if the other side said nothing. */
  record Closed(int code, String reason) implements SocketEnd {}

  /** The server answered the handshake with another status than 101. */
  record Refused(int status, String body) implements SocketEnd {}

  /** It never opened. */
  record Unreachable(String reason) implements SocketEnd {}

  /** The server's bytes break the WebSocket protocol. */
  record Unreadable(String reason) implements SocketEnd {}
}
