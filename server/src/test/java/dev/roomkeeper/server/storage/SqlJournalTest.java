package dev.roomkeeper.server.storage;

import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.RoomCatalog;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class SqlJournalTest extends JournalContract {
  @TempDir Path directory;

  @Override
  JournalStore open() {
    DataDirectory data = DataDirectory.open(directory.resolve("data"));
    SqlDatabase database = SqlDatabase.sqlite(data);
    SqlJournal first = new SqlJournal(database, InstantSource.system(), null);
    return new JournalStore() {
      @Override
      public RoomCatalog rooms() {
        return new SqlRoomCatalog(database);
      }

      @Override
      public Journal journal() {
        return first;
      }

      @Override
      public Journal another() {
        return new SqlJournal(database, InstantSource.system(), null);
      }

      @Override
      public void close() {
        database.close();
        data.close();
      }
    };
  }
}
