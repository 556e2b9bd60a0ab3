package dev.roomkeeper.engine.kind;

/**
 * The numbers that a kind of room lives by.
 *
 * @param flushMillis how long changes are gathered before they are sent; 0 sends each at once
 * @param tickMillis how often the kind's tick is called while somebody is connected; 0 never
 * @param graceMillis how long a member stays after the last connection was lost
 * @param stateBytesMax how large all layers may be together
 * @param membersMax how many members there may be, those offline included
 * @param vanishes whether the room is deleted once its last member has left
 */
public record RoomRules(
    int flushMillis,
    int tickMillis,
    long graceMillis,
    int stateBytesMax,
    int membersMax,
    boolean vanishes) {
  public static final int STATE_BYTES_MAX = 4 << 20;

  /** Sends at once, never ticks, ten minutes of grace, 4 MiB, a thousand members; stays. */
  public static final RoomRules DEFAULT =
      new RoomRules(0, 0, 600_000, STATE_BYTES_MAX, 1_000, false);

  public RoomRules {
    if (flushMillis < 0 || flushMillis > 1_000) {
      throw new IllegalArgumentException("flushMillis is from 0 to 1000, not " + flushMillis);
    }
    if (tickMillis < 0 || graceMillis < 0 || stateBytesMax <= 0 || membersMax <= 0) {
      throw new IllegalArgumentException("rules must not be negative");
    }
  }

  public RoomRules withFlushMillis(int millis) {
    return new RoomRules(millis, tickMillis, graceMillis, stateBytesMax, membersMax, vanishes);
  }

  public RoomRules withTickMillis(int millis) {
    return new RoomRules(flushMillis, millis, graceMillis, stateBytesMax, membersMax, vanishes);
  }

  public RoomRules withGraceMillis(long millis) {
    return new RoomRules(flushMillis, tickMillis, millis, stateBytesMax, membersMax, vanishes);
  }

  public RoomRules withStateBytesMax(int bytes) {
    return new RoomRules(flushMillis, tickMillis, graceMillis, bytes, membersMax, vanishes);
  }

  public RoomRules withMembersMax(int members) {
    return new RoomRules(flushMillis, tickMillis, graceMillis, stateBytesMax, members, vanishes);
  }

  public RoomRules withVanishing(boolean vanishes) {
    return new RoomRules(flushMillis, tickMillis, graceMillis, stateBytesMax, membersMax, vanishes);
  }
}
