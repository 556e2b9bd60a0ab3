package dev.roomkeeper.server;

import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.cluster.RedisAddress;
import dev.roomkeeper.server.cluster.RedisQueue;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.queue.Lobby;
import dev.roomkeeper.server.queue.LocalQueue;
import dev.roomkeeper.server.queue.MatchQueue;
import dev.roomkeeper.server.queue.Matchmaker;
import dev.roomkeeper.server.queue.Pools;
import dev.roomkeeper.server.queue.QueueRules;
import dev.roomkeeper.server.queue.RoomMatches;
import dev.roomkeeper.server.queue.SignedTickets;
import dev.roomkeeper.server.ranks.RankTable;
import dev.roomkeeper.server.ranks.Results;
import dev.roomkeeper.server.storage.SqlDatabase;
import dev.roomkeeper.server.storage.SqlMatches;
import dev.roomkeeper.server.storage.SqlRanks;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The queue, the matches and their results, wired by hand. */
final class MatchParts implements AutoCloseable {
  private static final int ID_LENGTH = 16;

  private final MatchQueue queue;
  private final Results results;
  final Matchmaker matchmaker;
  final Lobby lobby;
  final RankTable ranks;

  /**
   * @param redis where several nodes share the queue; null for a single node
   * @param link its key signs tickets
   */
  MatchParts(
      Hub hub,
      SqlDatabase database,
      @Nullable RedisAddress redis,
      Link link,
      Clock clock,
      Dice dice,
      Executor blocking) {
    Pools pools = Pools.of(hub.matchmaking(), QueueRules::of);
    // A node without such kinds needs no connection to a queue.
    queue =
        redis == null || pools.rules().isEmpty()
            ? new LocalQueue(pools)
            : new RedisQueue(redis, pools);
    matchmaker =
        new Matchmaker(
            queue,
            new RoomMatches(hub, new SqlMatches(database), clock, blocking),
            pools,
            new SignedTickets(link),
            clock::nowMillis,
            () -> dice.id(ID_LENGTH));
    lobby = new Lobby(matchmaker, queue, clock);
    ranks = new SqlRanks(database);
    results = new Results(ranks, clock, this::forget);
    if (!pools.rules().isEmpty()) {
      results.start();
    }
  }

  /**
   * Players of a finished match are free for the next. If this message is lost, a query of the
   * table says the same.
   */
  private void forget(RankTable.Settled settled) {
    settled.userIds().forEach(userId -> queue.forget(userId, settled.matchId()));
  }

  @Override
  public void close() {
    lobby.close();
    results.close();
    queue.close();
  }
}
