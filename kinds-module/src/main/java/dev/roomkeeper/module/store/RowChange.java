package dev.roomkeeper.module.store;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of rows in one of a kind's tables. Values are texts, numbers, booleans or null; the key
 * names the columns of the table's primary key. The names of tables and columns are the kind's own
 * words, never a member's.
 */
public sealed interface RowChange {
  /** The table. */
  String table();

  /** The columns by which the row is found, in order. */
  Map<String, ?> key();

  /** The row stands so, whether it did before or not. */
  record Put(String table, Map<String, ?> key, Map<String, ? extends @Nullable Object> values)
      implements RowChange {}

  /** The row is added; one that is there stays as it is. */
  record Add(String table, Map<String, ?> key, Map<String, ? extends @Nullable Object> values)
      implements RowChange {}

  /** These columns change, if the row is there. */
  record Set(String table, Map<String, ?> key, Map<String, ? extends @Nullable Object> values)
      implements RowChange {}

  /**
   * A patch (RFC 7396) is merged into a column with JSON; the row is added if it is missing.
   *
   * @param values of the other columns, as {@link Put} has them
   */
  record Merge(
      String table,
      Map<String, ?> key,
      String column,
      JsonObject patch,
      Map<String, ? extends @Nullable Object> values)
      implements RowChange {}

  /** All rows with these columns go; the key may be the first part of one. */
  record Delete(String table, Map<String, ?> key) implements RowChange {}
}
