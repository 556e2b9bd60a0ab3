package dev.roomkeeper.engine.kind;

/**
 * The time and the dice of one step.
 *
 * @param nowMillis the time of day, milliseconds since 1970, for what people read and rooms keep
 * @param ticks a clock of this process in milliseconds that never jumps, for intervals and leases
 * @param dice chance
 */
public record Moment(long nowMillis, long ticks, Dice dice) {}
