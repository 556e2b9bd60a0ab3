package dev.roomkeeper.engine.kind;

/** What an answer to a command promises. */
public enum Durability {
  /** Answered after its append: whatever happens to the server, it is kept. */
  DURABLE,
  /** Applied and broadcast at once, kept soon after: a crash may lose the last moment of it. */
  LAZY,
  /** A last value beside the state, as a drag or a cursor: never versioned, kept or undone. */
  EPHEMERAL
}
