package dev.roomkeeper.server.storage;

import dev.roomkeeper.server.auth.AccountTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The accounts in a SQL database. */
public final class SqlAccounts implements AccountTable {
  private static final int PLACES_MAX = 10; // for one user
  private static final String NAMELESS = "User";
  private final SqlDatabase database;

  public SqlAccounts(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Account> byNameKey(String nameKey) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT user_id, name, name_key, password_hash FROM account WHERE name_key ="
                    + " :nameKey")
            .bind("nameKey", nameKey)
            .map((row, _) -> readAccount(row))
            .findFirst());
  }

  @Override
  public Optional<Account> byUserId(String userId) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT user_id, name, name_key, password_hash FROM account WHERE user_id ="
                    + " :userId AND password_hash IS NOT NULL")
            .bind("userId", userId)
            .map((row, _) -> readAccount(row))
            .findFirst());
  }

  private static Account readAccount(ResultSet row) throws SQLException {
    return new Account(
        row.getString("user_id"),
        row.getString("name"),
        row.getString("name_key"),
        row.getString("password_hash"));
  }

  @Override
  public OptionalLong generation(String userId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT generation FROM account WHERE user_id = :userId")
            .bind("userId", userId)
            .mapTo(Long.class)
            .findFirst()
            .map(OptionalLong::of)
            .orElseGet(OptionalLong::empty));
  }

  @Override
  public boolean changePassword(String userId, String passwordHash) {
    return database.write(
        "account " + userId,
        handle ->
            handle.execute(
                    "UPDATE account SET password_hash = ?, generation = generation + 1"
                        + " WHERE user_id = ? AND password_hash IS NOT NULL",
                    passwordHash,
                    userId)
                == 1);
  }

  @Override
  public boolean signOut(String userId) {
    return database.write(
        "account " + userId,
        handle ->
            handle.execute(
                    "UPDATE account SET generation = generation + 1"
                        + " WHERE user_id = ? AND password_hash IS NOT NULL",
                    userId)
                == 1);
  }

  /** The account is no admin's, or there is another admin. */
  private static final String NOT_THE_LAST_ADMIN =
      "(role <> 'admin' OR (SELECT count(*) FROM account WHERE role = 'admin') > 1)";

  @Override
  public Changed setRole(String userId, Role role) {
    String guard = role == Role.ADMIN ? "" : " AND " + NOT_THE_LAST_ADMIN;
    return database.write(
        "account " + userId,
        handle ->
            changed(
                handle,
                handle.execute(
                    "UPDATE account SET role = ? WHERE user_id = ?" + guard, stored(role), userId),
                userId));
  }

  private static String stored(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Optional<Known> search(String text, @Nullable String before, int most) {
    return database.read(handle -> SqlPeople.search(handle, text, before, most));
  }

  @Override
  public Changed delete(String userId) {
    return database.write(
        "account " + userId,
        handle -> {
          int deleted =
              handle.execute(
                  "DELETE FROM account WHERE user_id = ? AND " + NOT_THE_LAST_ADMIN, userId);
          if (deleted == 1) {
            handle.execute("DELETE FROM chosen_avatar WHERE user_id = ?", userId);
            handle.execute("DELETE FROM sign_in_place WHERE user_id = ?", userId);
          }
          return changed(handle, deleted, userId);
        });
  }

  private static Changed changed(Handle handle, int rows, String userId) {
    if (rows == 1) {
      return Changed.CHANGED;
    }
    boolean isThere =
        handle
            .createQuery("SELECT 1 FROM account WHERE user_id = :userId")
            .bind("userId", userId)
            .mapTo(Integer.class)
            .findFirst()
            .isPresent();
    return isThere ? Changed.LAST_ADMIN : Changed.NOBODY;
  }

  @Override
  public boolean wasHere(String nameKey, String place) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT 1 FROM sign_in_place p JOIN account a ON a.user_id = p.user_id
                WHERE a.name_key = :nameKey AND p.place = :place\
                """)
            .bind("nameKey", nameKey)
            .bind("place", place)
            .mapTo(Integer.class)
            .findFirst()
            .isPresent());
  }

  @Override
  public void noteHere(String userId, String place, long nowMillis) {
    database.write(
        "sign_in_place " + userId,
        handle -> {
          handle.execute(
              "INSERT INTO sign_in_place (user_id, place, seen_at) VALUES (?, ?, ?)"
                  + " ON CONFLICT (user_id, place) DO UPDATE SET seen_at = excluded.seen_at",
              userId,
              place,
              nowMillis);
          return handle.execute(
              "DELETE FROM sign_in_place WHERE user_id = ? AND place NOT IN (SELECT place FROM"
                  + " sign_in_place WHERE user_id = ? ORDER BY seen_at DESC LIMIT ?)",
              userId,
              userId,
              PLACES_MAX);
        });
  }

  @Override
  public Made create(Account account, Role role, long nowMillis) {
    return database.write(
        "account " + account.nameKey(),
        handle -> insert(handle, account, role, nowMillis) == 1 ? Made.MADE : Made.NAME_TAKEN);
  }

  @Override
  public Made createBySetupCode(Account account, String codeHash, long nowMillis) {
    return database.write(
        "account " + account.nameKey(),
        handle -> {
          // Deleting locks the row, so the second of two attempts finds none.
          int right =
              handle
                  .createUpdate("DELETE FROM setup_code WHERE hash = :hash")
                  .bind("hash", codeHash)
                  .execute();
          if (right == 0) {
            return Made.WRONG_CODE;
          }
          if (insert(handle, account, Role.ADMIN, nowMillis) == 1) {
            return Made.MADE;
          }
          insertCode(handle, codeHash);
          return Made.NAME_TAKEN;
        });
  }

  private static int insert(Handle handle, Account account, Role role, long nowMillis) {
    // A guest who signs up twice at one time has one account, by the name that came first.
    int made =
        handle
            .createUpdate(
                """
                INSERT INTO account (user_id, name, name_key, password_hash, role, created_at)
                VALUES (:userId, :name, :nameKey, :passwordHash, :role, :now)
                ON CONFLICT DO NOTHING\
                """)
            .bind("userId", account.userId())
            .bind("name", account.name())
            .bind("nameKey", account.nameKey())
            .bind("passwordHash", account.passwordHash())
            .bind("role", stored(role))
            .bind("now", nowMillis)
            .execute();
    if (made == 1) {
      // The key that made a guest of its holder is nobody's now.
      handle.execute("DELETE FROM guest WHERE user_id = ?", account.userId());
    }
    return made;
  }

  @Override
  public boolean hasAdmin() {
    return database.read(handle ->
        handle
            .createQuery("SELECT 1 FROM account WHERE role = 'admin' LIMIT 1")
            .mapTo(Integer.class)
            .findFirst()
            .isPresent());
  }

  @Override
  public void keepSetupCode(@Nullable String codeHash) {
    database.write(
        "setup_code",
        handle -> {
          handle.execute("DELETE FROM setup_code");
          return codeHash == null ? 0 : insertCode(handle, codeHash);
        });
  }

  private static int insertCode(Handle handle, String codeHash) {
    return handle
        .createUpdate("INSERT INTO setup_code (hash) VALUES (:hash)")
        .bind("hash", codeHash)
        .execute();
  }

  @Override
  public Person keep(
      Foreigner foreigner, String freshUserId, @Nullable String name, long nowMillis) {
    Optional<Person> known =
        database.read(handle -> {
          Optional<String> userId =
              handle
                  .createQuery(
                      "SELECT user_id FROM account WHERE issuer = :issuer AND subject = :subject")
                  .bind("issuer", foreigner.issuer())
                  .bind("subject", foreigner.subject())
                  .mapTo(String.class)
                  .findFirst();
          return userId.flatMap(id -> SqlPeople.person(handle, id));
        });
    if (known.isPresent() && (name == null || known.get().name().equals(name))) {
      return known.get(); // The usual case needs no write.
    }
    return database.write(
        "account " + foreigner.issuer() + " " + foreigner.subject(),
        handle -> {
          String userId =
              handle
                  .createQuery(
                      """
                      INSERT INTO account (user_id, name, issuer, subject, role, created_at)
                      VALUES (:userId, :name, :issuer, :subject, 'user', :now)
                      ON CONFLICT (issuer, subject)
                      DO UPDATE SET name = COALESCE(:given, account.name)
                      RETURNING user_id\
                      """)
                  .bind("userId", freshUserId)
                  .bind("name", name == null ? NAMELESS : name)
                  .bind("given", name)
                  .bind("issuer", foreigner.issuer())
                  .bind("subject", foreigner.subject())
                  .bind("now", nowMillis)
                  .mapTo(String.class)
                  .one();
          return SqlPeople.person(handle, userId).orElseThrow();
        });
  }

  @Override
  public boolean takeOver(String userId, String guestId) {
    return database.write(
        "account " + userId,
        handle -> {
          int changed =
              handle.execute(
                  """
                  UPDATE account SET user_id = ? WHERE user_id = ? AND issuer IS NOT NULL
                    AND EXISTS (SELECT 1 FROM guest WHERE guest.user_id = ?)
                    AND NOT EXISTS (SELECT 1 FROM room WHERE created_by = account.user_id)\
                  """,
                  guestId,
                  userId,
                  guestId);
          if (changed == 0) {
            return false;
          }
          handle.execute("DELETE FROM guest WHERE user_id = ?", guestId);
          handle.execute(
              """
              UPDATE chosen_avatar SET user_id = ? WHERE user_id = ?
                AND NOT EXISTS (SELECT 1 FROM chosen_avatar c WHERE c.user_id = ?)\
              """,
              guestId,
              userId,
              guestId);
          handle.execute("DELETE FROM chosen_avatar WHERE user_id = ?", userId);
          return true;
        });
  }

  @Override
  public Optional<Person> person(String userId) {
    return database.read(handle -> SqlPeople.person(handle, userId));
  }

  @Override
  public List<Person> people(List<String> userIds) {
    return database.read(handle -> SqlPeople.people(handle, userIds));
  }

  @Override
  public boolean chooseAvatar(String userId, String avatarId) {
    return database.write(
        "chosen_avatar " + userId,
        handle ->
            handle
                    .createUpdate(
                        """
                        INSERT INTO chosen_avatar (user_id, avatar_id)
                        SELECT :userId, id FROM avatar WHERE id = :avatarId
                        ON CONFLICT (user_id) DO UPDATE SET avatar_id = excluded.avatar_id\
                        """)
                    .bind("userId", userId)
                    .bind("avatarId", avatarId)
                    .execute()
                == 1);
  }
}
