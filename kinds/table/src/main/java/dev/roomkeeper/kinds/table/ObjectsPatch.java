package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.MergePatch;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Whole;

/** Changes to the board, by object id. */
@Payload
public record ObjectsPatch(@Whole @MergePatch(byId = true) JsonObject objects) {}
