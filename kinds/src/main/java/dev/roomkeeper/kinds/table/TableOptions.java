package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen when such a room is made.
 *
 * @param openTrays whether everybody sees what is in a tray, or its owner alone
 */
public record TableOptions(boolean openTrays, int flushMillis, int membersMax) {
  // "listed" and "only" are the hub's to check and to heed, in every kind.
  private static final List<String> KEYS =
      List.of("flushMillis", "listed", "membersMax", "only", "trays");
  private static final int FLUSH_MILLIS_MAX = 1_000;
  private static final int MEMBERS_MAX = 1_000;
  private static final List<String> OPEN_TRAYS = List.of("table", "openTrays");

  /** Writes what the rules must know later on into the new room, or refuses the options. */
  public static Verdict begin(Draft draft, JsonObject options) {
    Fields fields = new Fields(options);
    TableOptions read = read(options, fields);
    String problem = fields.problem();
    if (problem != null) {
      return Verdict.refuse(Code.BAD_REQUEST, "option " + problem);
    }
    if (read.openTrays) {
      draft.put(Layers.SERVER, OPEN_TRAYS, Json.Bool.TRUE);
    }
    return draft.accept();
  }

  /** The numbers for a room of these options, given those of its kind. */
  public static RoomRules rules(RoomRules ofKind, JsonObject options) {
    TableOptions read = read(options, new Fields(options));
    return ofKind.withFlushMillis(read.flushMillis).withMembersMax(read.membersMax);
  }

  /** Whether the trays of the room are open. */
  static boolean openTrays(Draft draft) {
    return draft.get(Layers.SERVER, OPEN_TRAYS) instanceof Json.Bool(var open) && open;
  }

  private static TableOptions read(JsonObject options, Fields fields) {
    Payloads.knownKeys(options, KEYS, fields);
    return new TableOptions(
        isOpen(options.get("trays"), fields),
        fields.integer("flushMillis", 0, FLUSH_MILLIS_MAX, 0),
        fields.integer("membersMax", 1, MEMBERS_MAX, MEMBERS_MAX));
  }

  private static boolean isOpen(@Nullable Json trays, Fields fields) {
    if (trays == null || trays.equals(Json.of("hidden"))) {
      return false;
    }
    if (!trays.equals(Json.of("open"))) {
      fields.wrong("\"trays\" must be \"hidden\" or \"open\"");
    }
    return true;
  }
}
