package dev.roomkeeper.engine.host;

/** Who asked for a step, and so is told what came of it. */
sealed interface Origin {
  /** Nobody: a timer, somebody who left. */
  record Nobody() implements Origin {}

  /** The room's clock, for so many beats, those included that were skipped before. */
  record Clock(int beats) implements Origin {}

  /** A member, by a command. */
  record Asked(long connection, String memberId, long seq) implements Origin {}

  /** Somebody who joins. */
  record Joining(Input.Join join) implements Origin {}

  /** The server, in a user's name. */
  record Editing(long edit) implements Origin {}

  Origin NOBODY = new Nobody();
}
