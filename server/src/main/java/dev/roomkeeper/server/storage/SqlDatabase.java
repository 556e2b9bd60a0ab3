package dev.roomkeeper.server.storage;

import dev.roomkeeper.module.KindModule;
import dev.roomkeeper.module.store.Database;
import dev.roomkeeper.module.store.Projection;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The database of one process: one connection that writes, and a few that read. Whoever opens it
 * closes it.
 */
public final class SqlDatabase implements Database, AutoCloseable {
  private static final int READS_WAITING_MAX = 4_096;
  private static final SqlWriter.Bounds WRITES =
      new SqlWriter.Bounds(4_096, 64 << 20, 256, 8 << 20);
  private static final SqlWriter.Bounds BACKGROUND =
      new SqlWriter.Bounds(64, Long.MAX_VALUE, 1, Long.MAX_VALUE);

  private final SqlPools pools;
  private final Projections projections;
  private final Jdbi reads;
  private final SqlWriter writer;
  private final SqlWriter.Lane<Write<?>> writes;
  private final SqlWriter.Lane<Write<?>> background;
  private final ExecutorService readers =
      new ThreadPoolExecutor(
          SqlPools.READERS,
          SqlPools.READERS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(READS_WAITING_MAX),
          Thread.ofPlatform().daemon().name("sql-reader-", 1).factory());

  private SqlDatabase(SqlPools pools, Projections projections) {
    this.pools = pools;
    this.projections = projections;
    reads = jdbi(pools.read());
    writer = new SqlWriter(pools.write(), jdbi(pools.write()));
    background = writer.lane(BACKGROUND, SqlDatabase::writeEach);
    writes = writer.lane(WRITES, SqlDatabase::writeEach);
    writer.start();
  }

  /**
   * Opens the SQLite file of this directory. Creates and migrates it if needed.
   *
   * @param modules whose tables stand in it, too
   * @throws DataRefused if it can't be used
   */
  public static SqlDatabase sqlite(DataDirectory data, List<KindModule> modules) {
    return sqlite(data, UnaryOperator.identity(), modules);
  }

  /** With a layer between the pool and the connections, for tests of failures. */
  static SqlDatabase sqlite(
      DataDirectory data, UnaryOperator<DataSource> between, List<KindModule> modules) {
    return new SqlDatabase(SqlPools.sqlite(data, between, modules), projections(modules));
  }

  /**
   * Opens a PostgreSQL database, which several processes may share. Migrates it if needed.
   *
   * @throws DataRefused if it can't be used
   */
  public static SqlDatabase postgres(PostgresAddress address, List<KindModule> modules) {
    return new SqlDatabase(SqlPools.postgres(address, modules), projections(modules));
  }

  private static Projections projections(List<KindModule> modules) {
    Map<String, Projection> byKind = new LinkedHashMap<>();
    modules.forEach(module -> byKind.put(module.kind().name(), module.projection()));
    return new Projections(byKind);
  }

  private static Jdbi jdbi(DataSource source) {
    Jdbi jdbi = Jdbi.create(source);
    // Values may be members' secrets, so no message may quote them.
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    jdbi.registerArgument(new PlainText());
    return jdbi;
  }

  /** PostgreSQL's text type takes no U+0000, but a requested room id may contain it. */
  private static final class PlainText extends AbstractArgumentFactory<String> {
    PlainText() {
      super(Types.VARCHAR);
    }

    @Override
    protected Argument build(String value, ConfigRegistry config) {
      String plain = value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD');
      return (position, statement, _) -> statement.setString(position, plain);
    }
  }

  /** Whether this is PostgreSQL. Otherwise it is SQLite. */
  boolean isPostgres() {
    return pools.isPostgres();
  }

  /** Whether it refused a write a moment ago, since it may only be read. */
  public boolean refusesWrites() {
    return pools.refusesWrites();
  }

  /** What writes kinds' tables. */
  public Projections projections() {
    return projections;
  }

  SqlWriter writer() {
    return writer;
  }

  /** Reads on the calling thread. */
  @Override
  public <T> T read(Function<Handle, T> work) {
    for (int ended = 0; ; ended++) {
      try {
        return reads.withHandle(work::apply);
      } catch (StorageException e) {
        throw e;
      } catch (RuntimeException e) { // The exception may quote the row.
        // A restart of the database ends all connections of the pool, which learns it by their use.
        if (!SqlFault.isEnded(e) || ended == SqlPools.READERS) {
          throw new StorageException("the database can't be read: " + SqlFault.describe(e));
        }
      }
    }
  }

  /** Reads on a reader's thread. Fails if too many reads wait already. */
  <T> CompletableFuture<T> readSoon(Function<Handle, T> work) {
    return soon(() -> read(work));
  }

  /** Like {@link #readSoon}, with all reads from the same moment. */
  <T> CompletableFuture<T> readSoonAtOnce(Function<Handle, T> work) {
    TransactionIsolationLevel level =
        isPostgres()
            ? TransactionIsolationLevel.REPEATABLE_READ
            : TransactionIsolationLevel.SERIALIZABLE;
    return soon(() -> read(handle -> handle.inTransaction(level, work::apply)));
  }

  private <T> CompletableFuture<T> soon(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, readers);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          new StorageException("too many reads wait for the database"));
    }
  }

  /** The threads that may block on the database. */
  ExecutorService readers() {
    return readers;
  }

  /**
   * Writes in a transaction with others, and completes once it is kept. Fails with a {@link
   * StorageException} if it is not kept, or may not be. The work may run twice, with the first run
   * rolled back.
   *
   * @param key the table and the row; see {@link SqlWriter.Job#key}
   */
  <T> CompletableFuture<T> writeSoon(String key, Function<Handle, T> work) {
    return offer(writes, key, work);
  }

  /** Like {@link #writeSoon}, one at a time and behind everything more urgent. */
  <T> CompletableFuture<T> writeInBackground(String key, Function<Handle, T> work) {
    return offer(background, key, work);
  }

  /** Like {@link #writeSoon}, and waits for it. */
  @Override
  public <T> T write(String key, Function<Handle, T> work) {
    try {
      return writeSoon(key, work).join();
    } catch (CompletionException e) {
      // With the caller's stack trace, not the writer's.
      throw new StorageException(
          e.getCause() instanceof StorageException known
              ? String.valueOf(known.getMessage())
              : "the database failed");
    }
  }

  private static <T> CompletableFuture<T> offer(
      SqlWriter.Lane<Write<?>> lane, String key, Function<Handle, T> work) {
    Write<T> write = new Write<>(key, work, new CompletableFuture<>());
    String refusal = lane.offer(write);
    if (refusal != null) {
      write.failed(refusal);
    }
    return write.answer();
  }

  private static List<Runnable> writeEach(Handle handle, List<Write<?>> writes) {
    return writes.stream().map(write -> write.run(handle)).toList();
  }

  private record Write<T>(String key, Function<Handle, T> work, CompletableFuture<T> answer)
      implements SqlWriter.Job {
    Runnable run(Handle handle) {
      T result = work.apply(handle);
      return () -> answer.complete(result);
    }

    @Override
    public long bytes() {
      return 256;
    }

    @Override
    public void failed(String reason) {
      answer.completeExceptionally(new StorageException(reason));
    }

    @Override
    public void unknown(String reason) {
      failed(reason);
    }
  }

  /** Writes pending work, then closes. */
  @Override
  public void close() {
    writer.close();
    readers.close();
    pools.close();
  }
}
