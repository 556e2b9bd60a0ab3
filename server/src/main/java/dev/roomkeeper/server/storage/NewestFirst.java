package dev.roomkeeper.server.storage;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * A table that is read by pages, the newest row first.
 *
 * @param at the column with the time of the row; the other one that counts is {@code id}
 */
record NewestFirst(String table, String at) {
  /** A page; {@code more} says whether there are older rows. */
  record Page<T>(List<T> entries, boolean more) {}

  /** Those before the row of this id, or the newest; empty if there is no such row. */
  <T> Optional<Page<T>> page(
      Handle handle, @Nullable String before, int most, RowMapper<T> mapper) {
    String where = "";
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
      where = " WHERE %s < :at OR (%s = :at AND id < :before)".formatted(at, at);
    }
    var query =
        handle
            .createQuery(
                "SELECT * FROM %s%s ORDER BY %s DESC, id DESC LIMIT :most"
                    .formatted(table, where, at))
            .bind("most", most + 1);
    if (before != null) {
      query.bind("at", beforeAt).bind("before", before);
    }
    List<T> rows = query.map(mapper).list();
    boolean more = rows.size() > most;
    return Optional.of(new Page<>(more ? rows.subList(0, most) : rows, more));
  }
}
