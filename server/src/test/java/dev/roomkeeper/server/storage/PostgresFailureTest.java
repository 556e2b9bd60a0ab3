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
import dev.roomkeeper.engine.Patch;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.kit.CutLine;
import dev.roomkeeper.server.kit.PostgresServer;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What the journal says when the line to PostgreSQL is cut, and when others are in its way. */
@Timeout(60)
class PostgresFailureTest {
  private static final Outcome KEPT = new Outcome.Kept();
  private static final String SECRET = "the-deck-order-nobody-may-see";

  private final SplittableRandom random = new SplittableRandom(5);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private PostgresServer server;
  private String name;
  private CutLine line;
  private SqlDatabase database;
  private SqlJournal journal;

  @BeforeEach
  void open() throws Exception {
    logged.start();
    ((Logger) LoggerFactory.getLogger("ROOT")).addAppender(logged);
    server = PostgresServer.shared();
    name = server.create();
    server.execute("postgres", "ALTER DATABASE " + name + " SET synchronous_commit = off");
    line = new CutLine(server.port());
    database =
        SqlDatabase.postgres(PostgresAddress.parse(PostgresServer.url(name, line.port()), SECRET));
    journal = new SqlJournal(database, InstantSource.system(), null);
  }

  @AfterEach
  void close() throws Exception {
    journal.close();
    database.close();
    line.close();
    ((Logger) LoggerFactory.getLogger("ROOT")).detachAppender(logged);
    assertThat(logged.list).noneMatch(event -> event.getFormattedMessage().contains(SECRET));
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

  @Test
  void an_append_whose_answer_is_lost_is_unknown_until_read_back() {
    RandomRoom room = taken("r");
    List<Commit> appended = room.commits(2);
    line.loseAnswerTo("INSERT INTO commit_log");
    assertThat(append(room, appended)).isInstanceOf(Outcome.Unknown.class);
    assertThat(journal.readBack("r", room.epoch, appended.getLast()).join()).isEqualTo(KEPT);
    room.keep(appended);
    assertThat(append(room, room.commits(1))).isEqualTo(KEPT);
  }

  @Test
  void an_append_that_never_arrived_is_unknown_until_read_back_and_may_then_be_tried_again() {
    RandomRoom room = taken("r");
    List<Commit> appended = room.commits(2);
    line.loseRequest("INSERT INTO commit_log");
    assertThat(append(room, appended)).isInstanceOf(Outcome.Unknown.class);
    assertThat(journal.readBack("r", room.epoch, appended.getLast()).join())
        .isInstanceOf(Outcome.Failed.class);
    assertThat(append(room, appended)).isEqualTo(KEPT);
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
        .write("test", handle -> CommitLog.append(handle, List.of(delayed), true))
        .getFirst()
        .run();
    assertThat(delayed.outcome().join()).isEqualTo(new Outcome.Refused());
    assertThat(append(room, appended)).isEqualTo(KEPT);
  }

  @Test
  void what_is_read_while_the_line_is_cut_is_read_after_it_too() {
    taken("r");
    line.cutAll();
    SqlRoomCatalog rooms = new SqlRoomCatalog(database);
    for (int i = 0; i < 10; i++) {
      try {
        assertThat(rooms.find("r")).isPresent();
      } catch (StorageException e) {
        assertThat(e).hasMessageContaining("the database can't be read");
      }
    }
    assertThat(rooms.find("r")).isPresent();
  }

  @Test
  void a_row_that_somebody_holds_fails_that_room_alone() throws Exception {
    List<RandomRoom> rooms = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rooms.add(taken("r" + i));
    }
    try (Connection somebody = server.connect(name)) {
      somebody.setAutoCommit(false);
      somebody.createStatement().execute("SELECT 1 FROM room WHERE id = 'r3' FOR UPDATE");
      List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
      for (RandomRoom room : rooms) {
        outcomes.add(journal.append(room.id, room.epoch, 0, List.of(room.small(0))));
      }
      for (int i = 0; i < 10; i++) {
        if (i == 3) {
          assertThat(outcomes.get(i).join()).isInstanceOf(Outcome.Failed.class);
        } else {
          assertThat(outcomes.get(i).join()).isEqualTo(KEPT);
        }
      }
    }
    assertThat(append(rooms.get(3), rooms.get(3).commits(1))).isEqualTo(KEPT);
  }

  @Test
  void bad_data_of_one_room_fails_that_room_alone_and_is_quoted_nowhere() {
    server.execute(
        name,
        "ALTER TABLE commit_log ADD CONSTRAINT bad CHECK (patch NOT LIKE '%" + SECRET + "%')");
    List<RandomRoom> rooms = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rooms.add(taken("r" + i));
    }
    Change.Nested secret =
        Change.of(
            new Document(JsonObject.of("server", JsonObject.EMPTY)),
            new Patch(
                JsonObject.of(
                    "server", JsonObject.of("deck", JsonObject.of("o", Json.of(SECRET))))));
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (RandomRoom room : rooms) {
      Commit good = room.small(0);
      Commit commit =
          room.id.equals("r7")
              ? new Commit("bad", room.epoch, 0, 1, 0, null, 0, null, true, secret, List.of())
              : good;
      outcomes.add(journal.append(room.id, room.epoch, 0, List.of(commit)));
    }
    for (int i = 0; i < 10; i++) {
      Outcome outcome = outcomes.get(i).join();
      if (i == 7) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.toString()).doesNotContain(SECRET);
      } else {
        assertThat(outcome).isEqualTo(KEPT);
      }
    }
  }

  @Test
  void kept_means_on_disk_whatever_the_database_has_as_its_default() {
    assertThat(
            database.<String>write(
                "test",
                handle -> handle.createQuery("SHOW synchronous_commit").mapTo(String.class).one()))
        .isEqualTo("on");
  }

  @Test
  void servers_that_start_together_agree_on_the_tables_and_on_the_secret() throws Exception {
    PostgresAddress fresh = PostgresAddress.parse(server.url(server.create()), null);
    List<Future<byte[]>> secrets = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3; i++) {
        secrets.add(
            threads.submit(() -> {
              try (SqlDatabase each = SqlDatabase.postgres(fresh)) {
                return new SqlSecrets(each).secret("token.key", 32);
              }
            }));
      }
    }
    assertThat(secrets.getFirst().get()).hasSize(32);
    for (Future<byte[]> secret : secrets) {
      assertThat(secret.get()).isEqualTo(secrets.getFirst().get());
    }
    try (SqlDatabase each = SqlDatabase.postgres(fresh)) {
      assertThat(new SqlSecrets(each).secret("other.key", 32))
          .isNotEqualTo(secrets.getFirst().get());
      assertThatThrownBy(() -> new SqlSecrets(each).secret("token.key", 64))
          .isInstanceOf(DataRefused.class);
    }
  }

  @Test
  void a_database_that_is_not_there_is_refused_without_its_password() {
    assertThatThrownBy(
            () -> SqlDatabase.postgres(PostgresAddress.parse(server.url("nowhere"), SECRET)))
        .isInstanceOf(DataRefused.class)
        .hasMessageContaining("/nowhere can't be entered (SQL state 3D000)")
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
  }
}
