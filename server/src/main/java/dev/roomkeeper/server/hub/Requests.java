package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Layers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Requests of the server itself to rooms, on whichever node they live. */
final class Requests {
  private static final long EDIT_TIMEOUT_MILLIS = 10_000;
  private static final int EDIT_TRIES_MAX = 5;

  private static final Answer NOT_KNOWN =
      new Answer.Reject(0, Code.UNAVAILABLE, "the room does not answer; this may happen yet");
  private static final Answer MOVING =
      new Answer.Reject(0, Code.UNAVAILABLE, "the room is moving, and nothing changed; try again");
  private static final Answer NO_SUCH_ROOM =
      new Answer.Reject(0, Code.NOT_FOUND, "there is no such room");

  private final Hub hub;
  private final Journal journal;
  private final Cluster cluster;
  private final Executor blocking;

  Requests(Hub hub, Journal journal, Cluster cluster, Executor blocking) {
    this.hub = hub;
    this.journal = journal;
    this.cluster = cluster;
    this.blocking = blocking;
  }

  /**
   * Sends the room a command in a user's name and completes once its outcome is kept. The code is
   * NOT_FOUND if there is no such room and UNAVAILABLE if the outcome is unknown.
   */
  CompletableFuture<Answer> edit(String roomId, String userId, Command command) {
    return ask(roomId, userId, command)
        .orTimeout(EDIT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .exceptionally(failure -> RoomElsewhere.is(failure) ? MOVING : NOT_KNOWN);
  }

  /** Any node may read what is kept; empty if there is no such room. */
  CompletableFuture<Optional<Layers>> keptLayers(String roomId) {
    return journal
        .read(roomId, Long.MAX_VALUE, 0)
        .thenApply(passage -> passage.map(Journal.Passage::layers));
  }

  /** Sends the command to the room's node. */
  private CompletableFuture<Answer> ask(String roomId, String userId, Command command) {
    return spot(roomId)
        .thenCompose(spot ->
            switch (spot) {
              case Cluster.Spot.Here() -> editHere(roomId, userId, command);
              case Cluster.Spot.At(var there) -> cluster.edit(there, roomId, userId, command);
            });
  }

  private CompletableFuture<Cluster.Spot> spot(String roomId) {
    return CompletableFuture.supplyAsync(() -> cluster.find(roomId, 0), blocking);
  }

  /** Like {@link #edit}, on this node, whoever owns the room. */
  CompletableFuture<Answer> editHere(String roomId, String userId, Command command) {
    return editHere(roomId, userId, command, EDIT_TRIES_MAX);
  }

  private CompletableFuture<Answer> editHere(
      String roomId, String userId, Command command, int tries) {
    return hub.open(roomId)
        .thenCompose(room ->
            room.isEmpty()
                ? CompletableFuture.completedFuture(Optional.<Answer>of(NO_SUCH_ROOM))
                : room.get().edit(userId, command))
        // Empty: the room had just been parked and can be opened again.
        .thenCompose(answer ->
            answer
                .map(CompletableFuture::completedFuture)
                .orElseGet(() ->
                    tries <= 1
                        ? CompletableFuture.completedFuture(MOVING)
                        : editHere(roomId, userId, command, tries - 1)));
  }

  /**
   * Deletes the room and everything kept of it. Its members are told that it is gone. Completes
   * when that is done, exceptionally if the room may still be there.
   */
  CompletableFuture<Void> remove(String roomId, @Nullable String by) {
    return spot(roomId)
        .thenCompose(spot ->
            switch (spot) {
              case Cluster.Spot.Here() -> removeHere(roomId, by);
              case Cluster.Spot.At(var there) -> cluster.remove(there, roomId, by);
            });
  }

  /** Like {@link #remove}, on this node, whoever owns the room. */
  CompletableFuture<Void> removeHere(String roomId, @Nullable String by) {
    return hub.open(roomId)
        .thenCompose(room ->
            room.map(live -> live.end(by))
                .orElseGet(() -> CompletableFuture.completedFuture(null)));
  }
}
