package dev.roomkeeper.engine.cluster;

/**
 * Whether a node reaches the database. If no node does, nobody can take its rooms over and it keeps
 * them. If only this one does not, it is in the way of the others.
 *
 * @param aloneSinceTicks since when the others reached it whenever this node did not
 * @param isCutOff that lasted too long: the others take its rooms until the database answers again
 */
public record Reach(long aloneSinceTicks, boolean isCutOff) {
  /**
   * How long only the others must reach it. A database that comes back is often reached by one node
   * first.
   */
  static final long ALONE_MILLIS = 3_000;

  private static final long NEVER = Long.MAX_VALUE;

  /** The database answered. */
  public static final Reach FINE = new Reach(NEVER, false);

  /** It did not answer, and the others were asked whether it answers them. */
  public Reach unanswered(boolean othersReachIt, long now) {
    if (isCutOff) {
      return this;
    }
    long since = othersReachIt ? Math.min(aloneSinceTicks, now) : NEVER;
    return new Reach(since, othersReachIt && now - since >= ALONE_MILLIS);
  }
}
