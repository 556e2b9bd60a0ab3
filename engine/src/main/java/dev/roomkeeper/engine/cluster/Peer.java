package dev.roomkeeper.engine.cluster;

/**
 * One server process, as the others know it.
 *
 * @param id its own since it started: a process that starts anew is another peer
 * @param address host:port at which the others reach it
 * @param load how much it has to do: connections and rooms
 * @param takesRooms false for one that is draining or cut off, or serves HTTP only
 * @param isCutOff it lives, and gave up its rooms since it can't reach the database; see {@link
 *     Reach}
 */
public record Peer(String id, String address, int load, boolean takesRooms, boolean isCutOff) {
  public Peer {
    if (takesRooms && isCutOff) {
      throw new IllegalArgumentException(id + " is cut off and would take rooms");
    }
  }

  /** One that reaches the database. */
  public Peer(String id, String address, int load, boolean takesRooms) {
    this(id, address, load, takesRooms, false);
  }
}
