package dev.roomkeeper.client;

/**
 * Who joins which room, and how.
 *
 * @param reconnects whether a connection that is lost comes back by itself
 * @param asksForLife whether a quiet server is asked for a sign of life, and given up without one
 * @param joinLimitMillis how long a socket may take from its opening to {@code joined} (P21)
 */
record JoinSettings(
    ServerAddress server,
    String roomId,
    TokenSource tokens,
    ClientFrame.Join join,
    boolean reconnects,
    boolean asksForLife,
    long joinLimitMillis,
    RoomTap tap) {}
