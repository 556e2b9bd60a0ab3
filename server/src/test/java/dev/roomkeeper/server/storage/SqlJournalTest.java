package dev.roomkeeper.server.storage;

import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.RoomCatalog;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Sort.class)
class SqlJournalTest extends JournalContract {
  @Parameter TestDatabase.Sort sort = TestDatabase.Sort.SQLITE;
  @TempDir Path directory;
  private @Nullable TestDatabase place;

  @Override
  JournalStore open() {
    if (place == null) {
      place = sort.in(directory);
    }
    TestDatabase.Opened opened = place.open();
    SqlJournal first = new SqlJournal(opened.database(), InstantSource.system(), null);
    return new JournalStore() {
      @Override
      public RoomCatalog rooms() {
        return new SqlRoomCatalog(opened.database());
      }

      @Override
      public Journal journal() {
        return first;
      }

      @Override
      public Journal another() {
        return new SqlJournal(opened.database(), InstantSource.system(), null);
      }

      @Override
      public void close() {
        opened.close();
      }
    };
  }
}
