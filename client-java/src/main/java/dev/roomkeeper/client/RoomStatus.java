package dev.roomkeeper.client;

/** How a room's connection is. */
public sealed interface RoomStatus {
  /** The first attempt is under way. */
  record Connecting() implements RoomStatus {}

  /** The replica follows the room. */
  record Joined() implements RoomStatus {}

  /** The connection is lost, and comes back by itself. */
  record Reconnecting(int attempt) implements RoomStatus {}

  /**
   * Nothing more happens by itself: the room was left, the member was refused, or the connection is
   * lost and the room does not reconnect.
   *
   * @param code of the table in the protocol's P21; 1000 if the room was left
   */
  record Stopped(int code, String reason) implements RoomStatus {}
}
