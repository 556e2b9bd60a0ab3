package dev.roomkeeper.engine.kind;

import org.jspecify.annotations.Nullable;

/**
 * The time and the dice of one step.
 *
 * @param nowMillis the time of day, milliseconds since 1970, for what people read and rooms keep
 * @param ticks a clock of this process in milliseconds that never jumps, for intervals and leases
 * @param dice chance
 * @param recent what the room was after its last ticks
 */
public record Moment(long nowMillis, long ticks, Dice dice, Past recent) {
  public Moment(long nowMillis, long ticks, Dice dice) {
    this(nowMillis, ticks, dice, Past.NONE);
  }

  /** This moment in a room with this past. */
  public Moment with(Past past) {
    return new Moment(nowMillis, ticks, dice, past);
  }

  /**
   * The room's layers after that tick, for as many ticks as {@link RoomRules.Ticking#past} says;
   * null where that is too long ago, was taken back, or happened before the room was opened here.
   */
  public @Nullable Layers past(long tickNumber) {
    return recent.after(tickNumber);
  }
}
