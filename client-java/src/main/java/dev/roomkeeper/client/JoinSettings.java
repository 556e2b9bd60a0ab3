package dev.roomkeeper.client;

import java.util.List;

/**
 * Who joins which room, and how.
 *
 * @param before what the member has seen of the room already
 * @param joinLimitMillis how long a socket may take from opening to {@code joined} (P21)
 */
record JoinSettings(
    ServerAddress server,
    String roomId,
    TokenSource tokens,
    ClientFrame.Join join,
    Replica before,
    Habits habits,
    long joinLimitMillis,
    RoomTap tap) {

  /**
   * What a connection does on its own.
   *
   * @param reconnects whether it reconnects after it was lost
   * @param asksForLife whether it pings a quiet server, and gives the connection up without a pong
   * @param speaksJson whether it speaks JSON even if the server supports the binary subprotocol
   */
  record Habits(boolean reconnects, boolean asksForLife, boolean speaksJson) {}

  boolean reconnects() {
    return habits.reconnects;
  }

  boolean asksForLife() {
    return habits.asksForLife;
  }

  /** The subprotocols that a socket offers, the preferred one first. */
  List<String> subprotocols() {
    return habits.speaksJson ? List.of(JsonFrames.SUBPROTOCOL) : FrameCodec.SUBPROTOCOLS;
  }
}
