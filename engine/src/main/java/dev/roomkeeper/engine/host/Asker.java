package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Durability;
import org.jspecify.annotations.Nullable;

/**
 * For whom a step is taken.
 *
 * @param memberId whose the live values are that are written, null for the room's
 * @param command what was asked, null for nothing
 * @param author who stands in the commit
 * @param mayUseReserve whether it may go {@link Bounds#RESERVE_BYTES} beyond the room's limit
 * @param isAnswered whether somebody waits to be told
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

  static Asker editing(String userId) {
    return new Asker(null, null, Durability.DURABLE, userId, false, true);
  }

  static Asker leaving(@Nullable String memberId) {
    return new Asker(null, null, Durability.LAZY, memberId, true, false);
  }

  long seq() {
    return command == null ? 0 : command.seq();
  }
}
