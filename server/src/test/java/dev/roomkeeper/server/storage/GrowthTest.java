package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Effect;
import dev.roomkeeper.engine.host.Growth;
import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.kinds.cardtable.CardTable;
import dev.roomkeeper.kinds.space.Space;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.hub.Journal.Takeover;
import dev.roomkeeper.server.kit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rooms in which somebody walks, or drags and drops, on and on: their logs hold what a new owner
 * and whoever returns need, and the database does not grow.
 */
@ParameterizedClass
@EnumSource(TestDatabase.Sort.class)
class GrowthTest {
  /**
   * 256 commits before the second newest snapshot, 256 from there to the newest, 256 since; and as
   * many again, for a room is pruned when its next snapshot is not kept yet.
   */
  private static final int COMMITS_MAX = 4 * 256 + 32;

  /** The pages between full and half full, and a log that was not written back yet. */
  private static final double GROWTH_MAX = 1.15;

  @Parameter TestDatabase.Sort sort = TestDatabase.Sort.SQLITE;
  @TempDir Path folder;

  /** A room that one member is busy in, as the server runs it but for the clock. */
  private static final class Busy {
    final String id;
    final RoomHost host;
    final Journal journal;

    /** How much of its past the kind keeps besides. */
    final long keptMillis;

    final List<CompletableFuture<?>> tidying = new ArrayList<>();
    final SplittableRandom random = new SplittableRandom(3);

    Busy(String id, RoomKind kind, Journal journal) {
      this.id = id;
      this.journal = journal;
      Takeover taken = journal.takeOver(id).join().orElseThrow();
      keptMillis = kind.rules(taken.room().options()).keeping().millis();
      Room room =
          Room.recovered(
              id,
              id,
              kind,
              taken.room().options(),
              taken.epoch(),
              taken.snapshotVersion(),
              taken.snapshot(),
              taken.commits());
      host = new RoomHost(room, taken.commits(), taken.snapshotVersion(), 0, 1L << 50, Growth.FREE);
    }

    /** Takes the input, and whatever follows from it until the journal is to be asked. */
    CompletableFuture<Void> take(Input input, long ticks) {
      List<CompletableFuture<Void>> appends = new ArrayList<>();
      Moment moment = new Moment(1_700_000_000_000L + ticks, ticks, random::nextLong);
      for (Effect effect : host.step(List.of(input), moment).effects()) {
        switch (effect) {
          case Effect.Append(var append, var epoch, var head, var commits, var wakeAt) ->
              appends.add(
                  journal
                      .append(id, epoch, head, commits, wakeAt)
                      .thenAccept(outcome -> assertThat(outcome).isEqualTo(new Outcome.Kept()))
                      .thenCompose(_ -> take(new Input.AppendKept(append), ticks)));
          case Effect.SaveSnapshot(var epoch, var version, var layers) ->
              tidying.add(journal.saveSnapshot(id, epoch, version, layers));
          case Effect.Prune(var epoch, var commitsKept, var sinceMillis) ->
              tidying.add(journal.prune(id, epoch, commitsKept, sinceMillis));
          default -> {}
        }
      }
      return CompletableFuture.allOf(appends.toArray(CompletableFuture<?>[]::new));
    }
  }

  @Test
  @Tag("slow")
  void in_a_second_hour_nothing_grows() throws IOException {
    // Longer than the hour that a table keeps, so in larger steps.
    run(1, 4_000_000, 800);
  }

  @Test
  @Tag("by-hand")
  void in_a_second_hour_of_200_rooms_of_each_nothing_grows() throws IOException {
    run(
        Integer.getInteger("roomkeeper.test.rooms", 200),
        Long.getLong("roomkeeper.test.hour", 3_600_000),
        200);
  }

