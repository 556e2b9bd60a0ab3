package dev.roomkeeper.testing;

import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A member that plays by itself. It knows only what a client knows, so it can also generate load.
 */
@FunctionalInterface
public interface Bot {
  /**
   * The next command, or null for none.
   *
   * @param view what it sees of the room
   */
  @Nullable Ask next(String memberId, JsonObject view, Chance chance);

  /** A command without its number. */
  record Ask(String type, JsonObject payload) {}
}
