package dev.roomkeeper.server.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what {@link Seating} decides. Any node may do that at any time: each move is atomic
 * and checked, so two rounds at once, or one that dies halfway, do no harm. Has no thread and no
 * clock of its own.
 */
final class Rounds {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final MatchQueue queue;
  private final Matches matches;
  private final Pools pools;
  private final LongSupplier nowMillis;
  private final Supplier<String> roomIds;
  private final Estimates estimates;

  Rounds(
      MatchQueue queue,
      Matches matches,
      Pools pools,
      LongSupplier nowMillis,
      Supplier<String> roomIds,
      Estimates estimates) {
    this.queue = queue;
    this.matches = matches;
    this.pools = pools;
    this.nowMillis = nowMillis;
    this.roomIds = roomIds;
    this.estimates = estimates;
  }

  /** Runs one round of the pool. Completes when all moves were tried. */
  CompletableFuture<Void> round(String pool) {
    return queue
        .read(pool)
        .thenCompose(read -> {
          List<Seating.Move> moves =
              Seating.next(read, pools.of(pool), nowMillis.getAsLong(), roomIds);
          List<CompletableFuture<?>> asked = new ArrayList<>();
          moves.forEach(move -> asked.add(make(move)));
          return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new));
        });
  }

  /** A later round makes a move that fails, if it is still needed. */
  private CompletableFuture<?> make(Seating.Move move) {
    long now = nowMillis.getAsLong();
    CompletableFuture<?> made =
        switch (move) {
          case Seating.Move.Drop(var ticketId) -> queue.drop(ticketId, now);
          case Seating.Move.Seat(var ticketId, var roomId, var opens) ->
              queue.seat(ticketId, roomId, opens, now);
          case Seating.Move.Shift(var ticketId, var from, var into) ->
              queue.move(ticketId, from, into, now);
          case Seating.Move.Decide(var roomId) -> decide(roomId, now);
        };
    return made.handle((_, failure) -> {
      if (failure != null) {
        LOG.debug("{} is not made for now: {}", move, failure.toString());
      }
      return null;
    });
  }

  private CompletableFuture<Void> decide(String roomId, long now) {
    return queue
        .decide(roomId, now)
        .thenCompose(started ->
            started.map(this::begin).orElseGet(() -> CompletableFuture.completedFuture(null)));
  }

  private CompletableFuture<Void> begin(WaitingRoom room) {
    return matches
        .begin(room)
        .thenCompose(begun ->
            switch (begun) {
              case Matches.Begun.Runs() -> {
                estimates.begun(room, nowMillis.getAsLong());
                yield queue.begun(room.id(), nowMillis.getAsLong());
              }
              case Matches.Begun.Never(var busy) ->
                  queue.back(room.id(), ticketsOf(room, busy), nowMillis.getAsLong());
            });
  }

  private static Set<String> ticketsOf(WaitingRoom room, Set<String> userIds) {
    Set<String> ticketIds = new TreeSet<>();
    for (Waiting waiting : room.tickets()) {
      if (userIds.stream().anyMatch(waiting.ticket()::has)) {
        ticketIds.add(waiting.ticket().id());
      }
    }
    return ticketIds;
  }
}
