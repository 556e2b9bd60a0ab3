package dev.roomkeeper.engine.kind;

/** What becomes of a command, by its type. */
public enum Durability {
  /** Answered after its append: whatever happens to the server, it is kept. */
  DURABLE,
  /** Applied and broadcast at once, kept soon after: a crash may lose the last moment of it. */
  LAZY,
  /** Writes live layers only, as a drag or a cursor: never versioned, kept or undone. */
  EPHEMERAL,
  /** Waits for the room's next tick, which is handed all of them; never answered or kept. */
  INPUT
}
