package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.Patch;
import dev.roomkeeper.module.store.RowChange;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Makes changes of rows in kinds' tables, those that are alike together. */
final class RowWriter {
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private RowWriter() {}

  /** One statement with its values. */
  private record Statement(String sql, Map<String, ? extends @Nullable Object> values) {}

  static void write(Handle handle, List<RowChange> changes) {
    int from = 0;
    while (from < changes.size()) {
      Statement first = statement(handle, changes.get(from));
      int next = from + 1;
      try (PreparedBatch batch = handle.prepareBatch(first.sql)) {
        batch.bindMap(first.values).add();
        // A merge reads what those before it wrote.
        while (next < changes.size() && !(changes.get(next) instanceof RowChange.Merge)) {
          Statement more = statement(handle, changes.get(next));
          if (!more.sql.equals(first.sql)) {
            break;
          }
          batch.bindMap(more.values).add();
          next++;
        }
        batch.execute();
      }
      from = next;
    }
  }

  private static Statement statement(Handle handle, RowChange change) {
    return switch (change) {
      case RowChange.Put(var table, var key, var values) ->
          new Statement(put(table, key.keySet(), values.keySet()), both(key, values));
      case RowChange.Add(var table, var key, var values) ->
          new Statement(
              insert(table, key.keySet(), values.keySet()) + " DO NOTHING", both(key, values));
      case RowChange.Set(var table, var key, var values) ->
          new Statement(
              "UPDATE "
                  + word(table)
                  + " SET "
                  + equal(values.keySet(), ", ")
                  + " WHERE "
                  + equal(key.keySet(), " AND "),
              both(key, values));
      case RowChange.Delete(var table, var key) ->
          new Statement(
              "DELETE FROM " + word(table) + " WHERE " + equal(key.keySet(), " AND "), key);
      case RowChange.Merge merge -> merged(handle, merge);
    };
  }

  private static Statement merged(Handle handle, RowChange.Merge merge) {
    String before =
        handle
            .createQuery(
                "SELECT "
                    + word(merge.column())
                    + " FROM "
                    + word(merge.table())
                    + " WHERE "
                    + equal(merge.key().keySet(), " AND "))
            .bindMap(merge.key())
            .mapTo(String.class)
            .findFirst()
            .orElse(null);
    Json after =
        Patch.apply(before == null ? JsonObject.EMPTY : CommitRow.json(before), merge.patch());
    Map<String, @Nullable Object> values = new HashMap<>(merge.values());
    values.put(merge.column(), CommitRow.text(after));
    return new Statement(
        put(merge.table(), merge.key().keySet(), values.keySet()), both(merge.key(), values));
  }

  private static String put(String table, Collection<String> key, Collection<String> values) {
    String insert = insert(table, key, values);
    return values.isEmpty()
        ? insert + " DO NOTHING"
        : insert
            + " DO UPDATE SET "
            + sorted(values)
                .map(name -> word(name) + " = excluded." + name)
                .collect(Collectors.joining(", "));
  }

  private static String insert(String table, Collection<String> key, Collection<String> values) {
    TreeSet<String> all = new TreeSet<>(key);
    all.addAll(values);
    return "INSERT INTO "
        + word(table)
        + " ("
        + sorted(all).map(RowWriter::word).collect(Collectors.joining(", "))
        + ") VALUES ("
        + sorted(all).map(name -> ":" + name).collect(Collectors.joining(", "))
        + ") ON CONFLICT ("
        + sorted(key).map(RowWriter::word).collect(Collectors.joining(", "))
        + ")";
  }

  private static String equal(Collection<String> names, String between) {
    return sorted(names)
        .map(name -> word(name) + " = :" + name)
        .collect(Collectors.joining(between));
  }

  /** One order, so that statements alike read alike. */
  private static java.util.stream.Stream<String> sorted(Collection<String> names) {
    return names.stream().sorted();
  }

  private static Map<String, @Nullable Object> both(
      Map<String, ?> key, Map<String, ? extends @Nullable Object> values) {
    Map<String, @Nullable Object> both = new HashMap<>(values);
    both.putAll(key);
    return both;
  }

  /** A name of a table or column, as it may stand in a statement. */
  private static String word(String name) {
    if (!WORD.matcher(name).matches()) {
      throw new IllegalArgumentException("a table or column can't be called " + name);
    }
    return name;
  }
}
