package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.hub.RoomRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The SQL of rooms' heads, commits and snapshots; the same for SQLite and PostgreSQL. */
final class CommitLog {
  /** As much of what led to a snapshot is read with it, so that who returns can be told. */
  static final int BEFORE_SNAPSHOT_COMMITS_MAX = 256;

  private static final long BEFORE_SNAPSHOT_BYTES_MAX = 1 << 20;
  private static final int SNAPSHOTS_KEPT = 2;

  /** Moves the head on if the room stands where the append says and nobody gave the append up. */
  private static final String MOVE_HEAD =
      """
      UPDATE room SET head = :newHead, active_at = :now
      WHERE id = :roomId AND epoch = :epoch AND head = :head AND voided < :attempt\
      """;

  private static final String INSERT_COMMIT =
      """
      INSERT INTO commit_log (room_id, version, base, epoch, id, made_at, author, seq, command,
                              durable, patch, inverse, events)
      VALUES (:roomId, :version, :base, :epoch, :id, :madeAt, :author, :seq, :command,
              :durable, :patch, :inverse, :events)\
      """;

  private static final String SELECT_COMMITS =
      """
      SELECT version, base, epoch, id, made_at, author, seq, command, durable, patch, inverse, events
      FROM commit_log WHERE room_id = :roomId AND version\
      """;

  private CommitLog() {}

  /**
   * One room's commits on their way to the log.
   *
   * @param attempt a number above those of the owner's appends before
   */
  record Append(
      long attempt,
      String roomId,
      long epoch,
      long head,
      long now,
      List<CommitRow> rows,
      CompletableFuture<Outcome> outcome)
      implements SqlWriter.Job {
    /** The one whose version the head will be. */
    Commit last() {
      return rows.getLast().commit();
    }

    @Override
    public String key() {
      return roomId;
    }

    @Override
    public long bytes() {
      return rows.stream().mapToLong(CommitRow::bytes).sum();
    }

    @Override
    public void failed(String reason) {
      outcome.complete(new Outcome.Failed(reason));
    }

    @Override
    public void unknown(String reason) {
      outcome.complete(new Outcome.Unknown(reason));
    }
  }

  /** A room whose epoch was just raised. */
  record Head(RoomRecord room, long epoch, long head) {}

  /** How appends are written to this sort of database. */
  static SqlWriter.Work<Append> appends(boolean isPostgres) {
    return new SqlWriter.Work<>() {
      @Override
      public List<Runnable> write(Handle handle, List<Append> appends) {
        return append(handle, appends, isPostgres);
      }

      @Override
      public boolean isOneStatement(List<Append> appends) {
        return isPostgres
            && rounds(appends).size() == 1
            && appends.stream().noneMatch(CommitLog::isMirrored);
      }
    };
  }

  /** Appends for all rooms at once; those whose room stands elsewhere write nothing. */
  static List<Runnable> append(Handle handle, List<Append> appends, boolean isPostgres) {
    List<Runnable> told = new ArrayList<>(appends.size());
    for (List<Append> round : isPostgres ? rounds(appends) : List.of(appends)) {
      boolean[] kept = isPostgres ? PostgresAppends.keep(handle, round) : keep(handle, round);
      for (int i = 0; i < kept.length; i++) {
        Append append = round.get(i);
        Outcome outcome = kept[i] ? new Outcome.Kept() : new Outcome.Refused();
        told.add(() -> append.outcome.complete(outcome));
        if (kept[i] && isMirrored(append)) {
          append.rows.forEach(row -> SpaceMirror.append(handle, append.roomId, row.commit()));
        }
      }
    }
    return told;
  }

  private static boolean isMirrored(Append append) {
    return append.rows.stream().anyMatch(row -> SpaceMirror.concerns(row.commit()));
  }

  /**
   * The appends, which are in the order of their rooms, as lists that name no room twice; the first
   * has them all.
   */
  private static List<List<Append>> rounds(List<Append> appends) {
    List<List<Append>> rounds = new ArrayList<>();
    String roomId = "";
    int round = 0;
    for (Append append : appends) {
      round = append.roomId.equals(roomId) ? round + 1 : 0;
      roomId = append.roomId;
      if (round == rounds.size()) {
        rounds.add(new ArrayList<>());
      }
      rounds.get(round).add(append);
    }
    return rounds;
  }

  private static boolean[] keep(Handle handle, List<Append> appends) {
    int[] moved = moveHeads(handle, appends);
    boolean[] kept = new boolean[moved.length];
    try (PreparedBatch inserts = handle.prepareBatch(INSERT_COMMIT)) {
      for (int i = 0; i < moved.length; i++) {
        Append append = appends.get(i);
        kept[i] = moved[i] == 1;
        if (kept[i]) {
          append.rows.forEach(row -> add(inserts, append.roomId, row));
        }
      }
      if (inserts.size() > 0) {
        inserts.execute();
      }
    }
    return kept;
  }

