package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.hub.Journal.Passage;
import dev.roomkeeper.server.hub.Journal.Takeover;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** As much of a room's past as its kind wants: read by anybody, and pruned by its owner. */
@ParameterizedClass
@EnumSource(TestDatabase.Sort.class)
class PastTest {
  private static final int BEFORE_SNAPSHOT = 256;

  @Parameter TestDatabase.Sort sort = TestDatabase.Sort.SQLITE;
  @TempDir Path directory;
  private TestDatabase.Opened opened;
  private Journal journal;
  private Journal another;
  private RandomRoom room;
  private final Map<Long, Layers> history = new LinkedHashMap<>();

  @BeforeEach
  void open() {
    opened = sort.in(directory).open();
    journal = new SqlJournal(opened.database(), InstantSource.system(), null);
    another = new SqlJournal(opened.database(), InstantSource.system(), null);
    room = new RandomRoom("r", new SplittableRandom(5));
    new SqlRoomCatalog(opened.database()).create(room.onRecord(), false);
    room.epoch = journal.takeOver("r").join().orElseThrow().epoch();
    history.put(0L, Layers.EMPTY);
  }

  @AfterEach
  void close() {
    journal.close();
    another.close();
    opened.close();
  }

  private void append(List<Commit> commits) {
    assertThat(journal.append("r", room.epoch, room.version, commits, Journal.NEVER).join())
        .isEqualTo(new Outcome.Kept());
    for (Commit commit : commits) {
      room.keep(List.of(commit));
      history.put(room.version, room.layers);
    }
  }

  private void append(int commits) {
    for (int left = commits; left > 0; left -= 20) {
      append(room.commits(Math.min(left, 20)));
    }
  }

  private void snapshot() {
    journal.saveSnapshot("r", room.epoch, room.version, room.layers).join();
  }

  private Passage read(long from, int most) {
    return another.read("r", from, most).join().orElseThrow();
  }

  private void prune(int commitsKept, long sinceMillis) {
    journal.prune("r", room.epoch, commitsKept, sinceMillis).join();
  }

  private List<Commit> inTheLog() {
    List<Commit> commits = new ArrayList<>();
    long from = 0;
    while (true) {
      List<Commit> more = read(from, 1_000).commits();
      if (more.isEmpty()) {
        return commits;
      }
      commits.addAll(more);
      from = commits.getLast().version();
    }
  }

  /** The kept commits whose versions come after this one. */
  private List<Commit> after(long version) {
    return room.kept.stream().filter(commit -> commit.version() > version).toList();
  }

  // --- Reading ---

  @Test
  void a_part_of_the_past_begins_with_the_layers_as_they_were_there() {
    append(150);
    snapshot();
    append(130);
    snapshot();
    append(40);
    for (long from : history.keySet()) {
      Passage passage = read(from, 10);
      assertThat(passage.version()).isEqualTo(from);
      assertThat(passage.layers()).isEqualTo(history.get(from));
      List<Commit> rest = after(from);
      assertThat(passage.commits()).isEqualTo(rest.subList(0, Math.min(10, rest.size())));
      assertThat(passage.head()).isEqualTo(room.version);
    }
  }

  @Test
  void within_a_composed_commit_it_begins_behind_it_and_beyond_the_newest_at_the_newest() {
    append(60);
    Commit composed =
        room.kept.stream()
            .filter(commit -> commit.version() > commit.base() + 1)
            .findFirst()
            .orElseThrow();
    Passage passage = read(composed.base() + 1, 5);
    assertThat(passage.version()).isEqualTo(composed.version());
    assertThat(passage.layers()).isEqualTo(history.get(composed.version()));
    assertThat(read(room.version + 7, 5))
        .isEqualTo(new Passage(room.version, room.layers, List.of(), room.version));
    assertThat(another.read("nowhere", 0, 5).join()).isEmpty();
  }

  @Test
  void whoever_reads_takes_nothing_from_the_owner() {
    append(3);
    assertThat(read(0, 100).commits()).isEqualTo(room.kept);
    append(3);
    assertThat(journal.confirm("r", room.epoch).join()).isTrue();
  }

