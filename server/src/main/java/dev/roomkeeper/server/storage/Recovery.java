package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.server.hub.Journal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads what a room's new owner needs from the log. */
final class Recovery {
  /** How many commits before a snapshot are read, for members who return. */
  static final int BEFORE_SNAPSHOT_COMMITS = 256;

  private static final long BEFORE_SNAPSHOT_BYTES_MAX = 1 << 20;

  private Recovery() {}

  /** Reads the room up to the head at which it was taken over. */
  static Journal.Takeover recover(Handle handle, RoomHeads.Head taken) {
    String roomId = taken.room().id();
    LoggedCommits.Snapshot snapshot =
        LoggedCommits.snapshotUpTo(handle, roomId, taken.head())
            .orElse(LoggedCommits.Snapshot.NONE);
    List<Commit> commits = before(handle, roomId, snapshot.version());
    commits.addAll(LoggedCommits.between(handle, roomId, snapshot.version(), taken.head()).list());
    checkWhole(commits, snapshot.version(), taken);
    return new Journal.Takeover(
        taken.room(), taken.epoch(), snapshot.version(), snapshot.layers(), List.copyOf(commits));
  }

  /** The newest commits up to the version, oldest first. */
  private static List<Commit> before(Handle handle, String roomId, long version) {
    List<Commit> commits = new ArrayList<>();
    if (version == 0) {
      return commits;
    }
    try (var newestFirst =
        LoggedCommits.before(handle, roomId, version, BEFORE_SNAPSHOT_COMMITS).iterator()) {
      long bytes = 0;
      while (newestFirst.hasNext() && bytes < BEFORE_SNAPSHOT_BYTES_MAX) {
        Commit commit = newestFirst.next();
        bytes += commit.bytes();
        commits.add(commit);
      }
    }
    Collections.reverse(commits);
    return commits;
  }

  private static void checkWhole(List<Commit> commits, long snapshotVersion, RoomHeads.Head taken) {
    long version = commits.isEmpty() ? snapshotVersion : commits.getFirst().base();
    boolean whole = version <= snapshotVersion;
    for (Commit commit : commits) {
      whole &= commit.base() == version;
      version = commit.version();
    }
    if (!whole || version != taken.head()) {
      throw LoggedCommits.gap(taken.room().id());
    }
  }
}
