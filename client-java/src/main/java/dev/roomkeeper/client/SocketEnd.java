package dev.roomkeeper.client;

/** How a socket ended. */
public sealed interface SocketEnd {
  /** The code of a socket that ended without a close frame. */
  int ABNORMAL = 1006;

  /** An open socket was closed; the code is {@link #ABNORMAL} if no close frame came. */
  record Closed(int code, String reason) implements SocketEnd {}

  /** The server answered the handshake with a status other than 101. */
  record Refused(int status, String body) implements SocketEnd {}

  /** The socket never opened. */
  record Unreachable(String reason) implements SocketEnd {}

  /** The server's bytes violate the WebSocket protocol. */
  record Unreadable(String reason) implements SocketEnd {}
}
