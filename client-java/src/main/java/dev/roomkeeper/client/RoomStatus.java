package dev.roomkeeper.client;

/** How a room's connection is. */
public sealed interface RoomStatus {
  /** The first attempt is under way. */
  record Connecting() implements RoomStatus {}

  /** The replica follows the room. */
  record Joined() implements RoomStatus {}

  /**
   * The connection is lost, and comes back by itself.
   *
   * @param code with which it ended last; 1006 if nobody said why
   */
  record Reconnecting(int attempt, int code, String reason) implements RoomStatus {}

  /**
   * Nothing more happens by itself: the room was left, the member was refused, or the connection is
   * lost and the room does not reconnect.
   *
   * @param code of the table in the protocol's P21; 1000 if the room was left
   */
  record Stopped(int code, String reason) implements RoomStatus {}
}
