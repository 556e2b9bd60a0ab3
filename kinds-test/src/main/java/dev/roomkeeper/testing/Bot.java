package dev.roomkeeper.testing;

import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A member who plays by itself. It knows what a client knows, so it can be load as well. */
@FunctionalInterface
public interface Bot {
  /**
   * What it asks next, or null for nothing.
   *
   * @param view what it sees of the room
   */
  @Nullable Ask next(String memberId, JsonObject view, Chance chance);

  /** A command without its number. */
  record Ask(String type, JsonObject payload) {}
}
