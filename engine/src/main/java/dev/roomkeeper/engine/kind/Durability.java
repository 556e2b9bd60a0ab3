package dev.roomkeeper.engine.kind;

/** What is promised for a command, by its type. */
public enum Durability {
  /** Answered after its append; it survives any crash. */
  DURABLE,
  /** Applied and sent at once, kept soon after. A crash may lose the last moment of it. */
  LAZY,
  /** Writes live layers only, such as a drag or a cursor: never versioned, kept or undone. */
  EPHEMERAL,
  /** Waits for the room's next tick, which gets all of them; never answered or kept. */
  INPUT
}
