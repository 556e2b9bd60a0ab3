package dev.roomkeeper.module.store;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of rows in one of a kind's tables. Values are texts, numbers, booleans or null. The key
 * names the columns of the table's primary key. The names of tables and columns are the kind's own,
 * never a member's input.
 */
public sealed interface RowChange {
  /** The table. */
  String table();

  /** The columns that identify the row, in order. */
  Map<String, ?> key();

  /** Inserts the row or replaces it. */
  record Put(String table, Map<String, ?> key, Map<String, ? extends @Nullable Object> values)
      implements RowChange {}

  /** Inserts the row unless it exists. */
  record Add(String table, Map<String, ?> key, Map<String, ? extends @Nullable Object> values)
      implements RowChange {}

  /** Changes these columns if the row exists. */
  record Set(String table, Map<String, ?> key, Map<String, ? extends @Nullable Object> values)
      implements RowChange {}

  /**
   * Merges a patch (RFC 7396) into a JSON column. Inserts the row if it is missing.
   *
   * @param values of the other columns, as in {@link Put}
   */
  record Merge(
      String table,
      Map<String, ?> key,
      String column,
      JsonObject patch,
      Map<String, ? extends @Nullable Object> values)
      implements RowChange {}

  /** Deletes all rows with this key, which can be the first part of the primary key. */
  record Delete(String table, Map<String, ?> key) implements RowChange {}
}
