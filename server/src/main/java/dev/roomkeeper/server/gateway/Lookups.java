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

/** What connections ask that may block, each in the turn of the address that it comes from. */
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

  /** Whose the token is; completes on another thread than the event loop's. */
  CompletableFuture<Verification> verify(String owner, String token) {
    return soon(owner, () -> tokens.verify(token));
  }

  /** Does what may block, in the turn of its owner, which is an address. */
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

  /** What is known of the user; completes on another thread than the event loop's. */
  CompletableFuture<Profiles.Profile> profile(String owner, String userId) {
    return soon(owner, () -> profiles.of(userId, owner));
  }

  /** A room that is asked for by the course's dialect, and where it is to be served. */
  record Found(RoomRecord record, Cluster.Spot spot) {}

  /** Looks for the room; completes on another thread than the event loop's. */
  CompletableFuture<Optional<Found>> find(String owner, String roomId, int hops) {
    return soon(
        owner, () -> hub.find(roomId).map(record -> new Found(record, cluster.find(roomId, hops))));
  }
}
