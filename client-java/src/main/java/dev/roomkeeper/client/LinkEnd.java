package dev.roomkeeper.client;

/** How one socket of a room ended. */
sealed interface LinkEnd {
  /** By itself, or by the server. */
  record Ended(SocketEnd how) implements LinkEnd {}

  /** It did not open, or brought no {@code joined}, in time. */
  record NotJoined() implements LinkEnd {}

  /** The server gave no sign of life: it is frozen, or cut off. */
  record Silent() implements LinkEnd {}

  /** It brought what this client can't read, so its state can't be trusted. */
  record Unreadable(String reason) implements LinkEnd {}
}
