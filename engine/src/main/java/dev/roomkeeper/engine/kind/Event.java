package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened and is not state, as a chat line.
 *
 * @param layer whose holders are told
 * @param type its name on the wire
 * @param from the member who caused it, null for the room itself
 */
public record Event(String layer, String type, @Nullable String from, JsonObject payload) {
  /** About how many bytes this takes on the wire. */
  public int bytes() {
    return 32 + type.length() + (from == null ? 0 : from.length()) + payload.bytes();
  }
}
