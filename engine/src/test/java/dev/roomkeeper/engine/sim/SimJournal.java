package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.cluster.Owner;
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
  record Taken(long epoch, long snapshotVersion, Layers snapshot, List<Commit> commits) {}

  private final Oracle.RoomTruth truth;
  private final List<Commit> commits = new ArrayList<>();
  private final Set<String> kept = new HashSet<>();
  private final Set<String> fenced = new HashSet<>();
  private long epoch;
  private @Nullable Owner owner;
  private long snapshotVersion;
  private Layers snapshot = Layers.EMPTY;

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
   * @param before how many commits before the snapshot are read as well
   */
  Taken takeOver(int before, long now) {
    epoch++;
    truth.taken(epoch, head(), now);
    int from = 0;
    while (from < commits.size() && commits.get(from).version() <= snapshotVersion) {
      from++;
    }
    List<Commit> tail = List.copyOf(commits.subList(Math.max(0, from - before), commits.size()));
    return new Taken(epoch, snapshotVersion, snapshot, tail);
  }

  /** In one conditional update: nothing if the epoch is another by now. */
  @Nullable Taken takeOver(long after, Owner by, int before, long now) {
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

  Outcome append(long append, long atEpoch, long head, List<Commit> batch) {
    if (fenced.contains(atEpoch + "/" + append)) {
      return Outcome.FAILED;
    }
    if (atEpoch != epoch || head != head()) {
      return Outcome.REFUSED;
    }
    for (Commit commit : batch) {
      commits.add(commit);
      kept.add(commit.id());
      truth.kept(commit);
    }
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
      snapshotVersion = version;
      snapshot = layers;
    }
  }
}
