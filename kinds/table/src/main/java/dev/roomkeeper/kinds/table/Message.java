package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Act;
import dev.roomkeeper.engine.kind.Bytes;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Size;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.engine.kind.Whole;

/** A message to everybody in the room. Clients agree on its form. */
@Payload
public record Message(
    @Whole @Size(min = 1, max = BYTES_MAX) @Bytes(max = BYTES_MAX) JsonObject payload) {
  static final int BYTES_MAX = 4 << 10;

  public Verdict say(Act act) {
    Table.MESSAGE.tell(act.draft(), Layer.all(), payload);
    return act.draft().accept();
  }
}
