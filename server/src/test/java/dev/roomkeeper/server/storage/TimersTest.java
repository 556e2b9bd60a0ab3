package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a room's row says of its first timer, by which any node finds the rooms that are due. */
@ParameterizedClass
@EnumSource(TestDatabase.Sort.class)
class TimersTest {
  @Parameter TestDatabase.Sort sort = TestDatabase.Sort.SQLITE;
  @TempDir Path directory;
  private TestDatabase.Opened opened;
  private Journal journal;

  @BeforeEach
  void open() {
    opened = sort.in(directory).open();
    journal = new SqlJournal(opened.database(), InstantSource.system(), null);
  }

  @AfterEach
  void close() {
    journal.close();
    opened.close();
  }

  private RandomRoom room(String id) {
    RandomRoom room = new RandomRoom(id, new SplittableRandom(7));
    new SqlRoomCatalog(opened.database()).create(room.onRecord(), false);
    room.epoch = journal.takeOver(id).join().orElseThrow().epoch();
    return room;
  }

  private void append(RandomRoom room, long wakeAtMillis) {
    var commits = List.of(room.small(room.version));
    assertThat(journal.append(room.id, room.epoch, room.version, commits, wakeAtMillis).join())
        .isEqualTo(new Outcome.Kept());
    room.keep(commits);
  }

  private List<String> due(long nowMillis) {
    return journal.due(nowMillis, 10).join();
  }

  @Test
  void a_room_is_due_from_the_time_that_its_newest_append_says() {
    RandomRoom room = room("r");
    assertThat(due(Long.MAX_VALUE)).isEmpty();
    append(room, 5_000);
    assertThat(due(4_999)).isEmpty();
    assertThat(due(5_000)).containsExactly("r");
    append(room, 5_000);
    assertThat(due(5_000)).containsExactly("r");
    append(room, 9_000);
    assertThat(due(5_000)).isEmpty();
    append(room, Journal.NEVER);
    assertThat(due(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void who_has_waited_longest_comes_first_and_no_more_than_were_asked_for() {
    for (int i = 0; i < 20; i++) {
      append(room("r" + i), 1_000 + i * 7 % 20);
    }
    List<String> due = due(10_000);
    assertThat(due).hasSize(10).startsWith("r0", "r3", "r6", "r9");
    assertThat(journal.due(10_000, 100).join()).hasSize(20);
  }

  @Test
  void an_append_that_is_refused_sets_no_timer() {
    RandomRoom room = room("r");
    append(room, 5_000);
    var late = List.of(room.small(room.version));
    journal.append("r", room.epoch - 1, room.version, late, 9_000).join();
    journal.append("r", room.epoch, room.version + 1, List.of(room.small(2)), 9_000).join();
    assertThat(due(5_000)).containsExactly("r");
  }

  @Test
  void a_takeover_and_a_restart_keep_the_timer_and_a_removed_room_has_none() {
    RandomRoom room = room("r");
    append(room, 5_000);
    room.epoch = journal.takeOver("r").join().orElseThrow().epoch();
    assertThat(due(5_000)).containsExactly("r");
    journal.remove("r", room.epoch, new Journal.Removal(null, 0)).join();
    assertThat(due(5_000)).isEmpty();
  }
}
