package dev.roomkeeper.client;

/** How one socket of a room ended. */
sealed interface LinkEnd {
  /** The socket ended, or could not be opened. */
  record Ended(SocketEnd how) implements LinkEnd {}

  /** The socket did not open in time, or {@code joined} did not arrive in time. */
  record NotJoined() implements LinkEnd {}

  /** The server did not answer a ping: it is frozen or cut off. */
  record Silent() implements LinkEnd {}

  /** A frame could not be read, so the state may be wrong. */
  record Unreadable(String reason) implements LinkEnd {}
}
