package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;

/**
 * How long the turn has lasted. It can stand still.
 *
 * @param spentMillis what had passed when it last started or stopped
 * @param startedAtMillis when it last started; without meaning while it stands
 */
@Data
public record TurnClock(long spentMillis, long startedAtMillis, boolean isRunning) {
  public static TurnClock started(long nowMillis) {
    return new TurnClock(0, nowMillis, true);
  }

  /** The time the turn has taken; a clock that went backwards takes nothing. */
  public long elapsedMillis(long nowMillis) {
    return isRunning ? spentMillis + Math.max(0, nowMillis - startedAtMillis) : spentMillis;
  }

  public TurnClock stopped(long nowMillis) {
    return new TurnClock(elapsedMillis(nowMillis), nowMillis, false);
  }

  public TurnClock resumed(long nowMillis) {
    return isRunning ? this : new TurnClock(spentMillis, nowMillis, true);
  }

  /** When a turn of that length is over; never, which is the greatest long, while it stands. */
  public long endsAtMillis(long limitMillis) {
    return isRunning ? startedAtMillis + Math.max(0, limitMillis - spentMillis) : Long.MAX_VALUE;
  }
}
