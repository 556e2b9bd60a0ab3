package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.module.store.RoomRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Port: the one log per room, and who may write it. A room's head row holds its epoch and the
 * version of its newest commit; taking over raises the epoch, and an append is kept only if it
 * names both as they are.
 *
 * <p>Calls return at once; futures complete on a thread of the journal's, which must not be kept
 * busy. One room's conflict never fails another's append. Who appends took the room over through
 * this same journal, and has one append under way. When the journal can't be asked, {@link
 * #takeOver} and {@link #confirm} complete exceptionally; the others say it by their outcome.
 */
public interface Journal extends AutoCloseable {

  /** What became of an append. */
  sealed interface Outcome {
    /** It is kept, on disk. */
    record Kept() implements Outcome {}

    /** The room stands at another epoch or version: somebody else owns it. */
    record Refused() implements Outcome {}

    /** It is not kept and never will be. */
    record Failed(String reason) implements Outcome {}

    /** Nobody knows yet: ask by {@link Journal#readBack}. */
    record Unknown(String reason) implements Outcome {}
  }

  /**
   * A room just taken over.
   *
   * @param epoch the new one
   * @param snapshotVersion the version of the state; 0 and no layers for a room without a snapshot
   * @param commits in order without a gap up to the newest; they begin at the snapshot or before
   *     it, so that members who return can be told what they missed
   */
  record Taken(
      RoomRecord room, long epoch, long snapshotVersion, Layers snapshot, List<Commit> commits) {}

  /** Stands for whatever epoch a room is at. */
  long ANY_EPOCH = -1;

  /**
   * Becomes the room's owner by raising its epoch; empty for a room that does not exist.
   *
   * @param follows the epoch of the owner that this one is to follow, or {@link #ANY_EPOCH}. Where
   *     the room stands at another, somebody else was quicker: nothing changes, and it completes
   *     with {@link RoomElsewhere}
   */
  CompletableFuture<Optional<Taken>> takeOver(String roomId, long follows);

  /** As {@link #takeOver(String, long)}, whoever the owner is. */
  default CompletableFuture<Optional<Taken>> takeOver(String roomId) {
    return takeOver(roomId, ANY_EPOCH);
  }

  /** Stands for a room whose timers never come, as it has none. */
  long NEVER = Long.MAX_VALUE;

  /**
   * Keeps all the commits or none, if the room stands at this epoch and version.
   *
   * @param wakeAtMillis when the room's first timer comes once these are kept, as a time of day, or
   *     {@link #NEVER}; by it {@link #due} finds the room
   */
  CompletableFuture<Outcome> append(
      String roomId, long epoch, long head, List<Commit> commits, long wakeAtMillis);

  /**
   * Finds out, for good, whether the append that ended with this commit was kept. {@link
   * Outcome.Failed} means that it never will be (its commits may be appended again), {@link
   * Outcome.Refused} that it was not and the room is another's, {@link Outcome.Unknown} that this
   * has to be asked again.
   */
  CompletableFuture<Outcome> readBack(String roomId, long epoch, Commit last);

  /**
   * Who took a room over last.
   *
   * @param node as the owner's journal names its node; null if it gave the room up in good order,
   *     or runs alone
   */
  record Owner(@Nullable String node, long epoch) {}

  /** Who took the room over last; empty for a room that does not exist. */
  CompletableFuture<Optional<Owner>> owner(String roomId);

  /** The rooms that this journal's node took over last, and did not release, with their epochs. */
  CompletableFuture<Map<String, Long>> owned();

  /** Notes that the room is nobody's, if it still stands at this epoch. */
  CompletableFuture<Void> release(String roomId, long epoch);

  /** Whether the room still stands at this epoch. */
  CompletableFuture<Boolean> confirm(String roomId, long epoch);

  /** Keeps the state as of a version that is in the log already. May be lost without harm. */
  CompletableFuture<Void> saveSnapshot(String roomId, long epoch, long version, Layers layers);

  /** The ids of rooms whose first timer has come, those that have waited longest first. */
  CompletableFuture<List<String>> due(long nowMillis, int most);

  /** The durable commit that made this version; empty if it is not kept, or not by itself. */
  CompletableFuture<Optional<Commit>> readCommit(String roomId, long version);

  /**
   * A part of a room's past.
   *
   * @param version where the part begins
   * @param layers the kept layers at that version
   * @param commits in order without a gap, from that version on
   * @param head the room's newest version at the moment of reading
   */
  record Passage(long version, Layers layers, List<Commit> commits, long head) {}

  /**
   * Reads a part of a room's past as of one moment. Any node may: nobody is taken anything from.
   * Empty for a room that does not exist.
   *
   * @param fromVersion the part begins here, or at the next version after it that is kept by
   *     itself; at the newest one if there is none
   * @param most so many commits at most, or fewer where they are large
   */
  CompletableFuture<Optional<Passage>> read(String roomId, long fromVersion, int most);

  /**
   * Lets go of commits that are older than both bounds, as far as nobody who returns needs them, if
   * the room still stands at this epoch. Completes when they are gone; may be lost without harm.
   *
   * @param commitsKept so many of the newest commits stay
   * @param sinceMillis commits of this time of day and later stay
   */
  CompletableFuture<Void> prune(String roomId, long epoch, int commitsKept, long sinceMillis);

  /**
   * Deletes the room with all that is kept of it, if it still stands at this epoch; completes
   * exceptionally when it may still be there.
   */
  CompletableFuture<Void> remove(String roomId, long epoch);

  /** Finishes what was handed in, then stops. */
  @Override
  void close();
}
