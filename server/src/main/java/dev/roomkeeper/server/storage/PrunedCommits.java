package dev.roomkeeper.server.storage;

import dev.roomkeeper.server.storage.Pruning.Bounds;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Finds and deletes a room's oldest commits. */
final class PrunedCommits {
  private static final int STEP_COMMITS = 128;
  private static final long STEP_BYTES = 256 << 10;

  private PrunedCommits() {}

  private record Old(long version, long madeAtMillis, long bytes) {}

  /**
   * The newest version that may be deleted; empty if none may. The commits that a new owner reads
   * before the newest snapshot stay, and those before the previous snapshot in case it finds only
   * that one.
   */
  static OptionalLong end(Handle handle, Bounds bounds) {
    return handle
        .createQuery(
            """
            SELECT min(version) FROM (
              SELECT (
                SELECT version FROM commit_log
                WHERE room_id = :roomId AND version <= (
                  SELECT version FROM snapshot WHERE room_id = :roomId
                  ORDER BY version DESC LIMIT 1 OFFSET 1)
                ORDER BY version DESC LIMIT 1 OFFSET :resumed) AS version
              UNION ALL
              SELECT (
                SELECT version FROM commit_log WHERE room_id = :roomId
                ORDER BY version DESC LIMIT 1 OFFSET :kept)
            ) AS ends HAVING count(version) = 2\
            """)
        .bind("roomId", bounds.roomId())
        .bind("resumed", Recovery.BEFORE_SNAPSHOT_COMMITS)
        .bind("kept", bounds.commitsKept())
        .mapTo(Long.class)
        .findFirst()
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** The version up to which the next step deletes; empty if nothing is old enough. */
  static OptionalLong step(Handle handle, Bounds bounds, long end) {
    List<Old> oldest =
        handle
            .createQuery(
                """
                SELECT version, made_at, octet_length(patch) + octet_length(inverse) AS bytes
                FROM commit_log WHERE room_id = :roomId AND version <= :end
                ORDER BY version LIMIT :most\
                """)
            .bind("roomId", bounds.roomId())
            .bind("end", end)
            .bind("most", STEP_COMMITS)
            .map((row, _) ->
                new Old(row.getLong("version"), row.getLong("made_at"), row.getLong("bytes")))
            .list();
    OptionalLong upTo = OptionalLong.empty();
    long bytes = 0;
    for (Old commit : oldest) {
      if (commit.madeAtMillis >= bounds.sinceMillis() || bytes > STEP_BYTES) {
        break; // Only from the old end, so that the log has no gap.
      }
      bytes += commit.bytes;
      upTo = OptionalLong.of(commit.version);
    }
    return upTo;
  }

  /** Deletes up to this version if the room is still at the epoch. Returns how many rows. */
  static int delete(Handle handle, Bounds bounds, long upTo, boolean isPostgres) {
    if (isPostgres) {
      handle.execute("SET LOCAL synchronous_commit = off"); // May be lost without harm.
    }
    return handle
        .createUpdate(
            """
            DELETE FROM commit_log WHERE room_id = :roomId AND version <= :upTo
              AND EXISTS (SELECT 1 FROM room WHERE id = :roomId AND epoch = :epoch)\
            """)
        .bind("roomId", bounds.roomId())
        .bind("upTo", upTo)
        .bind("epoch", bounds.epoch())
        .execute();
  }
}
