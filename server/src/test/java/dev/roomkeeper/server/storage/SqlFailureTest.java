package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.roomkeeper.engine.Change;
import dev.roomkeeper.engine.Commit;
import dev.roomkeeper.engine.Document;
import dev.roomkeeper.engine.Json;
import dev.roomkeeper.engine.JsonObject;
import dev.roomkeeper.engine.Layers;
import dev.roomkeeper.engine.Patch;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.hub.Journal.Taken;
import dev.roomkeeper.server.storage.Commits.Fate;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the journal says when the database fails it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SqlFailureTest {
  private static final Outcome KEPT = new Outcome.Kept();
  private static final String SECRET = "the-deck-order-nobody-may-see";

  @TempDir Path directory;
  private final Commits commits = new Commits();
  private final SplittableRandom random = new SplittableRandom(3);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private DataDirectory data;
  private SqlDatabase database;
  private SqlJournal journal;

  @BeforeEach
  void open() {
    logged.start();
    ((Logger) LoggerFactory.getLogger("ROOT")).addAppender(logged);
    data = DataDirectory.open(directory);
    database = SqlDatabase.sqlite(data, commits);
    journal = new SqlJournal(database, InstantSource.system(), null);
  }

  @AfterEach
  void close() {
    commits.permits.release(1_000_000);
    journal.close();
    database.close();
    data.close();
    ((Logger) LoggerFactory.getLogger("ROOT")).detachAppender(logged);
    assertThat(logged.list).noneMatch(event -> event.getFormattedMessage().contains(SECRET));
    assertThat(logged.list).allMatch(event -> event.getThrowableProxy() == null);
  }

  private RandomRoom taken(String id) {
    RandomRoom room = new RandomRoom(id, random);
    new SqlRoomCatalog(database).create(room.onRecord(), false);
    room.epoch = journal.takeOver(id).join().orElseThrow().epoch();
    return room;
  }

  private Outcome append(RandomRoom room, List<Commit> appended) {
    return journal.append(room.id, room.epoch, room.version, appended).join();
  }

  private List<Commit> inTheLog(RandomRoom room) {
    Taken taken = journal.takeOver(room.id).join().orElseThrow();
    room.epoch = taken.epoch();
    return taken.commits();
  }

  @Test
  void a_commit_whose_answer_is_lost_is_unknown_until_read_back() {
    RandomRoom room = taken("r");
    List<Commit> appended = room.commits(2);
    commits.next = Fate.GO_THROUGH_UNHEARD;
    assertThat(append(room, appended)).isInstanceOf(Outcome.Unknown.class);
    assertThat(journal.readBack("r", room.epoch, appended.getLast()).join()).isEqualTo(KEPT);
    room.keep(appended);
    assertThat(append(room, room.commits(1))).isEqualTo(KEPT);
  }

  @Test
  void a_commit_that_failed_is_unknown_until_read_back_and_may_then_be_tried_again() {
    RandomRoom room = taken("r");
    List<Commit> appended = room.commits(2);
    commits.next = Fate.FAIL;
    assertThat(append(room, appended)).isInstanceOf(Outcome.Unknown.class);
    assertThat(journal.readBack("r", room.epoch, appended.getLast()).join())
        .isInstanceOf(Outcome.Failed.class);
    assertThat(append(room, appended)).isEqualTo(KEPT);
    assertThat(inTheLog(room)).isEqualTo(appended);
  }

  @Test
  void a_read_back_that_can_not_be_made_final_says_nothing() {
    RandomRoom room = taken("r");
    List<Commit> appended = room.commits(1);
    commits.next = Fate.FAIL;
    assertThat(append(room, appended)).isInstanceOf(Outcome.Unknown.class);
    commits.next = Fate.FAIL;
    assertThat(journal.readBack("r", room.epoch, appended.getLast()).join())
        .isInstanceOf(Outcome.Unknown.class);
    assertThat(journal.readBack("r", room.epoch, appended.getLast()).join())
        .isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void an_append_that_was_given_up_comes_too_late() {
    RandomRoom room = taken("r");
    List<Commit> appended = room.commits(1);
    CommitLog.Append delayed =
        new CommitLog.Append(
            1,
            "r",
            room.epoch,
            0,
            0,
            appended.stream().map(CommitRow::of).toList(),
            new CompletableFuture<>());
    var _ = journal.append("r", 0, 0, appended).join(); // takes the number 1, and is refused
    assertThat(journal.readBack("r", room.epoch, appended.getLast()).join())
        .isInstanceOf(Outcome.Failed.class);
    database
        .write("test", handle -> CommitLog.append(handle, List.of(delayed), false))
        .getFirst()
        .run();
    assertThat(delayed.outcome().join()).isEqualTo(new Outcome.Refused());
    assertThat(append(room, appended)).isEqualTo(KEPT);
  }

  @Test
  void a_full_disk_is_a_definite_failure() {
    RandomRoom room = taken("r");
    List<Commit> appended = room.commits(1);
    commits.next = Fate.DISK_FULL;
    assertThat(append(room, appended)).isInstanceOf(Outcome.Failed.class);
    assertThat(append(room, appended)).isEqualTo(KEPT);
  }

  @Test
  void bad_data_of_one_room_fails_that_room_alone_and_is_quoted_nowhere() {
    List<RandomRoom> rooms = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rooms.add(taken("r" + i));
    }
    database.write(
        "test",
        handle ->
            handle.execute(
                "CREATE TRIGGER bad BEFORE INSERT ON commit_log WHEN NEW.patch LIKE '%"
                    + "deck-order%' BEGIN SELECT RAISE(ABORT, 'bad data'); END"));
    Change.Nested secret =
        Change.of(
            new Document(JsonObject.of("server", JsonObject.EMPTY)),
            new Patch(
                JsonObject.of(
                    "server", JsonObject.of("deck", JsonObject.of("o", Json.of(SECRET))))));
    RandomRoom bad = rooms.get(7);
    Commit badCommit =
        new Commit("bad", bad.epoch, 0, 1, 0, null, 0, null, true, secret, List.of());

    commits.permits.drainPermits(); // so that they gather behind the first
    CompletableFuture<Outcome> first =
        journal.append(rooms.get(0).id, rooms.get(0).epoch, 0, List.of(rooms.get(0).small(0)));
    commits.awaitOneHeldUp();
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (RandomRoom room : rooms.subList(1, 20)) {
      Commit commit = room == bad ? badCommit : room.small(0);
      outcomes.add(journal.append(room.id, room.epoch, 0, List.of(commit)));
    }
    commits.permits.release(1_000_000);

    assertThat(first.join()).isEqualTo(KEPT);
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i).join();
      if (rooms.get(i + 1) == bad) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.toString()).doesNotContain(SECRET);
      } else {
        assertThat(outcome).isEqualTo(KEPT);
      }
    }
    assertThat(inTheLog(bad)).isEmpty();
  }

  @Test
  void a_database_out_of_reach_fails_what_waits_and_is_found_again() {
    RandomRoom room = taken("r");
    commits.reachable = false; // for new connections
    commits.next = Fate.FAIL; // after which this one is thrown away
    assertThat(append(room, room.commits(1))).isInstanceOf(Outcome.Unknown.class);
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      outcomes.add(journal.append("r", room.epoch, i, List.of(room.small(i))));
    }
    assertThat(outcomes)
        .allSatisfy(outcome -> assertThat(outcome.join()).isInstanceOf(Outcome.Failed.class));
    commits.reachable = true;
    assertThat(append(room, room.commits(1))).isEqualTo(KEPT);
  }

  @Test
  void fullness_is_answered_at_once() {
    RandomRoom blocked = taken("blocked");
    RandomRoom room = taken("r");
    commits.permits.drainPermits();
    CompletableFuture<Outcome> first =
        journal.append("blocked", blocked.epoch, 0, List.of(blocked.small(0)));
    commits.awaitOneHeldUp();
    List<CompletableFuture<Outcome>> taken = new ArrayList<>();
    for (int i = 0; i < 4_096; i++) {
      taken.add(journal.append("r", room.epoch, i, List.of(room.small(i))));
    }
    CompletableFuture<Outcome> tooMany =
        journal.append("r", room.epoch, 4_096, List.of(room.small(4_096)));
    assertThat(tooMany.getNow(KEPT)).isInstanceOf(Outcome.Failed.class);
    assertThat(first).isNotDone();
    commits.permits.release(1_000_000);
    assertThat(taken).allSatisfy(outcome -> assertThat(outcome.join()).isEqualTo(KEPT));
  }

  @Test
  void a_snapshot_that_fails_costs_nothing() {
    RandomRoom room = taken("r");
    List<Commit> appended = room.commits(3);
    append(room, appended);
    room.keep(appended);
    commits.next = Fate.FAIL;
    journal.saveSnapshot("r", room.epoch, room.version, room.layers).join();
    assertThat(inTheLog(room)).isEqualTo(appended);
  }

  @Test
  void a_takeover_that_fails_can_be_tried_again() {
    RandomRoom room = taken("r");
    commits.next = Fate.GO_THROUGH_UNHEARD;
    assertThatThrownBy(() -> journal.takeOver("r").join())
        .hasRootCauseInstanceOf(StorageException.class);
    assertThat(journal.takeOver("r").join().orElseThrow().epoch()).isEqualTo(room.epoch + 2);
  }

  @Test
  void a_log_with_a_gap_is_not_taken_for_whole() {
    RandomRoom room = taken("r");
    List<Commit> appended = List.of(room.small(0), room.small(1), room.small(2));
    append(room, appended);
    database.write("test", handle -> handle.execute("DELETE FROM commit_log WHERE version = 2"));
    assertThatThrownBy(() -> journal.takeOver("r").join())
        .hasRootCauseMessage("the log of room r has a gap");
  }

  @Test
  void only_the_newest_two_snapshots_are_kept() {
    RandomRoom room = taken("r");
    for (int i = 0; i < 5; i++) {
      append(room, List.of(room.small(i)));
      room.version = i + 1L;
      journal.saveSnapshot("r", room.epoch, room.version, Layers.EMPTY).join();
    }
    assertThat(
            database.<List<Long>>read(handle ->
                handle
                    .createQuery("SELECT version FROM snapshot ORDER BY version")
                    .mapTo(Long.class)
                    .list()))
        .containsExactly(4L, 5L);
  }
}