  private void run(int roomsOfEach, long hourMillis, long stepMillis) throws IOException {
    try (TestDatabase.Opened opened = sort.in(folder).open();
        Journal journal = new SqlJournal(opened.database(), InstantSource.system(), null)) {
      List<Busy> rooms = new ArrayList<>();
      for (int i = 0; i < roomsOfEach; i++) {
        rooms.add(room(opened.database(), journal, new Space(), "space" + i));
        rooms.add(room(opened.database(), journal, new CardTable(), "table" + i));
      }
      hour(opened.database(), rooms, stepMillis, 0, hourMillis);
      long first = bytes(opened.database());
      hour(opened.database(), rooms, stepMillis, hourMillis, 2 * hourMillis);
      long second = bytes(opened.database());
      System.out.printf(
          "GrowthTest: %s, %d rooms of each, hours of %d s: %d KiB after one, %d KiB after two%n",
          sort, roomsOfEach, hourMillis / 1_000, first >> 10, second >> 10);
      for (Busy room : rooms) {
        assertThat(room.host.released().version())
            .as("versions of " + room.id)
            .isGreaterThan(hourMillis / stepMillis * 9 / 10);
        assertThat(commits(opened.database(), room.id))
            .as("commits of " + room.id)
            .isBetween(256L, room.keptMillis / stepMillis + COMMITS_MAX);
      }
      assertThat((double) second / first).isLessThan(GROWTH_MAX);
    }
  }

  private static Busy room(SqlDatabase database, Journal journal, RoomKind kind, String id) {
    JsonObject options =
        kind instanceof Space
            ? JsonObject.of("width", Json.of(20)).with("height", 20)
            : JsonObject.EMPTY;
    new SqlRoomCatalog(database)
        .create(new RoomRecord(id, kind.name(), id, options, "ann", 0), false);
    Busy room = new Busy(id, kind, journal);
    room.take(new Input.Join(1, "ann", "Ann", null, null, JsonObject.EMPTY), 0).join();
    return room;
  }

  private void hour(
      SqlDatabase database, List<Busy> rooms, long stepMillis, long fromMillis, long toMillis) {
    for (long ticks = fromMillis; ticks < toMillis; ticks += stepMillis) {
      long now = ticks + stepMillis;
      List<CompletableFuture<Void>> taken = new ArrayList<>();
      for (Busy room : rooms) {
        taken.add(
            room.take(new Input.Receive(1, command(room, now / stepMillis)), now)
                .thenCompose(_ -> room.take(new Input.Wake(), now)));
      }
      CompletableFuture.allOf(taken.toArray(CompletableFuture<?>[]::new)).join();
      if (now % ((toMillis - fromMillis) / 5) == 0) {
        settle(database, rooms);
      }
    }
  }

  /** A step to and fro; or a drag, and then the object is dropped. */
  private static Command command(Busy room, long number) {
    if (room.id.startsWith("space")) {
      JsonObject to = JsonObject.of("x", Json.of(10 + number % 2)).with("y", 10);
      return new Command("move", number, to);
    }
    JsonObject place = JsonObject.of("x", Json.of(number % 977)).with("y", number % 499);
    return number % 2 == 0
        ? new Command("board", number, JsonObject.of("piece", place.with("type", "token")))
        : new Command("drag", number, place.with("objectId", "piece"));
  }

  // --- What is there ---

  /** Until what is to go is gone, and its space can be used again. */
  private void settle(SqlDatabase database, List<Busy> rooms) {
    for (Busy room : rooms) {
      room.tidying.forEach(CompletableFuture::join);
      room.tidying.clear();
    }
    if (sort == TestDatabase.Sort.POSTGRES) {
      vacuum(database);
    }
  }

  private static long commits(SqlDatabase database, String roomId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT count(*) FROM commit_log WHERE room_id = :id")
            .bind("id", roomId)
            .mapTo(Long.class)
            .one());
  }

  /** As autovacuum does within a minute or two, for which a test has no time. */
  private static void vacuum(SqlDatabase database) {
    String name =
        database.read(
            handle -> handle.createQuery("SELECT current_database()").mapTo(String.class).one());
    PostgresServer.shared().execute(name, "VACUUM commit_log, snapshot, room");
  }

  private long bytes(SqlDatabase database) throws IOException {
    if (sort == TestDatabase.Sort.POSTGRES) {
      return database.read(handle ->
          handle
              .createQuery(
                  "SELECT pg_total_relation_size('commit_log')"
                      + " + pg_total_relation_size('snapshot') + pg_total_relation_size('room')")
              .mapTo(Long.class)
              .one());
    }
    return Files.size(folder.resolve("data/roomkeeper.db"));
  }
}
