package dev.roomkeeper.server.queue;

import dev.roomkeeper.engine.kind.Matchmaking;

/**
 * The parameters of matchmaking.
 *
 * @param seatsMin a match begins with at least this many
 * @param seatsMax a full waiting room begins at once
 * @param countdownMillis starts when {@code seatsMin} are there, once in a room's life
 * @param roomMillis how long a waiting room lives
 * @param unseenMillis how long a ticket outlives the last sign of one of its people
 * @param boundMillis whoever waits longer fits anybody, and is served before fuller rooms
 * @param ticketsMax how many may wait in one pool
 */
public record QueueRules(
    int seatsMin,
    int seatsMax,
    long countdownMillis,
    long roomMillis,
    long unseenMillis,
    long boundMillis,
    int ticketsMax) {
  public static final QueueRules DEFAULT =
      new QueueRules(3, 5, 10_000, 600_000, 30_000, 30_000, 10_000);

  /** How much ratings may differ at first. */
  private static final double RATING_FIRST = 3;

  /** How much more they may differ with each second of waiting. */
  private static final double RATING_PER_SECOND = 0.4;

  /** The usual rules with the seats and the countdown of a mode. */
  public static QueueRules of(Matchmaking.Mode mode) {
    return new QueueRules(
        mode.seatsMin(),
        mode.seatsMax(),
        mode.countdownMillis(),
        DEFAULT.roomMillis,
        DEFAULT.unseenMillis,
        DEFAULT.boundMillis,
        DEFAULT.ticketsMax);
  }

  public QueueRules {
    if (seatsMin < 2 || seatsMax < seatsMin || ticketsMax < seatsMax) {
      throw new IllegalArgumentException(
          "2 <= seatsMin <= seatsMax <= ticketsMax must hold: "
              + seatsMin
              + ", "
              + seatsMax
              + ", "
              + ticketsMax);
    }
    if (countdownMillis < 0 || roomMillis < 1 || unseenMillis < 1 || boundMillis < 1) {
      throw new IllegalArgumentException("a time must not be negative, or nothing");
    }
  }

  /** How much the ratings of two may differ when one of them has waited this long. */
  double tolerance(long waitedMillis) {
    return waitedMillis > boundMillis
        ? Double.POSITIVE_INFINITY
        : RATING_FIRST + RATING_PER_SECOND * Math.max(0, waitedMillis) / 1_000;
  }

  /** Whether two tickets may meet in one match. Whoever has waited longer is the more tolerant. */
  boolean fit(Ticket a, Ticket b, long nowMillis) {
    long waited = nowMillis - Math.min(a.sinceMillis(), b.sinceMillis());
    return Math.abs(a.rating() - b.rating()) <= tolerance(waited);
  }
}
