package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The options of such a room.
 *
 * @param trays whether everybody sees what is in a tray, or only its owner
 * @param listed checked and applied by the server, like {@code only}
 */
@Payload
public record TableOptions(
    @Default("hidden") Trays trays,
    @Range(min = 0, max = 1_000) @Default("0") int flushMillis,
    @Range(min = 1, max = 1_000) @Default("1000") int membersMax,
    @Nullable Json listed,
    @Nullable Json only) {

  /** Who sees what is in a tray. */
  @Payload
  public enum Trays {
    HIDDEN,
    OPEN
  }

  /** Writes the options that the rules need later into the new room, or refuses them. */
  public static Verdict begin(Draft draft, JsonObject options) {
    return Reading.options(TableOptionsReader.INSTANCE, options)
        .then(read -> {
          Table.BOARD.set(draft, JsonObject.EMPTY);
          if (read.trays == Trays.OPEN) {
            Table.OPTIONS.openTrays().set(draft, true);
          }
          return draft.accept();
        });
  }

  /** The limits of a room with these options, based on those of its kind. */
  public static RoomRules rules(RoomRules ofKind, JsonObject options) {
    TableOptions read = Reading.options(TableOptionsReader.INSTANCE, options).need();
    return ofKind.withFlushMillis(read.flushMillis).withMembersMax(read.membersMax);
  }
}
