package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.hub.RoomCatalog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Sort.class)
class SqlRoomCatalogTest extends RoomCatalogContract {
  @Parameter TestDatabase.Sort sort = TestDatabase.Sort.SQLITE;
  @TempDir Path directory;
  private @Nullable TestDatabase place;
  private TestDatabase.Opened opened;
  private SqlDatabase database;

  @BeforeEach
  void open() {
    if (place == null) {
      place = sort.in(directory);
    }
    opened = place.open();
    database = opened.database();
  }

  @AfterEach
  void close() {
    opened.close();
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
      assertThat(
              journal.append(roomId, room.epoch, 0, List.of(room.small(0)), Journal.NEVER).join())
          .isEqualTo(new Outcome.Kept());
    }
  }
}
