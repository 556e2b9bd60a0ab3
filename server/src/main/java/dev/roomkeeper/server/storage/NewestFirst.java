package dev.roomkeeper.server.storage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * A table that is read by pages, the newest row first.
 *
 * @param table its name, or a query in parentheses with an alias
 * @param at the column with the time of the row; the other one that counts is {@code id}
 */
record NewestFirst(String table, String at) {
  /** A page; {@code more} says whether there are older rows. */
  record Page<T>(List<T> entries, boolean more) {}

  /**
   * Which rows are read.
   *
   * @param condition in SQL
   * @param values of its parameters
   */
  record Only(String condition, Map<String, String> values) {
    static final Only ALL = new Only("1 = 1", Map.of());

    /**
     * The rows in which a column contains the text, whatever its case, or another one is the text.
     * SQLite compares letters outside of ASCII with their case. All rows for an empty text.
     */
    static Only searched(String text, String containing, String equal) {
      if (text.isEmpty()) {
        return ALL;
      }
      String like = text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1");
      return new Only(
          "(LOWER(%s) LIKE :like ESCAPE '!' OR %s = :text)".formatted(containing, equal),
          Map.of("like", "%" + like + "%", "text", text));
    }
  }

  /** As below, of all rows. */
  <T> Optional<Page<T>> page(
      Handle handle, @Nullable String before, int most, RowMapper<T> mapper) {
    return page(handle, Only.ALL, before, most, mapper);
  }

  /** Those before the row of this id, or the newest; empty if there is no such row. */
  <T> Optional<Page<T>> page(
      Handle handle, Only only, @Nullable String before, int most, RowMapper<T> mapper) {
    String where = " WHERE " + only.condition;
    long beforeAt = 0;
    if (before != null) {
      Optional<Long> found =
          handle
              .createQuery("SELECT " + at + " FROM " + table + " WHERE id = :id")
              .bind("id", before)
              .mapTo(Long.class)
              .findFirst();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      beforeAt = found.get();
      where += " AND (%s < :at OR (%s = :at AND id < :before))".formatted(at, at);
    }
    var query =
        handle
            .createQuery(
                "SELECT * FROM %s%s ORDER BY %s DESC, id DESC LIMIT :most"
                    .formatted(table, where, at))
            .bindMap(only.values)
            .bind("most", most + 1);
    if (before != null) {
      query.bind("at", beforeAt).bind("before", before);
    }
    List<T> rows = query.map(mapper).list();
    boolean more = rows.size() > most;
    return Optional.of(new Page<>(more ? rows.subList(0, most) : rows, more));
  }
}
