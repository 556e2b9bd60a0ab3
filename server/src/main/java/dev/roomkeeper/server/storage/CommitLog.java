package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.server.hub.Journal.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Appends commits to the log and advances the rooms' heads. */
final class CommitLog {
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

    /** Whether more than the log is written, in the same transaction. */
    private boolean writesMore() {
      return !entries.projected.isNothing()
          || rows().stream().anyMatch(row -> MatchMirror.concerns(row.commit()));
    }

    /** Lazy commits may wait for others to be written with. */
    @Override
    public boolean isUrgent() {
      for (CommitRow row : rows()) {
        if (row.commit().durable()) {
          return true;
        }
      }
      return false;
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
    SqliteAppends sqlite = new SqliteAppends();
    return new SqlWriter.Work<>() {
      @Override
      public List<Runnable> write(Handle handle, List<Append> appends) {
        return append(handle, appends, isPostgres ? null : sqlite, projections);
      }

      @Override
      public boolean isOneStatement(List<Append> appends) {
        return isPostgres
            && rounds(appends).size() == 1
            && appends.stream().noneMatch(Append::writesMore);
      }
    };
  }

  /**
   * Appends for all rooms together. A room that is elsewhere writes nothing.
   *
   * @param sqlite null if the database is PostgreSQL
   */
  static List<Runnable> append(
      Handle handle,
      List<Append> appends,
      @Nullable SqliteAppends sqlite,
      Projections projections) {
    List<Runnable> told = new ArrayList<>(appends.size());
    for (List<Append> round : sqlite == null ? rounds(appends) : List.of(appends)) {
      boolean[] kept =
          sqlite == null
              ? PostgresAppends.keep(handle, round)
              : sqlite.keep(handle.getConnection(), round);
      for (int i = 0; i < kept.length; i++) {
        Append append = round.get(i);
        Outcome outcome = kept[i] ? new Outcome.Kept() : new Outcome.Refused();
        told.add(() -> append.outcome.complete(outcome));
        if (kept[i]) {
          projections.write(handle, append.roomId, append.entries.projected, append.now);
          for (CommitRow row : append.rows()) {
            if (MatchMirror.concerns(row.commit())) {
              MatchMirror.append(handle, append.roomId, row.commit());
            }
          }
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
