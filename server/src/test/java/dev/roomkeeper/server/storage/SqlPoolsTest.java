package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a COMMIT that is answered means: SQLite's side; that no power cut is survived with less. */
class SqlPoolsTest {
  @TempDir Path folder;

  private static String ask(DataSource source, String question) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      return answer.getString(1);
    }
  }

  @Test
  void an_answered_commit_of_sqlite_is_on_disk() throws SQLException {
    try (DataDirectory data = DataDirectory.open(folder.resolve("data"))) {
      SqlPools pools = SqlPools.sqlite(data, UnaryOperator.identity(), List.of());
      try {
        assertThat(ask(pools.write(), "PRAGMA journal_mode")).isEqualTo("wal");
        assertThat(ask(pools.write(), "PRAGMA synchronous")).as("FULL").isEqualTo("2");
        assertThat(ask(pools.write(), "PRAGMA foreign_keys")).isEqualTo("1");
        assertThat(ask(pools.read(), "PRAGMA query_only")).isEqualTo("1");
      } finally {
        pools.close();
      }
    }
  }
}
