package dev.roomkeeper.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.roomkeeper.module.KindModule;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The connections to a migrated database: one that writes, a few that read.
 *
 * @param isPostgres false for SQLite
 */
record SqlPools(HikariDataSource write, HikariDataSource read, boolean isPostgres) {
  /** Whether the database refused a write a moment ago, since it may only be read. */
  boolean refusesWrites() {
    return write.getExceptionOverride() instanceof ReadOnlyRefusals refusals && refusals.isRecent();
  }

  private static final Logger log = LoggerFactory.getLogger(SqlPools.class);

  static final int READERS = 4;

  private static final String FILE = "roomkeeper.db";
  private static final int BUSY_MILLIS = 5_000;
  private static final int CONNECT_MILLIS = 2_000;
  private static final int VALIDATION_MILLIS = 1_000;
  private static final long START_MILLIS = 20_000;

  /**
   * Every wait has a timeout: for a lock that a stopped node holds, for a statement, and for the
   * next statement of a node that stopped within a transaction. An answer means that data is on
   * disk, whatever the server's defaults are.
   */
  private static final String POSTGRES_SESSION =
      """
      SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;
      SET lock_timeout = 2000;
      SET statement_timeout = 4000;
      SET idle_in_transaction_session_timeout = 3000;
      SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') = 'off'\
      """;

  /** Uses one plan, by index, for the append statement, however few rooms there are at first. */
  private static final String POSTGRES_WRITER =
      POSTGRES_SESSION + "; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off";

  static SqlPools sqlite(
      DataDirectory data, UnaryOperator<DataSource> between, List<KindModule> modules) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = sqlite(config, data);
    // A reading transaction takes no lock and sees the file as of one moment.
    config.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
    SQLiteDataSource reading = sqlite(config, data);
    try {
      migrate(source, modules, "classpath:db/migration");
      return new SqlPools(
          // Connections to a file need no renewal.
          pool("writer", between.apply(source), 1, "SELECT 1", 0),
          pool("readers", reading, READERS, "PRAGMA query_only = ON", 0),
          false);
    } catch (FlywayException | HikariRefused e) {
      throw new DataRefused(
          "The database "
              + data.path().resolve(FILE)
              + " can't be used: it is damaged, or of a newer Roomkeeper than this one ("
              + SqlFault.describe(e)
              + ")",
          e);
    }
  }

  private static SQLiteDataSource sqlite(SQLiteConfig config, DataDirectory data) {
    SQLiteDataSource source = new SQLiteDataSource(new SQLiteConfig(config.toProperties()));
    source.setUrl("jdbc:sqlite:" + data.file(FILE));
    return source;
  }

  static SqlPools postgres(PostgresAddress address, List<KindModule> modules) {
    awaitPostgres(address);
    try {
      migrate(address.patientSource(), modules, "classpath:db/migration", "classpath:db/postgres");
      long life = 1_800_000;
      return new SqlPools(
          pool("writer", address.source(), 1, POSTGRES_WRITER, life),
          pool("readers", address.source(), READERS, POSTGRES_SESSION, life),
          true);
    } catch (FlywayException | HikariRefused e) {
      // Without the cause, since logging it would show the server's message.
      throw new DataRefused(
          "The database "
              + address
              + " can't be used: this user may not create tables there, or it is of a newer"
              + " Roomkeeper than this one ("
              + SqlFault.describe(e)
              + ")");
    }
  }

  /** Waits a little for a server that is just starting, and checks that it is suitable. */
  private static void awaitPostgres(PostgresAddress address) {
    long until = System.nanoTime() + START_MILLIS * 1_000_000;
    boolean told = false;
    while (true) {
      try (Connection connection = address.source().getConnection()) {
        if (!"UTF8".equals(setting(connection, "server_encoding"))) {
          throw new DataRefused(
              "The database " + address + " has another encoding than UTF8: create one that has.");
        }
        if ("off".equals(setting(connection, "fsync"))) {
          log.warn("The database {} runs with fsync=off: what is kept may be lost.", address);
        }
        return;
      } catch (SQLException e) {
        if (!SqlFault.isUnreachable(e) || System.nanoTime() > until) {
          throw new DataRefused(
              "The database "
                  + address
                  + " can't be entered ("
                  + SqlFault.describe(e)
                  + "): is it running, and are user and password right?");
        }
      }
      if (!told) {
        log.info("The database {} can't be reached yet; waiting for it.", address);
        told = true;
      }
      try {
        Thread.sleep(250);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DataRefused("The wait for the database " + address + " was interrupted.");
      }
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (var show = connection.createStatement();
        ResultSet value = show.executeQuery("SHOW " + name)) {
      return value.next() ? value.getString(1) : "";
    }
  }

  private static final class HikariRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    HikariRefused(Throwable cause) {
      super(cause);
    }
  }

  private static void migrate(DataSource source, List<KindModule> modules, String... locations) {
    Flyway.configure().dataSource(source).locations(locations).loggers("slf4j").load().migrate();
    for (KindModule module : modules) {
      if (!module.migrations().isEmpty()) {
        // A history of its own: a kind comes and goes, and its numbers are nobody else's.
        Flyway.configure(module.getClass().getClassLoader())
            .dataSource(source)
            .table("migrations_" + module.kind().name())
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .locations("classpath:" + module.migrations())
            .loggers("slf4j")
            .load()
            .migrate();
      }
    }
  }

  private static HikariDataSource pool(
      String name, DataSource source, int size, String initSql, long lifeMillis) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setValidationTimeout(VALIDATION_MILLIS);
    config.setMaxLifetime(lifeMillis);
    config.setConnectionInitSql(initSql);
    config.setExceptionOverride(new ReadOnlyRefusals());
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new HikariRefused(e);
    }
  }

  void close() {
    read.close();
    write.close();
  }
}
