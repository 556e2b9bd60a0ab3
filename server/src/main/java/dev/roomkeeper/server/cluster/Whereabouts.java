package dev.roomkeeper.server.cluster;

import dev.roomkeeper.engine.cluster.Kinds;
import dev.roomkeeper.engine.cluster.Owner;
import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Roster;
import dev.roomkeeper.engine.cluster.Routing;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.Cluster.Spot;
import dev.roomkeeper.server.hub.Directory;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.LiveRoom;
import dev.roomkeeper.server.hub.RoomElsewhere;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where a room is. Reads the map, then the room's row if needed, and lets {@link Routing}
 * decide.
 */
final class Whereabouts {
  static final long JOURNAL_TIMEOUT_MILLIS = 1_500;

  private static final Logger LOG = LoggerFactory.getLogger(Whereabouts.class);

  /**
   * Together with the directory's timeout this is less than the time after which deploy/nginx.conf
   * takes a node for dead.
   */
  private static final long LEAD_ROW_MILLIS = 250;

  private static final Routing.Row NOT_READ = new Routing.Row.NotRead();

  /** What this node knows at the moment. */
  record Known(Hub hub, Peer self, Roster roster, boolean isCutOff) {}

  private final Supplier<Known> known;
  private final Directory directory;
  private final Journal journal;
  private final Clock clock;

  Whereabouts(Supplier<Known> known, Directory directory, Journal journal, Clock clock) {
    this.known = known;
    this.directory = directory;
    this.journal = journal;
    this.clock = clock;
  }

  /** See {@link Cluster#find}. */
  Spot find(String roomId, int hops) {
    if (known.get().hub().isOpening(roomId)) {
      return new Spot.Here(); // If another node is faster, opening the room will show it.
    }
    return spot(decide(roomId, hops));
  }

  /** See {@link Cluster#lead}. */
  Spot lead(String roomId) {
    if (known.get().hub().isOpening(roomId)) {
      return new Spot.Here();
    }
    return spot(decide(roomId, 0, Routing::lead, LEAD_ROW_MILLIS));
  }

  private Spot spot(Routing.Decision decision) {
    return switch (decision) {
      case Routing.Decision.Serve(), Routing.Decision.TakeOver(_) -> new Spot.Here();
      case Routing.Decision.Relay(var owner) ->
          new Spot.At(new Peer(owner.nodeId(), owner.address(), 0, true));
      case Routing.Decision.Place(var peer) when peer.id().equals(known.get().self().id()) ->
          new Spot.Here();
      case Routing.Decision.Place(var peer) -> new Spot.At(peer);
      case Routing.Decision.ReadRow(), Routing.Decision.Unavailable() ->
          throw new IllegalStateException("nobody can say where the room is");
    };
  }

  /** See {@link Cluster#follows}. */
  CompletableFuture<Long> follows(String roomId) {
    return CompletableFuture.supplyAsync(
        () ->
            // Asked with one hop, so that the row is read now.
            switch (decide(roomId, 1)) {
              case Routing.Decision.TakeOver(var epoch) -> epoch;
              case Routing.Decision.Serve(), Routing.Decision.Relay(_), Routing.Decision.Place(_) ->
                  throw new RoomElsewhere(roomId);
              case Routing.Decision.ReadRow(), Routing.Decision.Unavailable() ->
                  throw new IllegalStateException("nobody can say where the room is");
            },
        Thread::startVirtualThread);
  }

  /** Decides what to do. Reads the room's row if needed. */
  private Routing.Decision decide(String roomId, int hops) {
    return decide(roomId, hops, Routing::decide, JOURNAL_TIMEOUT_MILLIS);
  }

  private Routing.Decision decide(
      String roomId, int hops, Function<Routing.Question, Routing.Decision> how, long rowMillis) {
    long served = known.get().hub().live(roomId).map(LiveRoom::epoch).orElse(0L);
    // For a room that lives here, heartbeats and the lease notice a loss. A forwarded request goes
    // by the row.
    Owner map = served > 0 || hops > 0 ? null : onTheMap(roomId);
    Routing.Decision decision = how.apply(question(roomId, served, hops, map, NOT_READ));
    return decision instanceof Routing.Decision.ReadRow
        ? how.apply(question(roomId, served, hops, map, row(roomId, rowMillis)))
        : decision;
  }

  private Routing.Question question(
      String roomId, long served, int hops, @Nullable Owner map, Routing.Row row) {
    Known now = known.get();
    return new Routing.Question(
        roomId, now.self(), served, hops, map, row, now.roster(), clock.ticks());
  }

  private @Nullable Owner onTheMap(String roomId) {
    try {
      return within(MapEntries.TIMEOUT_MILLIS, directory.find(roomId))
          .map(place -> new Owner(place.nodeId(), place.address(), place.epoch()))
          .orElse(null);
    } catch (CompletionException e) {
      LOG.debug("the directory can't be asked: {}", String.valueOf(e.getCause()));
      return null;
    }
  }

  private Routing.Row row(String roomId, long millis) {
    if (known.get().isCutOff()) {
      return new Routing.Row.Unreachable(); // The caller must not wait for that.
    }
    try {
      return within(millis, journal.owner(roomId))
          .<Routing.Row>map(read ->
              new Routing.Row.Read(
                  read.node() == null ? null : owner(read.node(), read.epoch()),
                  read.epoch(),
                  read.needed()))
          // The room does not exist; opening it will show that.
          .orElseGet(() -> new Routing.Row.Read(null, 0, Kinds.Needed.UNKNOWN));
    } catch (CompletionException e) {
      LOG.debug("the journal can't be asked: {}", String.valueOf(e.getCause()));
      return new Routing.Row.Unreachable();
    }
  }

  private static @Nullable Owner owner(String node, long epoch) {
    int at = node.indexOf('@');
    return at < 0 ? null : new Owner(node.substring(0, at), node.substring(at + 1), epoch);
  }

  static <T> T within(long millis, CompletableFuture<T> future) {
    return future.copy().orTimeout(millis, TimeUnit.MILLISECONDS).join();
  }
}
