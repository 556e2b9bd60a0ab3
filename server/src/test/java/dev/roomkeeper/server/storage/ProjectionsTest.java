package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.Patch;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.kinds.space.server.SqlSpaces;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.kit.BundledKinds;
import dev.roomkeeper.server.storage.Commits.Fate;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What mirrors a space stands and falls with the commit that says it. */
class ProjectionsTest {
  private static final String ROOM = "s1";

  @TempDir Path folder;
  private final Commits commits = new Commits();
  private DataDirectory data;
  private SqlDatabase database;
  private SqlJournal journal;
  private SqlSpaces spaces;
  private long epoch;
  private Commit placing;

  @BeforeEach
  void open() {
    data = DataDirectory.open(folder.resolve("data"));
    database = SqlDatabase.sqlite(data, commits, BundledKinds.modules());
    journal = new SqlJournal(database, InstantSource.system(), null);
    spaces = new SqlSpaces(database);
    JsonObject options = CommitRow.json("{\"width\":9,\"height\":9}");
    new SqlRoomCatalog(database)
        .create(new RoomRecord(ROOM, "space", "Home", options, "u_1", 1), false);
    epoch = journal.takeOver(ROOM).join().orElseThrow().epoch();
    Patch patch =
        new Patch(
            CommitRow.json(
                "{\"all\":{\"elements\":{\"a\":{\"elementId\":\"chair\",\"x\":1,\"y\":2,"
                    + "\"width\":1,\"height\":1,\"static\":true}}}}"));
    Change.Nested change = Change.of(new Document(CommitRow.json("{\"all\":{}}")), patch);
    placing =
        new Commit(
            "c1", new Commit.Span(epoch, 0, 1), 1, Commit.Cause.NONE, true, change, List.of());
  }

  @AfterEach
  void close() {
    journal.close();
    database.close();
    data.close();
  }

  private Outcome append() {
    return journal.append(ROOM, epoch, 0, List.of(placing), Journal.NEVER).join();
  }

  @Test
  void where_the_commit_is_not_kept_nothing_stands_in_the_space() {
    commits.next = Fate.FAIL;
    assertThat(append()).isInstanceOf(Outcome.Unknown.class);
    assertThat(journal.readBack(ROOM, epoch, placing).join()).isInstanceOf(Outcome.Failed.class);
    assertThat(spaces.placed(ROOM)).isEmpty();
    assertThat(append()).isEqualTo(new Outcome.Kept());
    assertThat(spaces.placed(ROOM)).hasSize(1);
  }

  @Test
  void where_the_commit_is_kept_it_stands_there_though_nobody_heard_the_answer() {
    commits.next = Fate.GO_THROUGH_UNHEARD;
    assertThat(append()).isInstanceOf(Outcome.Unknown.class);
    assertThat(journal.readBack(ROOM, epoch, placing).join()).isEqualTo(new Outcome.Kept());
    assertThat(spaces.placed(ROOM)).hasSize(1);
  }

  @Test
  void an_append_that_is_refused_places_nothing() {
    assertThat(journal.append(ROOM, epoch - 1, 0, List.of(placing), Journal.NEVER).join())
        .isEqualTo(new Outcome.Refused());
    assertThat(spaces.placed(ROOM)).isEmpty();
  }
}
