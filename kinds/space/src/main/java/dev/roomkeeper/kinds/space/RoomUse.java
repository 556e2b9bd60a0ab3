package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The uses of elements at which people who stand beside one open a room: the use is the name of the
 * room's kind.
 */
public final class RoomUse {
  /** Two people can play within half a minute; who is alone then may walk about in the arena. */
  private static final JsonObject ARENA =
      JsonObject.EMPTY.with("starts", 2L).with("waitSeconds", 30L);

  private RoomUse() {}

  /** The options of a room that is opened for this use; null if the use opens none. */
  public static @Nullable JsonObject options(@Nullable String use) {
    return switch (use) {
      case "cardtable" -> JsonObject.EMPTY;
      case "arena" -> ARENA;
      case null, default -> null;
    };
  }
}
