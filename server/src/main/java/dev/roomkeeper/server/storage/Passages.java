package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.server.hub.Journal.Passage;
import dev.roomkeeper.server.storage.LoggedCommits.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads a part of a room's past, in a transaction that sees one moment. */
final class Passages {
  private static final long BYTES_MAX = 4 << 20;

  private Passages() {}

  static Optional<Passage> read(Handle handle, String roomId, long fromVersion, int most) {
    return head(handle, roomId)
        .map(head -> {
          long start = start(handle, roomId, fromVersion).orElse(head);
          return new Passage(
              start,
              layers(handle, roomId, start),
              following(handle, roomId, start, head, most),
              head);
        });
  }

  private static Optional<Long> head(Handle handle, String roomId) {
    return handle
        .createQuery("SELECT head FROM room WHERE id = :roomId")
        .bind("roomId", roomId)
        .mapTo(Long.class)
        .findFirst();
  }

  /**
   * The first version, from this one on, that is the base of a commit. The next commit may be
   * composed and rest on an older version; the one after it does not.
   */
  private static Optional<Long> start(Handle handle, String roomId, long fromVersion) {
    return handle
        .createQuery(
            """
            SELECT base FROM commit_log
            WHERE room_id = :roomId AND version > :from AND base >= :from
            ORDER BY version LIMIT 1\
            """)
        .bind("roomId", roomId)
        .bind("from", fromVersion)
        .mapTo(Long.class)
        .findFirst();
  }

  /**
   * Starts from the nearest snapshot, forwards or backwards, or from the beginning of a room that
   * was never pruned.
   */
  private static Layers layers(Handle handle, String roomId, long version) {
    Snapshot older =
        LoggedCommits.snapshotUpTo(handle, roomId, version)
            .orElse(isWhole(handle, roomId) ? Snapshot.NONE : null);
    Snapshot newer = LoggedCommits.snapshotFrom(handle, roomId, version).orElse(null);
    if (newer != null && (older == null || newer.version() - version < version - older.version())) {
      return back(handle, roomId, newer, version);
    }
    if (older == null) {
      throw LoggedCommits.gap(roomId);
    }
    return forwards(handle, roomId, older, version);
  }

  private static boolean isWhole(Handle handle, String roomId) {
    return handle
        .createQuery("SELECT base FROM commit_log WHERE room_id = :roomId ORDER BY version LIMIT 1")
        .bind("roomId", roomId)
        .mapTo(Long.class)
        .findFirst()
        .map(base -> base == 0)
        .orElse(true);
  }

  private static Layers forwards(Handle handle, String roomId, Snapshot from, long version) {
    Layers layers = from.layers();
    long reached = from.version();
    try (var commits = LoggedCommits.between(handle, roomId, from.version(), version).iterator()) {
      while (commits.hasNext()) {
        Commit commit = commits.next();
        if (commit.base() != reached) {
          throw LoggedCommits.gap(roomId);
        }
        layers = layers.apply(commit.change());
        reached = commit.version();
      }
    }
    if (reached != version) {
      throw LoggedCommits.gap(roomId);
    }
    return layers;
  }

  private static Layers back(Handle handle, String roomId, Snapshot from, long version) {
    Layers layers = from.layers();
    long reached = from.version();
    try (var commits =
        LoggedCommits.backwards(handle, roomId, version, from.version()).iterator()) {
      while (commits.hasNext()) {
        Commit commit = commits.next();
        if (commit.version() != reached) {
          throw LoggedCommits.gap(roomId);
        }
        layers = layers.apply(commit.change().inverse());
        reached = commit.base();
      }
    }
    if (reached != version) {
      throw LoggedCommits.gap(roomId);
    }
    return layers;
  }

  private static List<Commit> following(
      Handle handle, String roomId, long start, long head, int most) {
    List<Commit> following = new ArrayList<>();
    long bytes = 0;
    try (var commits = LoggedCommits.between(handle, roomId, start, head).iterator()) {
      while (following.size() < most && bytes < BYTES_MAX && commits.hasNext()) {
        Commit commit = commits.next();
        bytes += commit.bytes();
        following.add(commit);
      }
    }
    return following;
  }
}
