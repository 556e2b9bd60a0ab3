package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.cluster.Kinds;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.module.store.RoomRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Port: the log of each room, and who may write it. A room's head row holds its epoch and the
 * version of its newest commit. Taking over raises the epoch. An append is kept only if it names
 * the current epoch and version.
 *
 * <p>Calls return at once. Futures complete on a thread of the journal, which must not be blocked.
 * A conflict in one room never fails another room's append. A caller must have taken the room over
 * through this same journal, and has at most one append in flight. When the journal can't be
 * reached, {@link #takeOver} and {@link #confirm} complete exceptionally; all others report it in
 * their outcome.
 */
public interface Journal extends AutoCloseable {

  /** The outcome of an append. */
  sealed interface Outcome {
    /** It is kept, on disk. */
    record Kept() implements Outcome {}

    /** The room is at another epoch or version: another node owns it. */
    record Refused() implements Outcome {}

    /** It was not kept and never will be. */
    record Failed(String reason) implements Outcome {}

    /** Not known yet: ask with {@link Journal#readBack}. */
    record Unknown(String reason) implements Outcome {}
  }

  /**
   * A room that was just taken over.
   *
   * @param epoch the new epoch
   * @param snapshotVersion the version of the snapshot; 0 and no layers if there is none
   * @param commits in order, without a gap, up to the newest; they begin at the snapshot or before
   *     it, so that returning members can be sent what they missed
   */
  record Takeover(
      RoomRecord room, long epoch, long snapshotVersion, Layers snapshot, List<Commit> commits) {}

  /** Any epoch. */
  long ANY_EPOCH = -1;

  /**
   * Makes this node the room's owner by raising the epoch. Empty if the room does not exist.
   *
   * @param follows the epoch of the previous owner, or {@link #ANY_EPOCH}. If the room is at
   *     another epoch, another node was faster: nothing changes, and the future completes with
   *     {@link RoomElsewhere}
   */
  CompletableFuture<Optional<Takeover>> takeOver(String roomId, long follows);

  /** Like {@link #takeOver(String, long)}, whoever the owner is. */
  default CompletableFuture<Optional<Takeover>> takeOver(String roomId) {
    return takeOver(roomId, ANY_EPOCH);
  }

  /** The wake time of a room without timers. */
  long NEVER = Long.MAX_VALUE;

  /**
   * Keeps all commits or none, if the room is at this epoch and version.
   *
   * @param wakeAtMillis when the room's first timer is due once these commits are kept, as a time
   *     of day, or {@link #NEVER}; {@link #due} finds the room by it
   */
  CompletableFuture<Outcome> append(
      String roomId, long epoch, long head, List<Commit> commits, long wakeAtMillis);

  /**
   * Decides whether the append that ended with this commit was kept. {@link Outcome.Failed} means
   * that it never will be, so its commits may be appended again. {@link Outcome.Refused} means that
   * it was not kept and that another node owns the room. {@link Outcome.Unknown} means to ask
   * again.
   */
  CompletableFuture<Outcome> readBack(String roomId, long epoch, Commit last);

  /**
   * Who took a room over last.
   *
   * @param node the node's name in the owner's journal; null if the owner gave the room up in an
   *     orderly way or runs alone
   * @param needed what a node needs to run the room
   */
  record Owner(@Nullable String node, long epoch, Kinds.Needed needed) {}

  /** Who took the room over last; empty for a room that does not exist. */
  CompletableFuture<Optional<Owner>> owner(String roomId);

  /** The rooms that this journal's node took over last and has not released, with their epochs. */
  CompletableFuture<Map<String, Long>> owned();

  /** Notes that nobody owns the room, if it is still at this epoch. */
  CompletableFuture<Void> release(String roomId, long epoch);

  /** Whether the room is still at this epoch. */
  CompletableFuture<Boolean> confirm(String roomId, long epoch);

  /** Keeps the state at a version that is already in the log. May be lost without harm. */
  CompletableFuture<Void> saveSnapshot(String roomId, long epoch, long version, Layers layers);

  /** The ids of rooms whose first timer is due, the longest overdue first. */
  CompletableFuture<List<String>> due(long nowMillis, int most);

  /**
   * The durable commit that made this version; empty if it is not kept or was composed with others.
   */
  CompletableFuture<Optional<Commit>> readCommit(String roomId, long version);

  /**
   * A part of a room's past.
   *
   * @param version where the part begins
   * @param layers the kept layers at that version
   * @param commits in order, without a gap, from that version on
   * @param head the room's newest version when it was read
   */
  record Passage(long version, Layers layers, List<Commit> commits, long head) {}

  /**
   * Reads a part of a room's past, all from one moment. Any node may read; ownership does not
   * change. Empty if the room does not exist.
   *
   * @param fromVersion where the part begins. If that version is not kept by itself, it begins at
   *     the next one that is, or else at the newest
   * @param most the largest number of commits; fewer if they are large
   */
  CompletableFuture<Optional<Passage>> read(String roomId, long fromVersion, int most);

  /**
   * Deletes commits that are older than both bounds and that no returning member needs, if the room
   * is still at this epoch. May be lost without harm.
   *
   * @param commitsKept how many of the newest commits stay
   * @param sinceMillis commits since this time of day stay
   */
  CompletableFuture<Void> prune(String roomId, long epoch, int commitsKept, long sinceMillis);

  /**
   * Deletes the room and everything kept of it, if it is still at this epoch. Completes
   * exceptionally if it may still be there. If a user deletes it, the audit log says so in the same
   * transaction.
   */
  CompletableFuture<Void> remove(String roomId, long epoch, Removal removal);

  /**
   * Who deletes a room, and when.
   *
   * @param by the user; null for the server itself
   */
  record Removal(@Nullable String by, long atMillis) {}

  /** Finishes pending work, then stops. */
  @Override
  void close();
}
