package dev.roomkeeper.server.blackbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps the commits that pruning takes away: the database itself puts them by. So an audit can
 * replay rooms from their beginning, with pruning at work as in any server.
 */
final class KeptLog {
  static final String TABLE = "pruned_commit";

  private KeptLog() {}

  /** From now on, in the file of a server that is not running and ran once. */
  static void in(Path data) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("roomkeeper.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + TABLE + " AS SELECT * FROM commit_log WHERE 1 = 0");
      statement.execute(
          "CREATE TRIGGER keep_pruned BEFORE DELETE ON commit_log BEGIN INSERT INTO "
              + TABLE
              + " SELECT * FROM commit_log WHERE room_id = OLD.room_id AND version = OLD.version;"
              + " END");
    }
  }

  /** From now on, on PostgreSQL, where servers may be running. */
  static void in(Connection postgres) throws SQLException {
    try (Statement statement = postgres.createStatement()) {
      statement.execute("CREATE TABLE " + TABLE + " AS SELECT * FROM commit_log WHERE 1 = 0");
      statement.execute(
          "CREATE FUNCTION keep_pruned() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO "
              + TABLE
              + " SELECT OLD.*; RETURN OLD; END $$");
      statement.execute(
          "CREATE TRIGGER keep_pruned BEFORE DELETE ON commit_log"
              + " FOR EACH ROW EXECUTE FUNCTION keep_pruned()");
    }
  }

  static boolean isIn(Connection connection) throws SQLException {
    try (var tables = connection.getMetaData().getTables(null, null, TABLE, null)) {
      return tables.next();
    }
  }
}
