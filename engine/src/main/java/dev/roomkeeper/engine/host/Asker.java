package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Durability;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a step is taken.
 *
 * @param memberId the member who owns the live values that are written, null for the room itself
 * @param command the request, null for none
 * @param author the author named in the commit
 * @param mayUseReserve whether the step may exceed the room's limit by {@link Bounds#RESERVE_BYTES}
 * @param isAnswered whether somebody waits for an answer
 */
record Asker(
    @Nullable String memberId,
    @Nullable Command command,
    Durability durability,
    @Nullable String author,
    boolean mayUseReserve,
    boolean isAnswered) {
  static final Asker NOBODY = new Asker(null, null, Durability.LAZY, null, false, false);

  static Asker acting(String memberId, Command command, Durability durability) {
    return new Asker(memberId, command, durability, memberId, false, true);
  }

  static Asker joining(String memberId, boolean isNew) {
    return new Asker(null, null, Durability.LAZY, memberId, !isNew, true);
  }

  /** The commit names those edits alone that moderate the room. */
  static Asker editing(String userId, Command command) {
    Command named = Moderation.isFor(command) ? command : null;
    return new Asker(null, named, Durability.DURABLE, userId, false, true);
  }

  static Asker leaving(@Nullable String memberId) {
    return new Asker(null, null, Durability.LAZY, memberId, true, false);
  }

  long seq() {
    return command == null ? 0 : command.seq();
  }
}
