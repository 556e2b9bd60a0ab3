package dev.roomkeeper.server.gateway;

import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.auth.TokenVerifier;
import dev.roomkeeper.server.auth.Verification;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.Profiles;
import dev.roomkeeper.server.limits.FairTurns;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The blocking questions of connections, each in the turn of the client's address. */
final class Lookups {
  private final Hub hub;
  private final Profiles profiles;
  private final TokenVerifier tokens;
  private final Cluster cluster;
  private final FairTurns turns;

  Lookups(Hub hub, Profiles profiles, TokenVerifier tokens, Cluster cluster, FairTurns turns) {
    this.hub = hub;
    this.profiles = profiles;
    this.tokens = tokens;
    this.cluster = cluster;
    this.turns = turns;
  }

  /** Verifies the token. Completes on another thread than the event loop. */
  CompletableFuture<Verification> verify(String owner, String token) {
    return soon(owner, () -> tokens.verify(token));
  }

  /** Runs a blocking question in the turn of its owner, which is an address. */
  private <T> CompletableFuture<T> soon(String owner, Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    boolean isTaken =
        turns.run(
            owner,
            () -> {
              try {
                done.complete(work.get());
              } catch (RuntimeException e) {
                done.completeExceptionally(e);
              }
            });
    if (!isTaken) {
      done.completeExceptionally(new IllegalStateException("too many are waiting"));
    }
    return done;
  }

  /** What rooms are told about the user. Completes on another thread than the event loop. */
  CompletableFuture<Profiles.Profile> profile(String owner, String userId) {
    return soon(owner, () -> profiles.of(userId, owner));
  }

  /** A room that a client of the course's dialect asked for, and where it is served. */
  record Found(RoomRecord record, Cluster.Spot spot) {}

  /** Looks up the room. Completes on another thread than the event loop. */
  CompletableFuture<Optional<Found>> find(String owner, String roomId, int hops) {
    return soon(
        owner, () -> hub.find(roomId).map(record -> new Found(record, cluster.find(roomId, hops))));
  }
}
