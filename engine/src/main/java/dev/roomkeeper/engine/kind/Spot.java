package dev.roomkeeper.engine.kind;

/** A place in a room's state: a {@link Slot} for one value, or {@link Slots} by key. */
public sealed interface Spot permits Slot, Slots {
  /** The schema of what is here. */
  Schema schema();
}
