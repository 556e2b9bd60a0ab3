package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.host.StoredForm;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/** Reads commits and snapshots from the log. */
final class LoggedCommits {
  private static final String COMMITS =
      """
      SELECT version, base, epoch, id, made_at, author, seq, command, durable, patch, inverse, events
      FROM commit_log WHERE room_id = :roomId AND version\
      """;

  /** How many rows are fetched at a time, if a transaction lets PostgreSQL do so. */
  private static final int FETCHED = 32;

  private LoggedCommits() {}

  /** A room's kept layers at a version. */
  record Snapshot(long version, Layers layers) {
    /** The empty state of a new room. */
    static final Snapshot NONE = new Snapshot(0, Layers.EMPTY);
  }

  /** The newest snapshot of this version or older. */
  static Optional<Snapshot> snapshotUpTo(Handle handle, String roomId, long version) {
    return snapshot(handle, roomId, version, "<= :version ORDER BY version DESC");
  }

  /** The oldest snapshot of this version or newer. */
  static Optional<Snapshot> snapshotFrom(Handle handle, String roomId, long version) {
    return snapshot(handle, roomId, version, ">= :version ORDER BY version");
  }

  private static Optional<Snapshot> snapshot(
      Handle handle, String roomId, long version, String which) {
    return handle
        .createQuery(
            "SELECT version, layers FROM snapshot WHERE room_id = :roomId AND version "
                + which
                + " LIMIT 1")
        .bind("roomId", roomId)
        .bind("version", version)
        .map((row, _) ->
            new Snapshot(
                row.getLong("version"), StoredForm.layers(CommitRow.json(row.getString("layers")))))
        .findFirst();
  }

  /** The commits after one version up to another, oldest first. */
  static ResultIterable<Commit> between(Handle handle, String roomId, long after, long upTo) {
    return handle
        .createQuery(COMMITS + " > :after AND version <= :upTo ORDER BY version")
        .bind("roomId", roomId)
        .bind("after", after)
        .bind("upTo", upTo)
        .setFetchSize(FETCHED)
        .map(CommitRow::read);
  }

  /** Like {@link #between}, newest first. */
  static ResultIterable<Commit> backwards(Handle handle, String roomId, long after, long upTo) {
    return handle
        .createQuery(COMMITS + " > :after AND version <= :upTo ORDER BY version DESC")
        .bind("roomId", roomId)
        .bind("after", after)
        .bind("upTo", upTo)
        .setFetchSize(FETCHED)
        .map(CommitRow::read);
  }

  /** The newest commits that end at the version, newest first. */
  static ResultIterable<Commit> before(Handle handle, String roomId, long version, int most) {
    return handle
        .createQuery(COMMITS + " <= :version ORDER BY version DESC LIMIT :most")
        .bind("roomId", roomId)
        .bind("version", version)
        .bind("most", most)
        .map(CommitRow::read);
  }

  /** The durable commit that made this version; empty if it is missing or composed with others. */
  static Optional<Commit> at(Handle handle, String roomId, long version) {
    return handle
        .createQuery(COMMITS + " = :version AND durable")
        .bind("roomId", roomId)
        .bind("version", version)
        .map(CommitRow::read)
        .findFirst();
  }

  static StorageException gap(String roomId) {
    return new StorageException("the log of room " + roomId + " has a gap");
  }
}
