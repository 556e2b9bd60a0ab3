package dev.roomkeeper.engine.cluster;

/**
 * One server process, as the others know it.
 *
 * @param id unique per process start: a restarted process is another peer
 * @param address host:port at which the others reach it
 * @param load its connections and rooms
 * @param takesRooms false while it drains or is cut off, or if it serves HTTP only
 * @param isCutOff it is alive but gave up its rooms, since it cannot reach the database; see {@link
 *     Reach}
 * @param kinds the kinds of rooms that it can run
 */
public record Peer(
    String id, String address, int load, boolean takesRooms, boolean isCutOff, Kinds kinds) {
  public Peer {
    if (takesRooms && isCutOff) {
      throw new IllegalArgumentException(id + " is cut off and would take rooms");
    }
  }

  /** A peer that reaches the database, and does not say what it can run. */
  public Peer(String id, String address, int load, boolean takesRooms) {
    this(id, address, load, takesRooms, false, Kinds.UNSAID);
  }

  /** Whether it takes rooms and can run this one. */
  public boolean takes(Kinds.Needed needed) {
    return takesRooms && kinds.run(needed);
  }
}
