package dev.roomkeeper.server.storage;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that all nodes on one database share, kept in it; whoever asks first makes them. */
public final class SharedSecrets {
  private final SqlDatabase database;

  public SharedSecrets(SqlDatabase database) {
    this.database = database;
  }

  /** The secret of this name, of so many bytes. */
  public byte[] secret(String name, int bytes) {
    byte[] fresh = new byte[bytes];
    new SecureRandom().nextBytes(fresh);
    String kept =
        database.write(
            "secret " + name,
            handle -> {
              handle
                  .createUpdate(
                      "INSERT INTO secret (name, content) VALUES (:name, :content)"
                          + " ON CONFLICT DO NOTHING")
                  .bind("name", name)
                  .bind("content", Base64.getEncoder().encodeToString(fresh))
                  .execute();
              return handle
                  .createQuery("SELECT content FROM secret WHERE name = :name")
                  .bind("name", name)
                  .mapTo(String.class)
                  .one();
            });
    byte[] secret = Base64.getDecoder().decode(kept);
    if (secret.length != bytes) {
      throw new DataRefused(
          "The secret " + name + " in the database has " + secret.length + " bytes, not " + bytes);
    }
    return secret;
  }
}