  private static int[] moveHeads(Handle handle, List<Append> appends) {
    try (PreparedBatch batch = handle.prepareBatch(MOVE_HEAD)) {
      for (Append append : appends) {
        batch
            .bind("newHead", append.last().version())
            .bind("now", append.now)
            .bind("roomId", append.roomId)
            .bind("epoch", append.epoch)
            .bind("head", append.head)
            .bind("attempt", append.attempt)
            .add();
      }
      return batch.execute();
    }
  }

  private static void add(PreparedBatch inserts, String roomId, CommitRow row) {
    Commit commit = row.commit();
    inserts
        .bind("roomId", roomId)
        .bind("version", commit.version())
        .bind("base", commit.base())
        .bind("epoch", commit.epoch())
        .bind("id", commit.id())
        .bind("madeAt", commit.atMillis())
        .bind("author", commit.author())
        .bind("seq", commit.seq())
        .bind("command", row.command())
        .bind("durable", commit.durable())
        .bind("patch", row.patch())
        .bind("inverse", row.inverse())
        .bind("events", row.events())
        .add();
  }

  /** What came of raising a room's epoch. */
  sealed interface Raised {
    record To(Head head) implements Raised {}

    record NoRoom() implements Raised {}

    /** The room stands at another epoch than the one that was to be followed. */
    record Elsewhere() implements Raised {}
  }

  static Raised raiseEpoch(Handle handle, String roomId, long follows, @Nullable String owner) {
    Optional<Head> head =
        handle
            .createQuery(
                "UPDATE room SET epoch = epoch + 1, voided = 0, owner = :owner"
                    + " WHERE id = :roomId AND (:follows = -1 OR epoch = :follows) RETURNING "
                    + SqlRoomCatalog.COLUMNS
                    + ", epoch, head")
            .bind("owner", owner)
            .bind("roomId", roomId)
            .bind("follows", follows)
            .map((row, _) ->
                new Head(SqlRoomCatalog.read(row), row.getLong("epoch"), row.getLong("head")))
            .findFirst();
    if (head.isPresent()) {
      return new Raised.To(head.get());
    }
    return owners(handle, List.of(roomId)).isEmpty() ? new Raised.NoRoom() : new Raised.Elsewhere();
  }

  /** The owners of those of the rooms that there are. */
  static Map<String, Journal.Owner> owners(Handle handle, List<String> roomIds) {
    Map<String, Journal.Owner> owners = new HashMap<>();
    handle
        .createQuery("SELECT id, owner, epoch FROM room WHERE id IN (<roomIds>)")
        .bindList("roomIds", roomIds)
        .map((row, _) ->
            owners.put(
                row.getString("id"),
                new Journal.Owner(row.getString("owner"), row.getLong("epoch"))))
        .list();
    return owners;
  }

  static Map<String, Long> owned(Handle handle, String owner) {
    Map<String, Long> epochs = new HashMap<>();
    handle
        .createQuery("SELECT id, epoch FROM room WHERE owner = :owner")
        .bind("owner", owner)
        .map((row, _) -> epochs.put(row.getString("id"), row.getLong("epoch")))
        .list();
    return epochs;
  }

  static int release(Handle handle, String roomId, long epoch) {
    return handle
        .createUpdate("UPDATE room SET owner = NULL WHERE id = :roomId AND epoch = :epoch")
        .bind("roomId", roomId)
        .bind("epoch", epoch)
        .execute();
  }

  /**
   * Whether the append that ended with this commit was kept. If it was not, the row says from now
   * on that it never may be, should it be under way still: writing the row waits for whatever
   * transaction holds it, and overwrites what a failed one may have left in SQLite's log.
   *
   * @param attempt above the append's own, and every time another, so that the row does change
   */
  static Outcome readBack(Handle handle, String roomId, long epoch, Commit last, long attempt) {
    int voided =
        handle
            .createUpdate(
                """
                UPDATE room SET voided = :attempt
                WHERE id = :roomId AND epoch = :epoch AND NOT EXISTS (
                  SELECT 1 FROM commit_log
                  WHERE room_id = :roomId AND version = :version AND id = :id)\
                """)
            .bind("attempt", attempt)
            .bind("id", last.id())
            .bind("roomId", roomId)
            .bind("epoch", epoch)
            .bind("version", last.version())
            .execute();
    boolean kept =
        handle
            .createQuery(
                "SELECT 1 FROM commit_log WHERE room_id = :roomId AND version = :version AND id ="
                    + " :id")
            .bind("roomId", roomId)
            .bind("version", last.version())
            .bind("id", last.id())
            .mapTo(Integer.class)
            .findFirst()
            .isPresent();
    if (kept) {
      return new Outcome.Kept();
    }
    return voided == 1 ? new Outcome.Failed("it was not kept") : new Outcome.Refused();
  }

