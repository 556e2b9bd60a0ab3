package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.hub.Journal.Takeover;
import dev.roomkeeper.server.kit.BundledKinds;
import dev.roomkeeper.server.kit.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one PostgreSQL that want the same rooms at the same time. */
@Timeout(120)
class PostgresRaceTest {
  private static final int ROOMS = 60;
  private static final int ROUNDS = 25;

  /** One of them, and its dice. */
  private record Node(SqlDatabase database, SqlJournal journal, Random dice)
      implements AutoCloseable {
    static Node on(PostgresAddress address, long seed) {
      SqlDatabase database = SqlDatabase.postgres(address, BundledKinds.modules());
      return new Node(
          database, new SqlJournal(database, InstantSource.system(), null), new Random(seed));
    }

    /** Takes all rooms over and appends to each, in an order of its own; what it was told. */
    Map<Commit, Outcome> round(List<String> rooms) {
      List<String> mine = new ArrayList<>(rooms);
      Collections.shuffle(mine, dice);
      List<CompletableFuture<Takeover>> takeovers =
          mine.stream()
              .map(room -> journal.takeOver(room).thenApply(taken -> taken.orElseThrow()))
              .toList();
      List<Takeover> taken =
          new ArrayList<>(takeovers.stream().map(CompletableFuture::join).toList());
      Collections.shuffle(taken, dice);
      Map<Commit, CompletableFuture<Outcome>> outcomes = new HashMap<>();
      for (Takeover each : taken) {
        long head = each.commits().isEmpty() ? 0 : each.commits().getLast().version();
        RandomRoom room = new RandomRoom(each.room().id(), new SplittableRandom(dice.nextLong()));
        room.epoch = each.epoch();
        Commit commit = room.small(head);
        outcomes.put(
            commit, journal.append(room.id, room.epoch, head, List.of(commit), Journal.NEVER));
      }
      Map<Commit, Outcome> told = new HashMap<>();
      outcomes.forEach((commit, outcome) -> told.put(commit, outcome.join()));
      return told;
    }

    @Override
    public void close() {
      journal.close();
      database.close();
    }
  }

  @Test
  void of_two_who_race_for_rooms_one_wins_each_version_and_nobody_waits_in_a_circle(
      @TempDir Path directory) throws Exception {
    PostgresServer server = PostgresServer.shared();
    String name = server.create();
    PostgresAddress address = PostgresAddress.parse(server.url(name), null);
    List<String> rooms = IntStream.range(0, ROOMS).mapToObj(i -> "r" + i).toList();
    List<String> kept = new ArrayList<>();
    int refused = 0;
    try (Node one = Node.on(address, 1);
        Node other = Node.on(address, 2);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      SqlRoomCatalog catalog = new SqlRoomCatalog(one.database);
      for (String room : rooms) {
        catalog.create(new RandomRoom(room, new SplittableRandom(1)).onRecord(), false);
      }
      for (int round = 0; round < ROUNDS; round++) {
        var first = threads.submit(() -> one.round(rooms));
        var second = threads.submit(() -> other.round(rooms));
        for (Map<Commit, Outcome> told : List.of(first.get(), second.get())) {
          for (Map.Entry<Commit, Outcome> each : told.entrySet()) {
            switch (each.getValue()) {
              case Outcome.Kept() -> kept.add(each.getKey().id());
              case Outcome.Refused() -> refused++;
              case Outcome.Failed _, Outcome.Unknown _ ->
                  throw new AssertionError("nothing fails here: " + each.getValue());
            }
          }
        }
      }
    }
    try (Connection connection = server.connect(name)) {
      List<String> logged = new ArrayList<>();
      try (ResultSet rows =
          connection.createStatement().executeQuery("SELECT id FROM commit_log")) {
        while (rows.next()) {
          logged.add(rows.getString(1));
        }
      }
      assertThat(logged).containsExactlyInAnyOrderElementsOf(kept);
      try (ResultSet row =
          connection
              .createStatement()
              .executeQuery(
                  "SELECT count(*) FROM room WHERE head <> (SELECT count(*) FROM"
                      + " commit_log WHERE room_id = room.id)")) {
        row.next();
        assertThat(row.getInt(1)).as("rooms whose log has a gap").isZero();
      }
    }
    System.out.println("PostgresRaceTest: " + kept.size() + " kept, " + refused + " refused");
    assertThat(kept).as("each room was won at times").hasSizeGreaterThan(ROOMS);
    assertThat(refused).as("and lost").isGreaterThan(ROOMS);
    assertThat(server.logged()).doesNotContain("deadlock detected");
  }
}
