package dev.roomkeeper.client;

import java.util.List;

/**
 * Who joins which room, and how.
 *
 * @param before what was seen of the room already
 * @param joinLimitMillis how long a socket may take from its opening to {@code joined} (P21)
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
   * What a connection does by itself.
   *
   * @param reconnects whether it comes back when it is lost
   * @param asksForLife whether a quiet server is asked for a sign of life, and given up without one
   * @param speaksJson whether it speaks JSON also where the server knows the binary subprotocol
   */
  record Habits(boolean reconnects, boolean asksForLife, boolean speaksJson) {}

  boolean reconnects() {
    return habits.reconnects;
  }

  boolean asksForLife() {
    return habits.asksForLife;
  }

  /** What a socket offers, the preferred one first. */
  List<String> subprotocols() {
    return habits.speaksJson ? List.of(JsonFrames.SUBPROTOCOL) : FrameCodec.SUBPROTOCOLS;
  }
}
