package dev.roomkeeper.client;

/** The state of a room's connection. */
public sealed interface RoomStatus {
  /** The first attempt is under way. */
  record Connecting() implements RoomStatus {}

  /** The connection is up, and the replica follows the room. */
  record Joined() implements RoomStatus {}

  /**
   * The connection is lost, and the client tries to reconnect.
   *
   * @param attempt 1 for the first
   * @param code of the last close; 1006 if there was no close frame
   */
  record Reconnecting(int attempt, int code, String reason) implements RoomStatus {}

  /**
   * The client does not reconnect: the member left the room or was refused, or reconnecting is
   * turned off.
   *
   * @param code as in the table of the protocol's P21; 1000 if the member left
   */
  record Stopped(int code, String reason) implements RoomStatus {}
}
