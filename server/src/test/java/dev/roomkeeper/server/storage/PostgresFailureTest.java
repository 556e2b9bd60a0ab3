package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.kit.BundledKinds;
import dev.roomkeeper.server.kit.CutLine;
import dev.roomkeeper.server.kit.PostgresServer;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the journal says when the line to PostgreSQL is cut, and when others are in its way. */
@Timeout(60)
class PostgresFailureTest extends FailureContract {
  private final PostgresServer server = PostgresServer.shared();
  private final String name = server.create();
  private final CutLine line;

  PostgresFailureTest() throws Exception {
    super(true);
    line = new CutLine(server.port());
  }

  @Override
  SqlDatabase open() {
    server.execute("postgres", "ALTER DATABASE " + name + " SET synchronous_commit = off");
    return SqlDatabase.postgres(
        PostgresAddress.parse(PostgresServer.url(name, line.port()), SECRET),
        BundledKinds.modules());
  }

  @Override
  void release() throws Exception {
    line.close();
  }

  @Override
  void loseAnswer() {
    line.loseAnswerTo("INSERT INTO commit_log");
  }

  @Override
  void loseAppend() {
    line.loseRequest("INSERT INTO commit_log");
  }

  @Test
  void nobody_who_reads_notices_that_the_database_ended_all_connections() {
    taken("r");
    SqlRoomCatalog rooms = new SqlRoomCatalog(database);
    assertThat(rooms.find("r")).isPresent(); // So that the pool trusts its connections.
    line.cutAll();
    for (int i = 0; i < 10; i++) {
      assertThat(rooms.find("r")).isPresent();
    }
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
        outcomes.add(journal.append(room.id, room.epoch, 0, List.of(room.small(0)), Journal.NEVER));
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
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (RandomRoom room : rooms) {
      Commit commit = room.id.equals("r7") ? secretCommit(room) : room.small(0);
      outcomes.add(journal.append(room.id, room.epoch, 0, List.of(commit), Journal.NEVER));
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

  /** As after its server became a standby, or behind a proxy that leads to one. */
  @Test
  void a_connection_that_became_read_only_is_let_go_at_the_first_refusal() {
    RandomRoom room = taken("r");
    assertThat(database.refusesWrites()).isFalse();
    int _ =
        database.<Integer>write(
            "test",
            handle -> handle.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"));
    assertThat(append(room, room.commits(1))).isInstanceOf(Outcome.Failed.class);
    assertThat(database.refusesWrites()).isTrue();
    assertThat(append(room, room.commits(1))).isEqualTo(KEPT);
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
              try (SqlDatabase each = SqlDatabase.postgres(fresh, BundledKinds.modules())) {
                return new SqlSecrets(each).secret("token.key", 32);
              }
            }));
      }
    }
    assertThat(secrets.getFirst().get()).hasSize(32);
    for (Future<byte[]> secret : secrets) {
      assertThat(secret.get()).isEqualTo(secrets.getFirst().get());
    }
    try (SqlDatabase each = SqlDatabase.postgres(fresh, BundledKinds.modules())) {
      assertThat(new SqlSecrets(each).secret("other.key", 32))
          .isNotEqualTo(secrets.getFirst().get());
      assertThatThrownBy(() -> new SqlSecrets(each).secret("token.key", 64))
          .isInstanceOf(DataRefused.class);
    }
  }

  @Test
  void a_database_that_is_not_there_is_refused_without_its_password() {
    assertThatThrownBy(() ->
            SqlDatabase.postgres(
                PostgresAddress.parse(server.url("nowhere"), SECRET), BundledKinds.modules()))
        .isInstanceOf(DataRefused.class)
        .hasMessageContaining("/nowhere can't be entered (SQL state 3D000)")
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
  }
}
