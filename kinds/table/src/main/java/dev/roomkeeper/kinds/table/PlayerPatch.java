package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.MergePatch;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a player's state; an empty patch changes nothing.
 *
 * @param playerId the player, null for the sender
 * @param seat null to keep it
 */
@Payload
public record PlayerPatch(
    @Nullable @Id String playerId,
    @Default("{}") @MergePatch JsonObject metadata,
    @Default("{}") @MergePatch(byId = true) JsonObject decks,
    @Default("{}") @MergePatch(byId = true) JsonObject tray,
    @Nullable @Range(min = 0, max = Players.SEATS - 1) Integer seat) {}
