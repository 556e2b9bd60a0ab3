package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The uses of elements at which people who stand beside one open a room: the use is the name of the
 * room's kind.
 */
public final class RoomUse {
  /** Two people can play within half a minute; who is alone then may walk about in the arena. */
  private static final JsonObject ARENA =
      JsonObject.EMPTY.with("starts", 2L).with("waitSeconds", 30L);

  private static final Map<String, JsonObject> OPTIONS =
      Map.of("cardtable", JsonObject.EMPTY, "arena", ARENA);

  private RoomUse() {}

  /** The options of a room that is opened for this use; null if the use opens none. */
  public static @Nullable JsonObject options(@Nullable String use) {
    return use == null ? null : OPTIONS.get(use);
  }
}
