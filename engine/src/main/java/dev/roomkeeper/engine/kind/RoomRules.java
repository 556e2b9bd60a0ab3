package dev.roomkeeper.engine.kind;

/**
 * The limits and timing of a kind of room.
 *
 * @param flushMillis how long changes are collected before they are sent; 0 sends each at once
 * @param ticking the room's clock
 * @param graceMillis how long a member stays after losing its last connection
 * @param stateBytesMax the largest size of all kept layers together; the live ones may take as much
 *     again
 * @param membersMax the largest number of members, online and offline
 * @param vanishes whether the room is deleted once its last member has left
 * @param keeping how much of its past the journal keeps
 * @param watchDelayMillis how much later watchers see everything
 */
public record RoomRules(
    int flushMillis,
    Ticking ticking,
    long graceMillis,
    int stateBytesMax,
    int membersMax,
    boolean vanishes,
    Keeping keeping,
    int watchDelayMillis) {
  public static final int STATE_BYTES_MAX = 4 << 20;

  /** 31 days. */
  public static final long GRACE_MILLIS_MAX = 31L * 24 * 3_600_000;

  private static final int WATCH_DELAY_MILLIS_MAX = 60_000;

  /**
   * A room's clock.
   *
   * @param perSecond ticks per second; 0 for none
   * @param idleMillis how long it runs while nobody is online
   * @param past how many ticks' layers are remembered: {@link Moment#past}
   */
  public record Ticking(int perSecond, long idleMillis, int past) {
    public static final Ticking NEVER = new Ticking(0, 0, 0);

    public Ticking {
      require(perSecond, 100, "ticking.perSecond");
      require(idleMillis, 3_600_000, "ticking.idleMillis");
      require(past, 64, "ticking.past");
    }
  }

  /**
   * How much of a room's past its journal keeps, beyond what returning members need. Commits
   * outside both limits are pruned.
   *
   * @param commits the newest commits to keep
   * @param millis how long commits are kept; {@link Long#MAX_VALUE} keeps all
   */
  public record Keeping(int commits, long millis) {
    public static final Keeping LITTLE = new Keeping(0, 0);
    public static final Keeping ALL = new Keeping(0, Long.MAX_VALUE);

    public Keeping {
      require(commits, Integer.MAX_VALUE, "keeping.commits");
      require(millis, Long.MAX_VALUE, "keeping.millis");
    }
  }

  /**
   * Sends at once, no clock, ten minutes of grace, 4 MiB, a thousand members, does not vanish,
   * keeps little of its past, no delay for watchers.
   */
  public static final RoomRules DEFAULT =
      new RoomRules(0, Ticking.NEVER, 600_000, STATE_BYTES_MAX, 1_000, false, Keeping.LITTLE, 0);

  public RoomRules {
    require(flushMillis, 1_000, "flushMillis");
    require(graceMillis, GRACE_MILLIS_MAX, "graceMillis");
    require(watchDelayMillis, WATCH_DELAY_MILLIS_MAX, "watchDelayMillis");
    require(stateBytesMax - 1L, Integer.MAX_VALUE, "stateBytesMax");
    require(membersMax - 1L, Integer.MAX_VALUE, "membersMax");
  }

  private static void require(long value, long max, String name) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(name + " is out of its bounds, which end at " + max);
    }
  }

  public RoomRules withFlushMillis(int millis) {
    return new RoomRules(
        millis,
        ticking,
        graceMillis,
        stateBytesMax,
        membersMax,
        vanishes,
        keeping,
        watchDelayMillis);
  }

  public RoomRules withTicking(Ticking clock) {
    return new RoomRules(
        flushMillis,
        clock,
        graceMillis,
        stateBytesMax,
        membersMax,
        vanishes,
        keeping,
        watchDelayMillis);
  }

  public RoomRules withGraceMillis(long millis) {
    return new RoomRules(
        flushMillis,
        ticking,
        millis,
        stateBytesMax,
        membersMax,
        vanishes,
        keeping,
        watchDelayMillis);
  }

  public RoomRules withStateBytesMax(int bytes) {
    return new RoomRules(
        flushMillis, ticking, graceMillis, bytes, membersMax, vanishes, keeping, watchDelayMillis);
  }

  public RoomRules withMembersMax(int members) {
    return new RoomRules(
        flushMillis,
        ticking,
        graceMillis,
        stateBytesMax,
        members,
        vanishes,
        keeping,
        watchDelayMillis);
  }

  public RoomRules withVanishing(boolean vanishing) {
    return new RoomRules(
        flushMillis,
        ticking,
        graceMillis,
        stateBytesMax,
        membersMax,
        vanishing,
        keeping,
        watchDelayMillis);
  }

  public RoomRules withKeeping(Keeping past) {
    return new RoomRules(
        flushMillis,
        ticking,
        graceMillis,
        stateBytesMax,
        membersMax,
        vanishes,
        past,
        watchDelayMillis);
  }

  public RoomRules withWatchDelayMillis(int millis) {
    return new RoomRules(
        flushMillis, ticking, graceMillis, stateBytesMax, membersMax, vanishes, keeping, millis);
  }
}
