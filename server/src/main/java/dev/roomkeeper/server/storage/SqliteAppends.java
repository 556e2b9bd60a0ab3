package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.server.storage.CommitLog.Append;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends in SQLite, with statements that are prepared once for a connection: preparing them costs
 * as much as running them. Used by the writer's thread only.
 */
final class SqliteAppends {
  /** Advances the head if the room is where the append says and nobody ruled the append out. */
  private static final String MOVE_HEAD =
      """
      UPDATE room SET head = ?, active_at = ?
      WHERE id = ? AND epoch = ? AND head = ? AND voided < ?\
      """;

  /** Separate from the head, so that the index of timers is written only if needed. */
  private static final String SET_WAKE =
      "UPDATE room SET wake_at = ? WHERE id = ? AND wake_at IS DISTINCT FROM ?";

  private static final String INSERT_COMMIT =
      """
      INSERT INTO commit_log (room_id, version, base, epoch, id, made_at, author, seq, command,
                              durable, patch, inverse, events)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  /** The statements of one connection. */
  private record Statements(
      Connection connection,
      PreparedStatement moveHead,
      PreparedStatement setWake,
      PreparedStatement insert) {
    static Statements on(Connection connection) throws SQLException {
      return new Statements(
          connection,
          connection.prepareStatement(MOVE_HEAD),
          connection.prepareStatement(SET_WAKE),
          connection.prepareStatement(INSERT_COMMIT));
    }

    /** Gives them back, with what was added to them and not run. */
    void close() throws SQLException {
      moveHead.close();
      setWake.close();
      insert.close();
    }
  }

  private @Nullable Statements statements;

  /**
   * Writes the appends, each on its room's head as the one before left it. Returns which were kept.
   *
   * @param pooled the pool's view of the connection, whose statements would end with each use
   */
  boolean[] keep(Connection pooled, List<Append> appends) {
    try {
      return keep(on(pooled.unwrap(Connection.class)), appends);
    } catch (SQLException e) {
      forget(e);
      throw new SqlFault.Failure(e);
    }
  }

  private Statements on(Connection connection) throws SQLException {
    Statements known = statements;
    if (known == null || known.connection != connection) {
      known = Statements.on(connection);
      statements = known;
    }
    return known;
  }

  /** One of them failed: the next append prepares new ones. */
  private void forget(SQLException failure) {
    Statements known = statements;
    statements = null;
    if (known != null) {
      try {
        known.close();
      } catch (SQLException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private static boolean[] keep(Statements statements, List<Append> appends) throws SQLException {
    int[] moved = moveHeads(statements.moveHead, appends);
    boolean[] kept = new boolean[moved.length];
    boolean isAny = false;
    for (int i = 0; i < moved.length; i++) {
      kept[i] = moved[i] == 1;
      if (kept[i]) {
        isAny = true;
        Append append = appends.get(i);
        for (CommitRow row : append.rows()) {
          add(statements.insert, append.roomId(), row);
        }
        setWake(statements.setWake, append);
      }
    }
    if (isAny) {
      statements.insert.executeBatch();
      statements.setWake.executeBatch();
    }
    return kept;
  }

  private static int[] moveHeads(PreparedStatement moveHead, List<Append> appends)
      throws SQLException {
    for (Append append : appends) {
      moveHead.setLong(1, append.last().version());
      moveHead.setLong(2, append.now());
      moveHead.setString(3, append.roomId());
      moveHead.setLong(4, append.epoch());
      moveHead.setLong(5, append.head());
      moveHead.setLong(6, append.attempt());
      moveHead.addBatch();
    }
    return moveHead.executeBatch();
  }

  private static void setWake(PreparedStatement setWake, Append append) throws SQLException {
    Long wakeAt = append.wakeAtMillis();
    if (wakeAt == null) {
      setWake.setNull(1, Types.BIGINT);
      setWake.setNull(3, Types.BIGINT);
    } else {
      setWake.setLong(1, wakeAt);
      setWake.setLong(3, wakeAt);
    }
    setWake.setString(2, append.roomId());
    setWake.addBatch();
  }

  private static void add(PreparedStatement insert, String roomId, CommitRow row)
      throws SQLException {
    Commit commit = row.commit();
    insert.setString(1, roomId);
    insert.setLong(2, commit.version());
    insert.setLong(3, commit.base());
    insert.setLong(4, commit.epoch());
    insert.setString(5, commit.id());
    insert.setLong(6, commit.atMillis());
    insert.setString(7, commit.author());
    insert.setLong(8, commit.seq());
    insert.setString(9, row.command());
    insert.setBoolean(10, commit.durable());
    insert.setString(11, row.patch());
    insert.setString(12, row.inverse());
    insert.setString(13, row.events());
    insert.addBatch();
  }
}
