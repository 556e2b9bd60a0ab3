package dev.roomkeeper.engine.host;

/** Who caused a step, and is told its result. */
sealed interface Origin {
  /** Nobody: a timer, or a member who left. */
  record Nobody() implements Origin {}

  /**
   * The room's clock.
   *
   * @param beats how many ticks this stands for, skipped ones included
   */
  record Clock(int beats) implements Origin {}

  /** A member, by a command. */
  record Asked(long connection, String memberId, long seq) implements Origin {}

  /** A join. */
  record Joining(Input.Join join) implements Origin {}

  /** An edit by the server on behalf of a user. */
  record Editing(long edit) implements Origin {}

  Origin NOBODY = new Nobody();
}
