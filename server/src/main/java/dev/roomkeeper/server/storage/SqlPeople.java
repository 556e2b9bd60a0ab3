package dev.roomkeeper.server.storage;

import dev.roomkeeper.server.auth.AccountTable.Entry;
import dev.roomkeeper.server.auth.AccountTable.Known;
import dev.roomkeeper.server.auth.AccountTable.Person;
import dev.roomkeeper.server.auth.AccountTable.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads what is known of users, of accounts and of guests alike. */
final class SqlPeople {
  private static final String PEOPLE =
      """
      SELECT p.user_id, p.name, p.role, c.avatar_id, a.image_url
      FROM (SELECT user_id, name, role FROM account
            UNION ALL SELECT user_id, name, NULL FROM guest) p
      LEFT JOIN chosen_avatar c ON c.user_id = p.user_id
      LEFT JOIN avatar a ON a.id = c.avatar_id
      WHERE p.user_id\
      """;

  private static final NewestFirst KNOWN =
      new NewestFirst(
          """
          (SELECT user_id AS id, name, COALESCE(name_key, name) AS search_key, role, created_at
           FROM account
           UNION ALL SELECT user_id, name, name, NULL, created_at FROM guest) known\
          """,
          "created_at");

  private SqlPeople() {}

  static Optional<Person> person(Handle handle, String userId) {
    return handle
        .createQuery(PEOPLE + " = :userId")
        .bind("userId", userId)
        .map((row, _) -> readPerson(row))
        .findFirst();
  }

  static List<Person> people(Handle handle, List<String> userIds) {
    if (userIds.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(PEOPLE + " IN (<userIds>)")
        .bindList("userIds", userIds)
        .map((row, _) -> readPerson(row))
        .list();
  }

  private static Person readPerson(ResultSet row) throws SQLException {
    return new Person(
        row.getString("user_id"),
        row.getString("name"),
        role(row.getString("role")),
        row.getString("avatar_id"),
        row.getString("image_url"));
  }

  private static @Nullable Role role(@Nullable String stored) {
    return stored == null ? null : Role.valueOf(stored.toUpperCase(Locale.ROOT));
  }

  /** As {@link SqlAccounts#search} has it. */
  static Optional<Known> search(Handle handle, String text, @Nullable String before, int most) {
    return KNOWN
        .page(
            handle,
            NewestFirst.Only.searched(text, "search_key", "id"),
            before,
            most,
            (row, _) ->
                new Entry(
                    row.getString("id"),
                    row.getString("name"),
                    role(row.getString("role")),
                    row.getLong("created_at")))
        .map(page -> new Known(page.entries(), page.more()));
  }
}
