package dev.roomkeeper.server.storage;

import dev.roomkeeper.server.auth.GuestTable;
import java.util.Optional;

/** The guests in an SQL database. */
public final class SqlGuests implements GuestTable {
  private final SqlDatabase database;

  public SqlGuests(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Guest> find(String keyHash) {
    return database.read(handle ->
        handle
            .createQuery("SELECT user_id, name FROM guest WHERE key_hash = :keyHash")
            .bind("keyHash", keyHash)
            .map((row, _) -> new Guest(row.getString("user_id"), row.getString("name")))
            .findFirst());
  }

  @Override
  public Guest keep(String keyHash, Guest guest, long nowMillis) {
    return database.write(
        "guest " + keyHash,
        handle ->
            handle
                .createQuery(
                    """
                    INSERT INTO guest (key_hash, user_id, name, created_at)
                    VALUES (:keyHash, :userId, :name, :now)
                    ON CONFLICT (key_hash) DO UPDATE SET name = excluded.name
                    RETURNING user_id, name\
                    """)
                .bind("keyHash", keyHash)
                .bind("userId", guest.userId())
                .bind("name", guest.name())
                .bind("now", nowMillis)
                .map((row, _) -> new Guest(row.getString("user_id"), row.getString("name")))
                .one());
  }
}
