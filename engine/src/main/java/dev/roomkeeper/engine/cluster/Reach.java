package dev.roomkeeper.engine.cluster;

/**
 * Whether a node reaches the database. While nobody does, nobody can take its rooms over and it
 * keeps them; where it alone does not, it is in everybody's way.
 *
 * @param aloneSinceTicks since when others reached it each time that this node did not
 * @param isCutOff that was so for too long: its rooms are for others, until the database answers
 */
public record Reach(long aloneSinceTicks, boolean isCutOff) {
  /** So long others must reach it alone; a database that comes back comes back to one first. */
  static final long ALONE_MILLIS = 3_000;

  private static final long NEVER = Long.MAX_VALUE;

  /** The database answered. */
  public static final Reach FINE = new Reach(NEVER, false);

  /** It did not answer; the others were asked whether it answers them. */
  public Reach unanswered(boolean othersReachIt, long now) {
    if (isCutOff) {
      return this;
    }
    long since = othersReachIt ? Math.min(aloneSinceTicks, now) : NEVER;
    return new Reach(since, othersReachIt && now - since >= ALONE_MILLIS);
  }
}
