package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.kit.BundledKinds;
import dev.roomkeeper.server.kit.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * PostgreSQL is killed, restarted and stopped under load: what was said of an append stays true.
 */
@Timeout(180)
@Tag("slow")
class PostgresOutageTest {
  private static final int ROOMS = 20;
  private static final int MANY_ROOMS = 1_000;
  private static final long ASK_MILLIS = 500; // a quarter of a lease

  /** Longer than any statement or socket waits. */
  private static final long PAUSE_MILLIS = 8_000;

  private static final long ANSWER_MILLIS_MAX = 20_000;
  private static final long RECOVERY_SECONDS = 40;

  private final Queue<String> kept = new ConcurrentLinkedQueue<>();
  private final Queue<String> notKept = new ConcurrentLinkedQueue<>();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong slowestNanos = new AtomicLong();
  private volatile boolean over;

  @Test
  void every_kept_append_is_there_and_every_other_is_not() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      String name = server.create();
      List<Future<?>> rooms = new ArrayList<>();
      try (SqlDatabase database =
              SqlDatabase.postgres(
                  PostgresAddress.parse(server.url(name), null), BundledKinds.modules());
          SqlJournal journal = new SqlJournal(database, InstantSource.system(), null);
          ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        SqlRoomCatalog catalog = new SqlRoomCatalog(database);
        for (int i = 0; i < ROOMS; i++) {
          RandomRoom room = new RandomRoom("r" + i, new SplittableRandom(i));
          catalog.create(room.onRecord(), false);
          room.epoch = journal.takeOver(room.id).join().orElseThrow().epoch();
          rooms.add(threads.submit(() -> write(journal, room)));
        }
        awaitMore(200);
        server.kill();
        server.startAgain();
        awaitMore(200);
        server.stop();
        server.startAgain();
        awaitMore(200);
        server.pause();
        Thread.sleep(PAUSE_MILLIS); // It is silent for as long as that.
        server.resume();
        awaitMore(200);
        over = true;
        for (Future<?> room : rooms) {
          room.get();
        }
        for (int i = 0; i < ROOMS; i++) {
          RandomRoom.recovered(journal.takeOver("r" + i).join().orElseThrow());
        }
      }
      Set<String> logged = logged(server, name);
      System.out.printf(
          "PostgresOutageTest: %d kept, %d not, %d unknown at first; slowest answer %d ms%n",
          kept.size(), notKept.size(), unknown.get(), slowestNanos.get() / 1_000_000);
      assertThat(logged).hasSize(kept.size()).containsAll(kept);
      assertThat(logged).doesNotContainAnyElementsOf(notKept);
      assertThat(unknown).as("outcomes that nobody knew at first").hasPositiveValue();
      assertThat(slowestNanos.get() / 1_000_000).isLessThan(ANSWER_MILLIS_MAX);
    }
  }

  /** As the rooms of a busy node do, each by itself; nobody has a use for late answers. */
  @Test
  void however_many_rooms_ask_whose_they_are_others_may_read_when_it_is_over() throws Exception {
    try (PostgresServer server = PostgresServer.start();
        SqlDatabase database =
            SqlDatabase.postgres(
                PostgresAddress.parse(server.url(server.create()), null), BundledKinds.modules());
        SqlJournal journal = new SqlJournal(database, InstantSource.system(), null)) {
      SqlRoomCatalog catalog = new SqlRoomCatalog(database);
      for (int i = 0; i < MANY_ROOMS; i++) {
        catalog.create(new RandomRoom("r" + i, new SplittableRandom(i)).onRecord(), false);
      }
      List<CompletableFuture<Boolean>> answers = new ArrayList<>();
      server.pause();
      for (int i = 0; i < PAUSE_MILLIS / ASK_MILLIS; i++) {
        for (int room = 0; room < MANY_ROOMS; room++) {
          answers.add(journal.confirm("r" + room, 0));
        }
        Thread.sleep(ASK_MILLIS); // the pace of the questions
      }
      server.resume();
      long resumed = System.nanoTime();
      assertThat(database.readSoon(handle -> RoomHeads.owners(handle, List.of("r0"))))
          .succeedsWithin(10, TimeUnit.SECONDS);
      assertThat(answers.getLast()).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(true);
      System.out.printf(
          "PostgresOutageTest: the last of %d questions was answered %d ms after the outage%n",
          answers.size(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - resumed));
      assertThat(answers)
          .filteredOn(CompletableFuture::isCompletedExceptionally)
          .extracting(answer -> answer.exceptionNow().getMessage())
          .noneMatch(message -> message.contains("too many"));
    }
  }

  private void awaitMore(int count) throws InterruptedException {
    int before = kept.size();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(RECOVERY_SECONDS);
    while (kept.size() < before + count) {
      assertThat(System.nanoTime()).as("it recovers by itself").isLessThan(until);
      Thread.sleep(5);
    }
  }

  /** As a room's owner does: one append after the other, and read back what nobody knows. */
  private void write(SqlJournal journal, RandomRoom room) {
    long version = 0;
    while (!over) {
      Commit commit = room.small(version);
      long asked = System.nanoTime();
      Outcome outcome =
          journal.append(room.id, room.epoch, version, List.of(commit), Journal.NEVER).join();
      slowestNanos.accumulateAndGet(System.nanoTime() - asked, Math::max);
      if (outcome instanceof Outcome.Unknown) {
        unknown.incrementAndGet();
        outcome = readBack(journal, room, commit);
      }
      switch (outcome) {
        case Outcome.Kept() -> {
          kept.add(commit.id());
          version = commit.version();
        }
        case Outcome.Failed _ -> {
          notKept.add(commit.id());
          pause(20);
        }
        case Outcome.Refused(), Outcome.Unknown _ ->
            throw new AssertionError(room.id + " is nobody else's, but " + outcome);
      }
    }
  }

  private static Outcome readBack(SqlJournal journal, RandomRoom room, Commit commit) {
    Outcome outcome = journal.readBack(room.id, room.epoch, commit).join();
    while (outcome instanceof Outcome.Unknown) {
      pause(100);
      outcome = journal.readBack(room.id, room.epoch, commit).join();
    }
    return outcome;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> logged(PostgresServer server, String name) throws Exception {
    Set<String> ids = new HashSet<>();
    try (Connection connection = server.connect(name);
        ResultSet rows = connection.createStatement().executeQuery("SELECT id FROM commit_log")) {
      while (rows.next()) {
        assertThat(ids.add(rows.getString(1))).as("once").isTrue();
      }
    }
    return ids;
  }
}