  @Test
  void what_is_read_while_the_owner_writes_and_prunes_is_of_one_moment() {
    for (int round = 0; round < 25; round++) {
      List<CompletableFuture<Passage>> reads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        append(15);
        snapshot();
        long from = Math.max(0, room.version - 40L * i);
        reads.add(another.read("r", from, 10_000).thenApply(read -> read.orElseThrow()));
        var _ = journal.prune("r", room.epoch, 0, Long.MAX_VALUE);
      }
      for (CompletableFuture<Passage> read : reads) {
        Passage passage = read.join();
        assertThat(passage.layers()).isEqualTo(history.get(passage.version()));
        long reached = passage.version();
        for (Commit commit : passage.commits()) {
          assertThat(commit.base()).isEqualTo(reached);
          reached = commit.version();
        }
        assertThat(reached).isEqualTo(passage.head());
      }
    }
  }

  @Test
  void a_durable_commit_is_read_by_its_version_and_no_other() {
    append(60);
    for (Commit commit : room.kept) {
      assertThat(another.readCommit("r", commit.version()).join().orElse(null))
          .isEqualTo(commit.durable() ? commit : null);
      if (commit.version() > commit.base() + 1) {
        assertThat(another.readCommit("r", commit.base() + 1).join()).isEmpty();
      }
    }
    assertThat(another.readCommit("r", room.version + 1).join()).isEmpty();
    assertThat(another.readCommit("nowhere", 1).join()).isEmpty();
  }

  @Test
  void no_failure_to_read_a_row_tells_what_stands_in_it() {
    append(5);
    snapshot();
    long version = room.kept.getLast().version();
    opened
        .database()
        .write(
            "test",
            handle ->
                handle.execute(
                    "UPDATE commit_log SET durable = ?, patch = ?, inverse = ? WHERE version = ?",
                    true,
                    "{\"all\":{\"%s\":1}}".formatted(FailureContract.SECRET),
                    "{\"all\":{}}",
                    version));
    assertTellsNothing(catchThrowable(() -> another.readCommit("r", version).join()));
    assertTellsNothing(catchThrowable(() -> another.read("r", 0, 1_000).join()));
    assertTellsNothing(catchThrowable(() -> another.takeOver("r").join()));
    opened
        .database()
        .write(
            "test",
            handle ->
                handle.execute(
                    "UPDATE snapshot SET layers = ?",
                    "{\"all\":{\"a\":\"%s\"} oh".formatted(FailureContract.SECRET)));
    assertTellsNothing(catchThrowable(() -> another.takeOver("r").join()));
  }

  private static void assertTellsNothing(Throwable thrown) {
    assertThat(thrown).isNotNull();
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      assertThat(each.toString()).doesNotContain(FailureContract.SECRET);
    }
    assertThat(thrown).hasCauseInstanceOf(StorageException.class);
  }

  // --- Pruning ---

  @Test
  void before_the_second_snapshot_nothing_goes() {
    append(700);
    prune(0, Long.MAX_VALUE);
    snapshot();
    prune(0, Long.MAX_VALUE);
    assertThat(inTheLog()).isEqualTo(room.kept);
  }

  @Test
  void what_is_older_than_a_new_owner_needs_goes_and_all_else_stays() {
    append(700);
    snapshot();
    int second = room.kept.size();
    append(100);
    snapshot();
    append(50);
    prune(0, Long.MAX_VALUE);
    List<Commit> left = room.kept.subList(second - BEFORE_SNAPSHOT, room.kept.size());
    assertThat(inTheLog()).isEqualTo(left);
    Passage oldest = read(0, 1);
    assertThat(oldest.version()).isEqualTo(left.getFirst().base());
    assertThat(oldest.layers()).isEqualTo(history.get(oldest.version()));
    Takeover taken = another.takeOver("r").join().orElseThrow();
    assertThat(RandomRoom.recovered(taken)).isEqualTo(room.layers);
    assertThat(taken.commits()).hasSizeGreaterThanOrEqualTo(BEFORE_SNAPSHOT + 50);
  }

  @Test
  void as_many_stay_as_the_kind_keeps_and_as_are_young_enough() {
    append(700);
    snapshot();
    append(100);
    snapshot();
    prune(650, Long.MAX_VALUE);
    assertThat(inTheLog()).isEqualTo(room.kept.subList(150, 800));
    int firstYoung = 0;
    List<Commit> left = inTheLog();
    long since = left.get(60).atMillis();
    while (left.get(firstYoung).atMillis() < since) {
      firstYoung++;
    }
    prune(0, since);
    assertThat(inTheLog()).isEqualTo(left.subList(firstYoung, left.size()));
  }

  @Test
  void who_lost_the_room_prunes_nothing() {
    append(700);
    snapshot();
    append(10);
    snapshot();
    another.takeOver("r").join();
    prune(0, Long.MAX_VALUE);
    assertThat(inTheLog()).isEqualTo(room.kept);
  }
}
