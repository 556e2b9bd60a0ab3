package dev.roomkeeper.module.store;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Port: the server's database, SQLite or PostgreSQL. Calls block; a failure is a {@link
 * RuntimeException} that quotes no values.
 */
public interface Database {
  <T> T read(Function<Handle, T> work);

  /**
   * Writes in a transaction, with others' writes, and returns once it is kept. The work may run
   * twice, the first run being rolled back.
   *
   * @param key the table and the row, such as {@code "user u_1"}: writes go in the order of their
   *     keys, so that two nodes never wait for each other
   */
  <T> T write(String key, Function<Handle, T> work);
}
