package dev.roomkeeper.server.storage;

import dev.roomkeeper.server.kit.BundledKinds;
import dev.roomkeeper.server.kit.PostgresServer;
import java.nio.file.Path;

/** A database of one test's own, which outlives whoever has it open. */
interface TestDatabase {
  /** The databases that everything has to run on. */
  enum Sort {
    SQLITE,
    POSTGRES;

    TestDatabase in(Path directory) {
      return switch (this) {
        case SQLITE ->
            () -> {
              DataDirectory data = DataDirectory.open(directory.resolve("data"));
              return new Opened(SqlDatabase.sqlite(data, BundledKinds.modules()), data);
            };
        case POSTGRES -> {
          PostgresServer server = PostgresServer.shared();
          PostgresAddress address = PostgresAddress.parse(server.url(server.create()), null);
          yield () -> new Opened(SqlDatabase.postgres(address, BundledKinds.modules()), () -> {});
        }
      };
    }
  }

  Opened open();

  /** As one process has it open. */
  record Opened(SqlDatabase database, Runnable last) implements AutoCloseable {
    Opened(SqlDatabase database, DataDirectory data) {
      this(database, data::close);
    }

    @Override
    public void close() {
      database.close();
      last.run();
    }
  }
}
