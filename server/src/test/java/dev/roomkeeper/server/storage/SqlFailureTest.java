package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.kit.BundledKinds;
import dev.roomkeeper.server.storage.Commits.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the journal says when the database fails it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SqlFailureTest extends FailureContract {
  private final Commits commits = new Commits();
  private final DataDirectory data;

  SqlFailureTest(@TempDir Path directory) {
    super(false);
    data = DataDirectory.open(directory);
  }

  @Override
  SqlDatabase open() {
    return SqlDatabase.sqlite(data, commits, BundledKinds.modules());
  }

  @AfterEach
  void letAllCommit() {
    commits.permits.release(1_000_000);
  }

  @Override
  void release() {
    data.close();
    assertThat(logged.list).allMatch(event -> event.getThrowableProxy() == null);
  }

  @Override
  void loseAnswer() {
    commits.next = Fate.GO_THROUGH_UNHEARD;
  }

  @Override
  void loseAppend() {
    commits.next = Fate.FAIL;
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
    RandomRoom bad = rooms.get(7);

    commits.permits.drainPermits(); // so that they gather behind the first
    CompletableFuture<Outcome> first =
        journal.append(
            rooms.get(0).id, rooms.get(0).epoch, 0, List.of(rooms.get(0).small(0)), Journal.NEVER);
    commits.awaitOneHeldUp();
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (RandomRoom room : rooms.subList(1, 20)) {
      Commit commit = room == bad ? secretCommit(room) : room.small(0);
      outcomes.add(journal.append(room.id, room.epoch, 0, List.of(commit), Journal.NEVER));
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
      outcomes.add(journal.append("r", room.epoch, i, List.of(room.small(i)), Journal.NEVER));
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
        journal.append("blocked", blocked.epoch, 0, List.of(blocked.small(0)), Journal.NEVER);
    commits.awaitOneHeldUp();
    List<CompletableFuture<Outcome>> taken = new ArrayList<>();
    for (int i = 0; i < 4_096; i++) {
      taken.add(journal.append("r", room.epoch, i, List.of(room.small(i)), Journal.NEVER));
    }
    CompletableFuture<Outcome> tooMany =
        journal.append("r", room.epoch, 4_096, List.of(room.small(4_096)), Journal.NEVER);
    assertThat(tooMany.getNow(KEPT)).isInstanceOf(Outcome.Failed.class);
    assertThat(first).isNotDone();
    commits.permits.release(1_000_000);
    assertThat(taken).allSatisfy(outcome -> assertThat(outcome.join()).isEqualTo(KEPT));
  }

  @Test
  void close_waits_for_what_has_not_even_begun() throws Exception {
    RandomRoom room = taken("r");
    commits.permits.drainPermits();
    var other =
        database.writeSoon("other", handle -> handle.execute("UPDATE room SET voided = voided"));
    commits.awaitOneHeldUp();
    CompletableFuture<Outcome> waiting =
        journal.append("r", room.epoch, 0, List.of(room.small(0)), Journal.NEVER);
    Thread closing = Thread.ofPlatform().start(journal::close);
    assertThat(closing.join(Duration.ofMillis(200))).as("not before it is written").isFalse();
    commits.permits.release(1_000_000);
    closing.join();
    assertThat(waiting.getNow(new Outcome.Refused())).isEqualTo(KEPT);
    other.join();
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
