package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.kind.Commit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest released commits, so that a returning member gets only what is new. */
final class History {
  static final int COMMITS_MAX = 4_096;
  static final int BYTES_MAX = 1 << 20;
  private static final int GAPS_MAX = 16;

  private final Deque<Commit> commits = new ArrayDeque<>();
  private long beforeEpoch; // of the commit just before the oldest one here; 0 if unknown
  private long bytes; // by weight
  private boolean isShort;
  private final Map<Long, Gap> gaps =
      new HashMap<>(); // by version, because many members may return at once

  /**
   * The change from one version to the newest.
   *
   * @param fromEpoch the epoch in which that version was made; 0 for the room's beginning
   */
  record Gap(long fromEpoch, Change.Nested change, List<Commit> commits) {}

  void add(Commit commit) {
    gaps.clear();
    commits.add(commit);
    bytes += commit.weight();
    forget();
  }

  private void forget() {
    while (commits.size() > COMMITS_MAX
        || (bytes > BYTES_MAX && commits.size() > 1)
        || (isShort && !commits.isEmpty())) {
      Commit oldest = commits.remove();
      bytes -= oldest.weight();
      beforeEpoch = oldest.epoch();
    }
  }

  /** Keeps nothing while memory is short: whoever returns is sent the whole state. */
  void save(boolean nowShort) {
    isShort = nowShort;
    if (nowShort) {
      gaps.clear();
      forget();
    }
  }

  /** The approximate memory of all commits here, in bytes. */
  long heap() {
    return Commit.HEAP_PER_BYTE * bytes;
  }

  /** The durable commit that made this version, if it is here. */
  @Nullable Commit commit(long version) {
    for (Commit commit : commits) {
      if (commit.version() == version) {
        return commit.durable() ? commit : null;
      }
    }
    return null;
  }

  /**
   * Everything that happened after the version of that epoch. Null if it cannot be told: the
   * version is too old, falls inside a composed commit, or was lost when a later epoch began before
   * it.
   */
  @Nullable Gap since(long epoch, long version) {
    if (version < 0) {
      return null;
    }
    Gap known = gaps.get(version);
    if (known != null && known.fromEpoch <= epoch) {
      return known;
    }
    Change.Nested change = Change.NONE;
    List<Commit> missed = new ArrayList<>();
    long endEpoch = beforeEpoch;
    long fromEpoch = 0;
    boolean found = false;
    for (Commit commit : commits) {
      if (commit.base() == version) {
        if (version > 0 && (endEpoch == 0 || endEpoch > epoch)) {
          return null;
        }
        found = true;
        fromEpoch = version == 0 ? 0 : endEpoch;
      }
      if (found) {
        change = Change.compose(change, commit.change());
        missed.add(commit);
      }
      endEpoch = commit.epoch();
    }
    if (found) {
      return remembered(version, new Gap(fromEpoch, change, List.copyOf(missed)));
    }
    Commit newest = commits.peekLast();
    boolean isNewest = newest != null && newest.version() == version && newest.epoch() <= epoch;
    return isNewest ? new Gap(newest.epoch(), change, missed) : null;
  }

  private Gap remembered(long version, Gap gap) {
    if (gaps.size() >= GAPS_MAX) {
      gaps.clear();
    }
    gaps.put(version, gap);
    return gap;
  }
}
