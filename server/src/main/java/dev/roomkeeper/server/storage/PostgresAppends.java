package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.server.storage.CommitLog.Append;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Appends many rooms in one statement. The statement is its own transaction if nothing else has to
 * be written with it: one round trip, and no lock is held while this process, which may be stopped
 * at any time, owes the next statement.
 *
 * <p>It first locks the head rows in the order of the batch, whether their append will go through
 * or not, so batches of several nodes never deadlock. The locked rows decide; they are newer than
 * the statement's snapshot if it had to wait. This is the only statement that differs from
 * SQLite's.
 */
final class PostgresAppends {
  private static final String APPEND =
      """
      WITH stand AS MATERIALIZED (
        SELECT a.*, r.epoch AS now_epoch, r.head AS now_head, r.voided AS now_voided
        FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[])
          WITH ORDINALITY
          AS a (room_id, epoch, head, new_head, active_at, attempt, wake_at, place)
        JOIN room r ON r.id = a.room_id
        ORDER BY a.place
        FOR NO KEY UPDATE OF r
      ), moved AS (
        UPDATE room SET head = s.new_head, active_at = s.active_at, wake_at = s.wake_at
        FROM stand s
        WHERE room.id = s.room_id
          AND s.now_epoch = s.epoch AND s.now_head = s.head AND s.now_voided < s.attempt
        RETURNING s.place
      ), logged AS (
        INSERT INTO commit_log (room_id, version, base, epoch, id, made_at, author, seq, command,
                                durable, patch, inverse, events)
        SELECT room_id, version, base, epoch, id, made_at, author, seq, command,
               durable, patch, inverse, events
        FROM unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[],
                    ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::boolean[], ?::text[],
                    ?::text[], ?::text[])
          AS c (place, room_id, version, base, epoch, id, made_at, author, seq, command, durable,
                patch, inverse, events)
        -- Not a join, of which the planner, who expects a row or two, would make a nested loop.
        WHERE (c.place IN (SELECT place FROM moved)) IS TRUE
      )
      SELECT place FROM moved\
      """;

  private PostgresAppends() {}

  /** Writes the appends, each of another room. Returns which were kept. */
  static boolean[] keep(Handle handle, List<Append> appends) {
    boolean[] kept = new boolean[appends.size()];
    try (PreparedStatement statement = handle.getConnection().prepareStatement(APPEND)) {
      new Parameters(handle.getConnection(), statement).bind(appends);
      try (ResultSet places = statement.executeQuery()) {
        while (places.next()) {
          kept[places.getInt(1) - 1] = true;
        }
      }
      return kept;
    } catch (SQLException e) {
      throw new SqlFault.Failure(e);
    }
  }

  /** A row for {@code commit_log}, with the position of its append, counted from 1. */
  private record Logged(long place, String roomId, CommitRow row) {
    Commit commit() {
      return row.commit();
    }
  }

  /** One array for each column, so that the statement's text and plan stay the same. */
  private static final class Parameters {
    private final Connection connection;
    private final PreparedStatement statement;
    private int last;

    Parameters(Connection connection, PreparedStatement statement) {
      this.connection = connection;
      this.statement = statement;
    }

    void bind(List<Append> appends) throws SQLException {
      add("text", appends, Append::roomId);
      add("int8", appends, Append::epoch);
      add("int8", appends, Append::head);
      add("int8", appends, append -> append.last().version());
      add("int8", appends, Append::now);
      add("int8", appends, Append::attempt);
      add("int8", appends, Append::wakeAtMillis);
      List<Logged> logged = new ArrayList<>(appends.size());
      for (int i = 0; i < appends.size(); i++) {
        for (CommitRow row : appends.get(i).rows()) {
          logged.add(new Logged(i + 1L, appends.get(i).roomId(), row));
        }
      }
      add("int8", logged, Logged::place);
      add("text", logged, Logged::roomId);
      add("int8", logged, each -> each.commit().version());
      add("int8", logged, each -> each.commit().base());
      add("int8", logged, each -> each.commit().epoch());
      add("text", logged, each -> each.commit().id());
      add("int8", logged, each -> each.commit().atMillis());
      add("text", logged, each -> each.commit().author());
      add("int8", logged, each -> each.commit().seq());
      add("text", logged, each -> each.row.command());
      add("bool", logged, each -> each.commit().durable());
      add("text", logged, each -> each.row.patch());
      add("text", logged, each -> each.row.inverse());
      add("text", logged, each -> each.row.events());
    }

    private <T> void add(String type, List<T> rows, Function<T, @Nullable Object> column)
        throws SQLException {
      @Nullable Object[] values =
          switch (type) {
            case "text" -> new @Nullable String[rows.size()];
            case "bool" -> new @Nullable Boolean[rows.size()];
            default -> new @Nullable Long[rows.size()];
          };
      for (int i = 0; i < values.length; i++) {
        values[i] = column.apply(rows.get(i));
      }
      statement.setArray(++last, connection.createArrayOf(type, values));
    }
  }
}
