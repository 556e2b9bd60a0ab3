package dev.roomkeeper.server.moderation;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: what admins and owners of rooms did. It only grows. What an owner does by a command of the
 * room is written with the room's commit. Calls block on the database.
 */
public interface AuditLog {
  /**
   * One thing that was done.
   *
   * @param by the user who did it
   * @param what such as {@code member.ban}
   * @param about the user to whom it was done; null where it was to nobody
   * @param roomId null where it was in no room
   */
  record Deed(
      String id,
      long doneAtMillis,
      String by,
      String what,
      @Nullable String about,
      @Nullable String roomId,
      JsonObject detail) {}

  /**
   * A part of it, newest first.
   *
   * @param more whether there are older ones
   */
  record Page(List<Deed> entries, boolean more) {}

  void note(Deed deed);

  /**
   * What was done before the entry of this id, or the newest.
   *
   * @return empty if there is no such entry
   */
  Optional<Page> page(@Nullable String before, int most);
}
