package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.cluster.Owner;
import dev.roomkeeper.engine.host.Effect;
import dev.roomkeeper.engine.host.StoredForm;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The log of one room and its head row, as a database keeps them: each call is a transaction. */
final class SimJournal {
  enum Outcome {
    KEPT,
    REFUSED,
    FAILED
  }

  /** What whoever takes the room over reads. */
  record Takeover(long epoch, long snapshotVersion, Layers snapshot, List<Commit> commits) {
    /** The version after the oldest commit of these: who has it can be told what came then. */
    long recentFrom() {
      return commits.isEmpty() ? Long.MAX_VALUE : commits.getFirst().version();
    }
  }

  /** So many commits before the second newest snapshot stay, for whoever returns. */
  static final int RESUME_COMMITS = 40;

  private final Oracle.RoomTruth truth;
  private final List<Commit> commits = new ArrayList<>();
  private final Set<String> kept = new HashSet<>();
  private final Set<String> fenced = new HashSet<>();
  private long epoch;
  private @Nullable Owner owner;
  private long snapshotVersion;
  private long formerSnapshotVersion;
  private long prunedVersion; // commits up to this one are gone
  private long wakeAtMillis = Long.MAX_VALUE;
  private JsonObject snapshot = JsonObject.EMPTY;

  SimJournal(Oracle.RoomTruth truth) {
    this.truth = truth;
  }

  private long head() {
    return commits.isEmpty() ? 0 : commits.getLast().version();
  }

  boolean isOwnedAt(long atEpoch) {
    return atEpoch == epoch;
  }

  /**
   * @param before how many commits before the snapshot are read as well, at most {@link
   *     #RESUME_COMMITS}
   */
  Takeover takeOver(int before, long now) {
    epoch++;
    truth.taken(epoch, head(), now);
    int from = 0;
    while (from < commits.size() && commits.get(from).version() <= snapshotVersion) {
      from++;
    }
    List<Commit> tail =
        commits.subList(Math.max(0, from - before), commits.size()).stream()
            .map(SimJournal::lifted)
            .toList();
    Oracle.check(
        tail.isEmpty() || tail.getFirst().version() > prunedVersion,
        "who returns needs commit %d, and all up to %d are gone",
        tail.isEmpty() ? 0 : tail.getFirst().version(),
        prunedVersion);
    return new Takeover(epoch, snapshotVersion, StoredForm.layers(snapshot), tail);
  }

  /** In one conditional update: nothing if the epoch is another by now. */
  @Nullable Takeover takeOver(long after, Owner by, int before, long now) {
    if (after != epoch) {
      return null;
    }
    owner = by;
    return takeOver(before, now);
  }

  @Nullable Owner owner() {
    return owner;
  }

  long epoch() {
    return epoch;
  }

  void release(long atEpoch) {
    if (atEpoch == epoch) {
      owner = null;
    }
  }

  Outcome append(Effect.Append append) {
    long atEpoch = append.epoch();
    if (fenced.contains(atEpoch + "/" + append.append())) {
      return Outcome.FAILED;
    }
    if (atEpoch != epoch || append.head() != head()) {
      return Outcome.REFUSED;
    }
    for (Commit commit : append.commits()) {
      commits.add(with(commit, StoredForm.stored(commit.change())));
      kept.add(commit.id());
      truth.kept(commit);
    }
    wakeAtMillis = append.wakeAtMillis();
    Oracle.check(
        wakeAtMillis == truth.wakes.first(),
        "the first timer is at %d, not at %d",
        truth.wakes.first(),
        wakeAtMillis);
    return Outcome.KEPT;
  }

  /** For good: what was not kept by now never will be. */
  Outcome readBack(long append, long atEpoch, Commit last) {
    if (kept.contains(last.id())) {
      return Outcome.KEPT;
    }
    fenced.add(atEpoch + "/" + append);
    return atEpoch == epoch ? Outcome.FAILED : Outcome.REFUSED;
  }

  void saveSnapshot(long version, Layers layers) {
    truth.snapshot(version, layers);
    if (version > snapshotVersion) {
      formerSnapshotVersion = snapshotVersion;
      snapshotVersion = version;
      snapshot = StoredForm.stored(layers);
    }
  }

  /** Whether a timer has come, as a database looks for it. */
  boolean isDue(long now) {
    return wakeAtMillis <= SimHost.DAY_MILLIS + now;
  }

  // --- The past ---

  @Nullable Commit read(long version) {
    return version <= prunedVersion
        ? null
        : commits.stream()
            .filter(commit -> commit.version() == version)
            .map(SimJournal::lifted)
            .findFirst()
            .orElse(null);
  }

  /** As it is in a room: a journal holds what the first version wrote. */
  private static Commit lifted(Commit stored) {
    return with(stored, StoredForm.change(stored.change()));
  }

  private static Commit with(Commit commit, Change.Nested change) {
    return new Commit(
        commit.id(),
        commit.span(),
        commit.atMillis(),
        commit.cause(),
        commit.durable(),
        Change.ofPatches(change.patch(), change.inverse().patch()),
        commit.events());
  }

  /** Lets go of a few of the oldest; false if there is nothing more to let go of now. */
  boolean prune(Effect.Prune prune, int most) {
    if (prune.epoch() != epoch) {
      return false;
    }
    int end = 0;
    while (end < commits.size() && commits.get(end).version() <= formerSnapshotVersion) {
      end++;
    }
    end = Math.min(end - RESUME_COMMITS, commits.size() - prune.commitsKept());
    int pruned = 0;
    for (int i = 0; i < end && pruned < most; i++) {
      Commit commit = commits.get(i);
      if (commit.atMillis() >= prune.sinceMillis()) {
        return false;
      }
      if (commit.version() > prunedVersion) {
        prunedVersion = commit.version();
        pruned++;
      }
    }
    return pruned == most;
  }
}
