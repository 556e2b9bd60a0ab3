package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen when an arena is made.
 *
 * @param rows the map if it is none that ships: lines of tiles, as {@link MapName} has them
 * @param seats how many may play, bots included
 * @param starts with how many people a match begins
 * @param waitSeconds after how long it begins with fewer
 * @param bots how many play besides
 * @param level how well they play
 * @param seconds how long a match is
 * @param kept whether the room outlives its last member
 * @param players for whom the queue keeps the seats; empty for a room that somebody made
 * @param rated whether the result changes the ratings of those players
 * @param listed the hub's to check and to heed, as {@code only} is
 */
@Payload
record ArenaOptions(
    @Default("courtyard") MapName map,
    @Nullable @Length(max = ROWS_LENGTH_MAX) String rows,
    @Range(min = 2, max = SEATS_MAX) @Default("8") int seats,
    @Range(min = 1, max = SEATS_MAX) @Default("1") int starts,
    @Range(min = 0, max = 600) @Default("15") int waitSeconds,
    @Range(min = 0, max = BOTS_MAX) @Default("0") int bots,
    @Default("medium") Level level,
    @Range(min = 10, max = 3_600) @Default("180") int seconds,
    @Size(max = SEATS_MAX) @Default("[]") List<Invited> players,
    @Default("false") boolean rated,
    @Default("true") boolean kept,
    @Range(min = 0, max = 1_000) @Default("0") int flushMillis,
    @Range(min = 1, max = 1_000) @Default("1000") int membersMax,
    @Nullable Json listed,
    @Nullable Json only) {
  static final int SEATS_MAX = 64;
  static final int BOTS_MAX = 63;
  static final int SECONDS = 180;
  static final int ROWS_LENGTH_MAX = ArenaMap.SIDE_MAX * (ArenaMap.SIDE_MAX + 1);

  /** In a second. */
  static final int TICKS = 30;

  static final long GRACE_MILLIS = 300_000;
  private static final long IDLE_MILLIS = 30_000;
  private static final int WATCH_DELAY_MILLIS = 10_000;

  /** Somebody for whom a seat is kept. */
  @Payload
  record Invited(@Length(max = 256) String id, @Length(max = 200) String name) {}

  /** How well a bot plays. */
  @Payload
  @Data
  enum Level {
    EASY,
    MEDIUM,
    HARD
  }

  static RoomRules rules(JsonObject options) {
    ArenaOptions read = Reading.options(ArenaOptionsReader.INSTANCE, options).need();
    return RoomRules.DEFAULT
        .withFlushMillis(read.flushMillis)
        .withMembersMax(read.membersMax)
        .withGraceMillis(GRACE_MILLIS)
        .withTicking(new RoomRules.Ticking(TICKS, IDLE_MILLIS, Rewind.TICKS + 2))
        .withVanishing(!read.kept)
        .withWatchDelayMillis(WATCH_DELAY_MILLIS);
  }
}
