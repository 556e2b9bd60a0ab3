package dev.roomkeeper.server.storage;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * Secrets that all servers on one database share. The first one to write a secret creates it.
 * Whoever can read the database can read them, but could also write whatever they protect.
 */
public final class SqlSecrets {
  private final SqlDatabase database;

  public SqlSecrets(SqlDatabase database) {
    this.database = database;
  }

  /**
   * The secret of this name. The very first call creates it from the system's generator.
   *
   * @throws DataRefused if the stored one has another length
   */
  public byte[] secret(String name, int bytes) {
    String text = find(name).orElseGet(() -> make(name, bytes));
    try {
      byte[] secret = Base64.getUrlDecoder().decode(text);
      if (secret.length == bytes) {
        return secret;
      }
    } catch (IllegalArgumentException e) {
      throw wrong(name, bytes);
    }
    throw wrong(name, bytes);
  }

  private static DataRefused wrong(String name, int bytes) {
    return new DataRefused(
        "The secret " + name + " in the database is not one of " + bytes + " bytes");
  }

  private String make(String name, int bytes) {
    byte[] secret = new byte[bytes];
    new SecureRandom().nextBytes(secret);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return database.write(
        "secret " + name,
        handle -> {
          handle
              .createUpdate(
                  "INSERT INTO secret (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING")
              .bind("name", name)
              .bind("value", text)
              .execute();
          return handle
              .createQuery("SELECT value FROM secret WHERE name = :name")
              .bind("name", name)
              .mapTo(String.class)
              .one();
        });
  }

  private Optional<String> find(String name) {
    return database.read(handle ->
        handle
            .createQuery("SELECT value FROM secret WHERE name = :name")
            .bind("name", name)
            .mapTo(String.class)
            .findFirst());
  }
}
