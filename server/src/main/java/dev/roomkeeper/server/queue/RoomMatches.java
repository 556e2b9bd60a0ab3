package dev.roomkeeper.server.queue;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.MatchReport;
import dev.roomkeeper.engine.kind.Matchmaking;
import dev.roomkeeper.engine.kind.Matchmaking.Mode;
import dev.roomkeeper.engine.kind.Matchmaking.Player;
import dev.roomkeeper.engine.kind.Matchmaking.Roster;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.NewRoom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Matches are rooms of their kinds, for those on their roster. */
public final class RoomMatches implements Matches {
  private static final Logger LOG = LoggerFactory.getLogger(RoomMatches.class);
  private static final String NAME = "Match";

  private static final Command QUIT = new Command(MatchReport.QUIT, 0, JsonObject.EMPTY);

  private final Hub hub;
  private final MatchTable table;
  private final Map<String, Matchmaking> kinds;
  private final Clock clock;
  private final Executor blocking;

  /**
   * @param blocking runs what waits for the database
   */
  public RoomMatches(Hub hub, MatchTable table, Clock clock, Executor blocking) {
    this.hub = hub;
    this.table = table;
    this.kinds = hub.matchmaking();
    this.clock = clock;
    this.blocking = blocking;
  }

  private <T> CompletableFuture<T> soon(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, blocking);
  }

  @Override
  public CompletableFuture<Begun> begin(WaitingRoom room) {
    return soon(() -> beginNow(room));
  }

  private Begun beginNow(WaitingRoom room) {
    long now = clock.nowMillis();
    Matchmaking matchmaking = kinds.get(Pools.kind(room.pool()));
    if (matchmaking == null) {
      return table.never(room, now);
    }
    Roster roster = roster(room, matchmaking);
    try {
      NewRoom drafted =
          hub.draft(
              room.id(),
              Pools.kind(room.pool()),
              NAME,
              options(matchmaking, roster),
              roster.players().getFirst().userId());
      return table.begin(
          new MatchTable.Plan(room, drafted, roster.isRated(), now + matchmaking.matchMillisMax()),
          now);
    } catch (NewRoom.Refused e) {
      LOG.error("{} refuses its own options for a match: {}", room.pool(), e.getMessage());
      return table.never(room, now);
    }
  }

  /** Parties play unrated, because their members do not play for themselves alone. */
  private static Roster roster(WaitingRoom room, Matchmaking matchmaking) {
    String mode = Pools.mode(room.pool());
    boolean isRated =
        matchmaking.modes().stream().anyMatch(each -> each.name().equals(mode) && isRated(each))
            && room.tickets().stream().allMatch(waiting -> waiting.ticket().size() == 1);
    List<Player> players =
        room.people().stream().map(person -> new Player(person.userId(), person.name())).toList();
    return new Roster(mode, isRated, players);
  }

  private static boolean isRated(Mode mode) {
    return mode.isRated();
  }

  /** The kind's options. The room is for the roster only, and on no list. */
  private static JsonObject options(Matchmaking matchmaking, Roster roster) {
    List<Json> only =
        roster.players().stream().<Json>map(player -> Json.of(player.userId())).toList();
    return matchmaking
        .options()
        .apply(roster)
        .with(RoomRecord.ONLY, new Json.Arr(only))
        .with(RoomRecord.LISTED, false);
  }

  @Override
  public CompletableFuture<Optional<String>> running(String userId) {
    return soon(() -> table.running(userId, clock.nowMillis()));
  }

  @Override
  public CompletableFuture<Boolean> quit(String userId) {
    return running(userId)
        .thenCompose(running ->
            running.isEmpty()
                ? CompletableFuture.completedFuture(false)
                : hub.edit(running.get(), userId, QUIT).thenApply(RoomMatches::isDone));
  }

  private static boolean isDone(Answer answer) {
    if (answer instanceof Answer.Reject(_, _, var why)) {
      throw new IllegalStateException("the match's room refuses: " + why);
    }
    return true;
  }
}
