package dev.roomkeeper.module.store;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Port: the server's database, SQLite or PostgreSQL. Calls block. A failure is a {@link
 * StoreException}, which quotes no values; a request that it ends is answered with 503.
 */
public interface Database {
  /** The work can run several times, where the database ended a connection. */
  <T> T read(Function<Handle, T> work);

  /**
   * Runs the work in a transaction, which other work can share, and returns once it is committed.
   * The work can run twice, with the first run rolled back.
   *
   * @param key the table and the row, for example {@code "user u_1"}. Writes are ordered by their
   *     keys, so that two nodes never deadlock.
   */
  <T> T write(String key, Function<Handle, T> work);
}