  /** What the log has of a room up to the head at which it was taken over. */
  static Journal.Taken recover(Handle handle, Head taken) {
    String roomId = taken.room.id();
    record Snapshot(long version, Layers layers) {}
    Snapshot snapshot =
        handle
            .createQuery(
                "SELECT version, layers FROM snapshot WHERE room_id = :roomId AND version <= :head"
                    + " ORDER BY version DESC LIMIT 1")
            .bind("roomId", roomId)
            .bind("head", taken.head)
            .map((row, _) ->
                new Snapshot(
                    row.getLong("version"), new Layers(CommitRow.json(row.getString("layers")))))
            .findFirst()
            .orElse(new Snapshot(0, Layers.EMPTY));
    List<Commit> commits = before(handle, roomId, snapshot.version);
    commits.addAll(
        handle
            .createQuery(SELECT_COMMITS + " > :from AND version <= :head ORDER BY version")
            .bind("roomId", roomId)
            .bind("from", snapshot.version)
            .bind("head", taken.head)
            .map(CommitRow::read)
            .list());
    checkWhole(commits, snapshot.version, taken);
    return new Journal.Taken(
        taken.room, taken.epoch, snapshot.version, snapshot.layers, List.copyOf(commits));
  }

  /** The commits that end at the version, oldest first, back to a bound. */
  private static List<Commit> before(Handle handle, String roomId, long version) {
    List<Commit> commits = new ArrayList<>();
    if (version == 0) {
      return commits;
    }
    ResultIterable<Commit> newestFirst =
        handle
            .createQuery(SELECT_COMMITS + " <= :version ORDER BY version DESC LIMIT :most")
            .bind("roomId", roomId)
            .bind("version", version)
            .bind("most", BEFORE_SNAPSHOT_COMMITS_MAX)
            .map(CommitRow::read);
    try (var rows = newestFirst.iterator()) {
      long bytes = 0;
      Iterator<Commit> next = rows;
      while (next.hasNext() && bytes < BEFORE_SNAPSHOT_BYTES_MAX) {
        Commit commit = next.next();
        bytes += commit.bytes();
        commits.add(commit);
      }
    }
    Collections.reverse(commits);
    return commits;
  }

  private static void checkWhole(List<Commit> commits, long snapshotVersion, Head taken) {
    long version = commits.isEmpty() ? snapshotVersion : commits.getFirst().base();
    boolean whole = version <= snapshotVersion;
    for (Commit commit : commits) {
      whole &= commit.base() == version;
      version = commit.version();
    }
    if (!whole || version != taken.head) {
      throw new StorageException("the log of room " + taken.room.id() + " has a gap");
    }
  }

  /**
   * Keeps the state of a version in the log, and of older ones the newest; nothing if not owner.
   */
  static void saveSnapshot(Handle handle, String roomId, long epoch, long version, String layers) {
    handle
        .createUpdate(
            """
            INSERT INTO snapshot (room_id, version, epoch, layers)
            SELECT id, :version, epoch, :layers FROM room
            WHERE id = :roomId AND epoch = :epoch AND head >= :version
            ON CONFLICT DO NOTHING\
            """)
        .bind("version", version)
        .bind("layers", layers)
        .bind("roomId", roomId)
        .bind("epoch", epoch)
        .execute();
    handle
        .createUpdate(
            """
            DELETE FROM snapshot WHERE room_id = :roomId AND version NOT IN (
              SELECT version FROM snapshot WHERE room_id = :roomId
              ORDER BY version DESC LIMIT :kept)\
            """)
        .bind("roomId", roomId)
        .bind("kept", SNAPSHOTS_KEPT)
        .execute();
  }

  /**
   * Deletes the room if it stands at this epoch, and says whether. Tables that mirror a room refer
   * to its row with ON DELETE CASCADE.
   */
  static boolean remove(Handle handle, String roomId, long epoch) {
    int taken =
        handle
            .createUpdate("UPDATE room SET epoch = epoch + 1 WHERE id = :roomId AND epoch = :epoch")
            .bind("roomId", roomId)
            .bind("epoch", epoch)
            .execute();
    if (taken == 1) {
      for (String table : List.of("commit_log", "snapshot")) {
        handle
            .createUpdate("DELETE FROM " + table + " WHERE room_id = :roomId")
            .bind("roomId", roomId)
            .execute();
      }
      handle.createUpdate("DELETE FROM room WHERE id = :roomId").bind("roomId", roomId).execute();
    }
    return taken == 1;
  }
}
