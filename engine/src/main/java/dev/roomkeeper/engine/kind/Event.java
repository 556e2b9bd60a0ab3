package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened and is not part of the state, such as a chat line.
 *
 * @param layer the layer whose holders get it
 * @param type its name on the wire
 * @param from the member who caused it, null for the room itself
 * @param kept whether the journal has it; one that is not kept reaches who is here, and who comes
 *     back while the room stays on this node
 */
public record Event(
    String layer, String type, @Nullable String from, JsonObject payload, boolean kept) {
  /** An event that is kept. */
  public Event(String layer, String type, @Nullable String from, JsonObject payload) {
    this(layer, type, from, payload, true);
  }

  /** The approximate size on the wire, in bytes. */
  public int bytes() {
    return 32 + type.length() + (from == null ? 0 : from.length()) + payload.bytes();
  }
}
