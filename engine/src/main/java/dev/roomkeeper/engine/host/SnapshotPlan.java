package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Commit;
import java.util.List;

/** Decides when the next snapshot is due, by the amount that recovery would have to replay. */
final class SnapshotPlan {
  static final int COMMITS = 256;
  static final int BYTES_MIN = 256 << 10;

  private long version;
  private int commits;
  private long bytes;

  SnapshotPlan(List<Commit> recent, long version) {
    this.version = version;
    kept(recent.stream().filter(commit -> commit.version() > version).toList());
  }

  /** The version of the newest snapshot. */
  long version() {
    return version;
  }

  void kept(List<Commit> kept) {
    commits += kept.size();
    for (Commit commit : kept) {
      bytes += commit.bytes();
    }
  }

  boolean isDue(Room room) {
    return commits >= COMMITS || bytes >= Math.max(BYTES_MIN, room.layers().bytes());
  }

  void saved(long newVersion) {
    version = newVersion;
    commits = 0;
    bytes = 0;
  }
}
