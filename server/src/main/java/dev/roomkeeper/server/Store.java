package dev.roomkeeper.server;

import dev.roomkeeper.module.KindModule;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.auth.Tokens;
import dev.roomkeeper.server.storage.DataDirectory;
import dev.roomkeeper.server.storage.PostgresAddress;
import dev.roomkeeper.server.storage.SqlDatabase;
import dev.roomkeeper.server.storage.SqlSecrets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored data and its keys. Nodes on one database share both. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Store(
    @Nullable DataDirectory directory, SqlDatabase database, byte[] tokenKey, byte[] linkKey) {
  private static final String TOKEN_KEY = "token.key";
  private static final String LINK_KEY = "link.key";

  /**
   * Opens the data directory, or the database if one is named.
   *
   * @throws dev.roomkeeper.server.storage.DataRefused if it cannot be used
   */
  static Store open(Settings settings, List<KindModule> modules) {
    if (settings.database == null) {
      DataDirectory directory = DataDirectory.open(settings.data);
      return new Store(
          directory,
          SqlDatabase.sqlite(directory, modules),
          directory.secret(TOKEN_KEY, Tokens.KEY_BYTES),
          directory.secret(LINK_KEY, Link.KEY_BYTES));
    }
    SqlDatabase database =
        SqlDatabase.postgres(
            PostgresAddress.parse(
                settings.database,
                ServicePassword.DATABASE.find(settings.databasePasswordFile, System.getenv())),
            modules);
    // Every server on the database must accept the others' tokens.
    SqlSecrets secrets = new SqlSecrets(database);
    return new Store(
        null,
        database,
        secrets.secret(TOKEN_KEY, Tokens.KEY_BYTES),
        secrets.secret(LINK_KEY, Link.KEY_BYTES));
  }

  void close() {
    database.close();
    if (directory != null) {
      directory.close();
    }
  }
}
