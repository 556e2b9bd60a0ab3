package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.server.hub.Journal.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Appends commits to the log and advances the rooms' heads. */
final class CommitLog {
  /** Advances the head if the room is where the append says and nobody ruled the append out. */
  private static final String MOVE_HEAD =
      """
      UPDATE room SET head = :newHead, active_at = :now
      WHERE id = :roomId AND epoch = :epoch AND head = :head AND voided < :attempt\
      """;

  /** Separate from the head, so that the index of timers is written only if needed. */
  private static final String SET_WAKE =
      """
      UPDATE room SET wake_at = :wakeAt
      WHERE id = :roomId AND wake_at IS DISTINCT FROM :wakeAt\
      """;

  private static final String INSERT_COMMIT =
      """
      INSERT INTO commit_log (room_id, version, base, epoch, id, made_at, author, seq, command,
                              durable, patch, inverse, events)
      VALUES (:roomId, :version, :base, :epoch, :id, :madeAt, :author, :seq, :command,
              :durable, :patch, :inverse, :events)\
      """;

  private CommitLog() {}

  /**
   * What is written of an append.
   *
   * @param projected what it changes in the kind's tables
   */
  record Entries(List<CommitRow> rows, Projections.Projected projected) {}

  /**
   * One room's commits to append.
   *
   * @param attempt a number above those of the owner's earlier appends
   * @param wakeAtMillis when the room's first timer is due afterwards; null for never
   */
  record Append(
      long attempt,
      String roomId,
      long epoch,
      long head,
      long now,
      Entries entries,
      @Nullable Long wakeAtMillis,
      CompletableFuture<Outcome> outcome)
      implements SqlWriter.Job {
    List<CommitRow> rows() {
      return entries.rows;
    }

    /** The last commit. Its version becomes the head. */
    Commit last() {
      return rows().getLast().commit();
    }

    @Override
    public String key() {
      return roomId;
    }

    @Override
    public long bytes() {
      return rows().stream().mapToLong(CommitRow::bytes).sum();
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

  /** How appends are written to this database. */
  static SqlWriter.Work<Append> appends(boolean isPostgres, Projections projections) {
    return new SqlWriter.Work<>() {
      @Override
      public List<Runnable> write(Handle handle, List<Append> appends) {
        return append(handle, appends, isPostgres, projections);
      }

      @Override
      public boolean isOneStatement(List<Append> appends) {
        return isPostgres
            && rounds(appends).size() == 1
            && appends.stream().allMatch(append -> append.entries.projected.isNothing());
      }
    };
  }

  /** Appends for all rooms together. A room that is elsewhere writes nothing. */
  static List<Runnable> append(
      Handle handle, List<Append> appends, boolean isPostgres, Projections projections) {
    List<Runnable> told = new ArrayList<>(appends.size());
    for (List<Append> round : isPostgres ? rounds(appends) : List.of(appends)) {
      boolean[] kept = isPostgres ? PostgresAppends.keep(handle, round) : keep(handle, round);
      for (int i = 0; i < kept.length; i++) {
        Append append = round.get(i);
        Outcome outcome = kept[i] ? new Outcome.Kept() : new Outcome.Refused();
        told.add(() -> append.outcome.complete(outcome));
        if (kept[i]) {
          projections.write(handle, append.roomId, append.entries.projected, append.now);
          append.rows().forEach(row -> MatchMirror.append(handle, append.roomId, row.commit()));
        }
      }
    }
    return told;
  }

  /**
   * Splits the appends, sorted by room, into lists that name no room twice. The first has all
   * rooms.
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
    try (PreparedBatch inserts = handle.prepareBatch(INSERT_COMMIT);
        PreparedBatch wakes = handle.prepareBatch(SET_WAKE)) {
      for (int i = 0; i < moved.length; i++) {
        Append append = appends.get(i);
        kept[i] = moved[i] == 1;
        if (kept[i]) {
          append.rows().forEach(row -> add(inserts, append.roomId, row));
          wakes.bind("roomId", append.roomId).bind("wakeAt", append.wakeAtMillis).add();
        }
      }
      if (inserts.size() > 0) {
        inserts.execute();
        wakes.execute();
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

  /**
   * Whether the append that ended with this commit was kept. If not, the row rules it out from now
   * on, in case it is still in flight. Writing the row waits for any transaction that holds it, and
   * overwrites what a failed one may have left in SQLite's log.
   *
   * @param attempt above the append's own and different each time, so that the row does change
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
}
