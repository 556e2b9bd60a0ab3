package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.hub.Journal.Takeover;
import dev.roomkeeper.server.kit.BundledKinds;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that appends one commit after the other to each of some rooms for some seconds, and
 * prints each that it was told is kept: {@code kept <room> <version> <commit id> .}.
 *
 * <p>Arguments: data directory or PostgreSQL's URL, rooms, seconds, {@code quiet} to print figures
 * only.
 */
final class JournalLoad {
  private final SqlJournal journal;
  private final boolean quiet;
  private final AtomicLong kept = new AtomicLong();
  private final long[] latencies = new long[5_000_000];

  private JournalLoad(SqlJournal journal, boolean quiet) {
    this.journal = journal;
    this.quiet = quiet;
  }

  public static void main(String[] args) throws Exception {
    int rooms = Integer.parseInt(args[1]);
    long millis = Long.parseLong(args[2]) * 1_000;
    try (TestDatabase.Opened opened = open(args[0]);
        SqlJournal journal = new SqlJournal(opened.database(), InstantSource.system(), null)) {
      SqlRoomCatalog catalog = new SqlRoomCatalog(opened.database());
      JournalLoad load = new JournalLoad(journal, args.length > 3);
      long until = System.nanoTime() + millis * 1_000_000;
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < rooms; i++) {
          String id = "load-" + i;
          if (catalog.find(id).isEmpty()) {
            catalog.create(new RoomRecord(id, "lobby", id, JsonObject.EMPTY, "u_1", 0), false);
          }
          threads.execute(() -> load.run(id, until));
        }
      }
      load.report(rooms, millis);
    } catch (DataRefused e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static TestDatabase.Opened open(String where) {
    if (where.startsWith("postgres:")) {
      SqlDatabase database =
          SqlDatabase.postgres(PostgresAddress.parse(where, null), BundledKinds.modules());
      return new TestDatabase.Opened(database, () -> {});
    }
    DataDirectory data = DataDirectory.open(Path.of(where));
    return new TestDatabase.Opened(SqlDatabase.sqlite(data, BundledKinds.modules()), data);
  }

  private void run(String id, long until) {
    RandomRoom room = new RandomRoom(id, new SplittableRandom(System.nanoTime()));
    Takeover taken = journal.takeOver(id).join().orElseThrow();
    room.epoch = taken.epoch();
    long version = taken.commits().isEmpty() ? 0 : taken.commits().getLast().version();
    while (System.nanoTime() < until) {
      Commit commit = room.small(version);
      long began = System.nanoTime();
      Outcome outcome =
          journal.append(id, room.epoch, version, List.of(commit), Journal.NEVER).join();
      long took = System.nanoTime() - began;
      if (!(outcome instanceof Outcome.Kept)) {
        System.err.println(id + ": " + outcome);
        return;
      }
      version = commit.version();
      latencies[(int) kept.getAndIncrement()] = took;
      if (!quiet) {
        System.out.println("kept " + id + " " + version + " " + commit.id() + " .");
      }
      if (version % 100 == 0) {
        Layers layers = Layers.EMPTY.apply(commit.change());
        var _ = journal.saveSnapshot(id, room.epoch, version, layers);
      }
    }
  }

  private void report(int rooms, long millis) {
    int count = (int) kept.get();
    long[] sorted = Arrays.copyOf(latencies, count);
    Arrays.sort(sorted);
    System.err.printf(
        "%d rooms: %d appends/s, p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
        rooms,
        count * 1_000L / millis,
        sorted[count / 2] / 1e6,
        sorted[count * 99 / 100] / 1e6,
        sorted[count - 1] / 1e6);
  }
}
