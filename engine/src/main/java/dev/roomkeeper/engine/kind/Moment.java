package dev.roomkeeper.engine.kind;

import org.jspecify.annotations.Nullable;

/**
 * The time and the dice of one step.
 *
 * @param nowMillis the time of day in milliseconds since 1970, for what people read and rooms keep
 * @param ticks the process's monotonic clock in milliseconds, for intervals and leases
 * @param dice the source of randomness
 * @param recent the room's layers after its last ticks
 */
public record Moment(long nowMillis, long ticks, Dice dice, Past recent) {
  public Moment(long nowMillis, long ticks, Dice dice) {
    this(nowMillis, ticks, dice, Past.NONE);
  }

  /** This moment with another past. */
  public Moment with(Past past) {
    return new Moment(nowMillis, ticks, dice, past);
  }

  /**
   * The room's layers after that tick. Null if the tick is older than {@link
   * RoomRules.Ticking#past}, was rolled back, or ran before the room was opened on this node.
   */
  public @Nullable Layers past(long tickNumber) {
    return recent.after(tickNumber);
  }
}
