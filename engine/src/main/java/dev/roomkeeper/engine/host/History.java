package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.kind.Commit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest commits that members were told of, so that who returns gets only what is new. */
final class History {
  static final int COMMITS_MAX = 4_096;
  static final int BYTES_MAX = 1 << 20;

  private final Deque<Commit> commits = new ArrayDeque<>();
  private long beforeEpoch; // of the commit just before the oldest here; 0 if it is not known
  private long bytes;

  /** What leads from one version to the newest. */
  record Gap(Change.Nested change, List<Commit> commits) {}

  void add(Commit commit) {
    commits.add(commit);
    bytes += commit.bytes();
    while (commits.size() > COMMITS_MAX || (bytes > BYTES_MAX && commits.size() > 1)) {
      Commit oldest = commits.remove();
      bytes -= oldest.bytes();
      beforeEpoch = oldest.epoch();
    }
  }

  /**
   * All that happened after the version as it was in that epoch, or null if it can't be told: the
   * version is too old, fell inside a composed commit, or was lost when a later epoch began before
   * it.
   */
  @Nullable Gap since(long epoch, long version) {
    if (version < 0) {
      return null;
    }
    Change.Nested change = Change.NONE;
    List<Commit> missed = new ArrayList<>();
    long endEpoch = beforeEpoch;
    boolean found = false;
    for (Commit commit : commits) {
      if (commit.base() == version) {
        if (version > 0 && (endEpoch == 0 || endEpoch > epoch)) {
          return null;
        }
        found = true;
      }
      if (found) {
        change = Change.compose(change, commit.change());
        missed.add(commit);
      }
      endEpoch = commit.epoch();
    }
    if (found) {
      return new Gap(change, missed);
    }
    Commit newest = commits.peekLast();
    boolean isNewest = newest != null && newest.version() == version && newest.epoch() <= epoch;
    return isNewest ? new Gap(change, missed) : null;
  }
}
