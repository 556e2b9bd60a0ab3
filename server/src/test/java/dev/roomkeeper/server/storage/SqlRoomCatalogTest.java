package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.hub.RoomCatalog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqlRoomCatalogTest extends RoomCatalogContract {
  @TempDir Path directory;
  private DataDirectory data;
  private SqlDatabase database;

  @BeforeEach
  void open() {
    data = DataDirectory.open(directory);
    database = SqlDatabase.sqlite(data);
  }

  @AfterEach
  void close() {
    database.close();
    data.close();
  }

  @Override
  RoomCatalog rooms() {
    return new SqlRoomCatalog(database);
  }

  @Override
  void use(String roomId, long nowMillis) {
    try (SqlJournal journal =
        new SqlJournal(database, () -> Instant.ofEpochMilli(nowMillis), null)) {
      RandomRoom room = new RandomRoom(roomId, new SplittableRandom(1));
      room.epoch = journal.takeOver(roomId).join().orElseThrow().epoch();
      assertThat(journal.append(roomId, room.epoch, 0, List.of(room.small(0))).join())
          .isEqualTo(new Outcome.Kept());
    }
  }
}
