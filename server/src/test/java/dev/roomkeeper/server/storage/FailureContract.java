package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.Patch;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.hub.Journal.Takeover;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** What the journal says when its database fails it, whichever that is. */
@Isolated // It looks at all that is logged.
abstract class FailureContract {
  static final Outcome KEPT = new Outcome.Kept();

  /** What is in no line of the log, whatever fails. */
  static final String SECRET = "the-deck-order-nobody-may-see";

  final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final SplittableRandom random = new SplittableRandom(3);
  private final boolean isPostgres;
  SqlDatabase database;
  SqlJournal journal;

  FailureContract(boolean isPostgres) {
    this.isPostgres = isPostgres;
  }

  /** The database of this test. */
  abstract SqlDatabase open() throws Exception;

  /** Frees what {@link #open} took, once the database is closed. */
  abstract void release() throws Exception;

  /** The next append is kept, and its answer lost. */
  abstract void loseAnswer();

  /** The next append is not kept, and nobody hears of that. */
  abstract void loseAppend();

  @BeforeEach
  void openJournal() throws Exception {
    logged.start();
    ((Logger) LoggerFactory.getLogger("ROOT")).addAppender(logged);
    database = open();
    journal = new SqlJournal(database, InstantSource.system(), null);
  }

  @AfterEach
  void closeJournal() throws Exception {
    journal.close();
    database.close();
    ((Logger) LoggerFactory.getLogger("ROOT")).detachAppender(logged);
    release();
    assertThat(logged.list).noneMatch(event -> event.getFormattedMessage().contains(SECRET));
  }

  RandomRoom taken(String id) {
    RandomRoom room = new RandomRoom(id, random);
    new SqlRoomCatalog(database).create(room.onRecord(), false);
    room.epoch = journal.takeOver(id).join().orElseThrow().epoch();
    return room;
  }

  Outcome append(RandomRoom room, List<Commit> appended) {
    return journal.append(room.id, room.epoch, room.version, appended, Journal.NEVER).join();
  }

  List<Commit> inTheLog(RandomRoom room) {
    Takeover taken = journal.takeOver(room.id).join().orElseThrow();
    room.epoch = taken.epoch();
    return taken.commits();
  }

  /** A room's first commit, with {@link #SECRET} in it. */
  static Commit secretCommit(RandomRoom room) {
    Change.Nested secret =
        Change.of(
            new Document(JsonObject.of("server", JsonObject.EMPTY)),
            new Patch(
                JsonObject.of(
                    "server", JsonObject.of("deck", JsonObject.of("o", Json.of(SECRET))))));
    return new Commit(
        "bad", new Commit.Span(room.epoch, 0, 1), 0, Commit.Cause.NONE, true, secret, List.of());
  }

  @Test
  void an_append_whose_answer_is_lost_is_unknown_until_read_back() {
    RandomRoom room = taken("r");
    List<Commit> appended = room.commits(2);
    loseAnswer();
    assertThat(append(room, appended)).isInstanceOf(Outcome.Unknown.class);
    assertThat(journal.readBack("r", room.epoch, appended.getLast()).join()).isEqualTo(KEPT);
    room.keep(appended);
    assertThat(append(room, room.commits(1))).isEqualTo(KEPT);
  }

  @Test
  void an_append_that_was_lost_is_unknown_until_read_back_and_may_then_be_tried_again() {
    RandomRoom room = taken("r");
    List<Commit> appended = room.commits(2);
    loseAppend();
    assertThat(append(room, appended)).isInstanceOf(Outcome.Unknown.class);
    assertThat(journal.readBack("r", room.epoch, appended.getLast()).join())
        .isInstanceOf(Outcome.Failed.class);
    assertThat(append(room, appended)).isEqualTo(KEPT);
    assertThat(inTheLog(room)).isEqualTo(appended);
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
            new CommitLog.Entries(
                appended.stream().map(CommitRow::of).toList(), Projections.Projected.NOTHING),
            null,
            new CompletableFuture<>());
    var _ =
        journal
            .append("r", 0, 0, appended, Journal.NEVER)
            .join(); // takes the number 1, and is refused
    assertThat(journal.readBack("r", room.epoch, appended.getLast()).join())
        .isInstanceOf(Outcome.Failed.class);
    database
        .write(
            "test",
            handle ->
                CommitLog.append(
                    handle,
                    List.of(delayed),
                    isPostgres ? null : new SqliteAppends(),
                    Projections.NONE))
        .getFirst()
        .run();
    assertThat(delayed.outcome().join()).isEqualTo(new Outcome.Refused());
    assertThat(append(room, appended)).isEqualTo(KEPT);
  }
}
