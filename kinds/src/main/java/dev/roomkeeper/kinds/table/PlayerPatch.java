package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a player wants to change of the own state; an empty patch changes nothing.
 *
 * @param playerId whose state, null for the sender's
 * @param seat null to stay
 */
public record PlayerPatch(
    @Nullable String playerId,
    JsonObject metadata,
    JsonObject decks,
    JsonObject tray,
    @Nullable Integer seat) {
  private static final List<String> KEYS = List.of("decks", "metadata", "playerId", "seat", "tray");

  public static PlayerPatch read(JsonObject payload, Fields fields) {
    Payloads.knownKeys(payload, KEYS, fields);
    return new PlayerPatch(
        fields.optionalText("playerId", Integer.MAX_VALUE),
        Payloads.patch(fields.object("metadata"), fields),
        Payloads.patchById(fields.object("decks"), fields),
        Payloads.patchById(fields.object("tray"), fields),
        payload.has("seat") ? fields.integer("seat", 0, Players.SEATS - 1) : null);
  }
}
