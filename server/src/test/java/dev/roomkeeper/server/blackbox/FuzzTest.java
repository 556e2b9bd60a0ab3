package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.client.ClientFrame;
import dev.roomkeeper.server.kit.Demanding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random and mutated messages against a running server, and garbage below them. {@code
 * -Droomkeeper.frames=} for more or fewer, {@code -Droomkeeper.seed=}.
 */
@Timeout(1_200)
@Tag("slow")
@Demanding
final class FuzzTest {
  private static final int FRAMES = Integer.getInteger("roomkeeper.frames", 25_000);
  private static final long SEED = Long.getLong("roomkeeper.seed", System.nanoTime());
  private static final int CONNECTIONS = 24;
  private static final int GARBAGE_MAKERS = 16;
  private static final int FRAMES_OF_ONE_GUEST = 400;
  private static final long HEAP_GROWTH_MAX = 4 << 20;

  private final FuzzMember.Counts counts = new FuzzMember.Counts();
  private String threadDump = "";
  private final AtomicLong left = new AtomicLong();
  private final List<WireGarbage> garbage = new ArrayList<>();

  @Test
  void P19_no_input_ends_the_room_the_process_or_anothers_connection(@TempDir Path temp)
      throws Exception {
    System.out.println("FuzzTest: roomkeeper.seed=" + SEED);
    Path data = Files.createDirectory(temp.resolve("data"));
    try (ServerProcess first = ServerProcess.start(ServerProcess.Launch.on(data))) {
      first.terminate();
    }
    KeptLog.in(data);
    List<String> rooms;
    try (ServerProcess server =
        ServerProcess.start(
            ServerProcess.Launch.on(data)
                .with("-Dio.netty.leakDetection.level=advanced")
                .asked("--limit=handshakes-by-address=1000000+100000/s"))) {
      Site site = new Site(server.port());
      rooms = rooms(site);
      run(server, site, rooms, FRAMES / 20);
      hashPassphrases(site, server.port()); // They keep some 20 MB from the first on.
      long heapBefore = server.heapBytesAfterCollection();
      int filesBefore = server.openFiles();

      Witnesses witnesses = new Witnesses(site, server.port());
      long began = System.nanoTime();
      run(server, site, rooms, FRAMES);
      double seconds = (System.nanoTime() - began) / 1e9;
      List<String> witnessed = witnesses.stop();
      awaitRoomsAtRest(site);
      long heapAfter = server.heapBytesAfterCollection();
      int filesAfter = server.openFiles();

      report(seconds, heapBefore, heapAfter, filesBefore, filesAfter, witnesses);
      assertThat(witnessed).isEmpty();
      assertThat(server.complaints()).isEmpty();
      assertThat(heapAfter).as(server.heapInfo()).isLessThan(heapBefore + HEAP_GROWTH_MAX);
      assertThat(filesAfter).isLessThan(filesBefore + 10);
      List<Long> sorted = witnesses.catchMicros().stream().sorted().toList();
      assertThat(Figures.at(sorted, 0.99)).isLessThan(2_000_000);
      assertThat(sorted).hasSizeGreaterThan((int) seconds);
      server.kill();
    }
    everyRoomOpensAgain(data, rooms);
  }

  /** Whatever was taken in can be read again. */
  private static void everyRoomOpensAgain(Path data, List<String> rooms) throws Exception {
    List<ObjectNode> seen = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(ServerProcess.Launch.on(data))) {
      Site.Guest guest = new Site(server.port()).guest("afterwards");
      for (String room : rooms) {
        RoomClient client = new RoomClient(guest, room).join(server.port());
        seen.add(client.layers());
        client.drop();
      }
      assertThat(server.terminate()).isEqualTo(0);
      assertThat(server.complaints()).isEmpty();
    }
    for (int i = 0; i < rooms.size(); i++) {
      JournalAudit audit = JournalAudit.of(data, rooms.get(i), List.of());
      assertThat(audit.faults).isEmpty();
      assertThat(audit.layers.path("all").path("board"))
          .isEqualTo(seen.get(i).path("all").path("board"));
    }
  }

  /** Rooms without members leave the memory after half a minute: what stays then is a leak. */
  private static void awaitRoomsAtRest(Site site) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (site.get("/metrics", null).body().contains("\nroomkeeper_rooms 0.0\n")) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("rooms do not go to rest:\n" + site.get("/metrics", null).body());
  }

  private static void hashPassphrases(Site site, int port) throws Exception {
    Site.Guest guest = site.guest("careful");
    String room = site.room(guest, "lobby", CrashCommands.object());
    RoomClient client = new RoomClient(guest, room).join(port);
    client.ask("passphrase", CrashCommands.object().put("passphrase", "open sesame"));
    client.drop();
    RoomClient again = new RoomClient(guest, room);
    again.join(port, new ClientFrame.Join(null, "open sesame", null));
    again.drop();
  }

  private static List<String> rooms(Site site) {
    Site.Guest owner = site.guest("owner");
    List<String> rooms = new ArrayList<>();
    for (String kind : List.of("lobby", "cardtable")) {
      for (String trays : List.of("hidden", "open")) {
        ObjectNode options = CrashCommands.object().put("trays", trays);
        options.put("flushMillis", trays.equals("open") ? 20 : 0);
        rooms.add(site.room(owner, kind, options));
      }
    }
    return rooms;
  }

  private void run(ServerProcess server, Site site, List<String> rooms, int frames)
      throws Exception {
    left.set(frames);
    int port = server.port();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        Random random = new Random(SEED + i);
        String room = rooms.get(i % rooms.size());
        running.add(
            threads.submit(() -> {
              frames(site, port, room, random);
              return true;
            }));
      }
      for (int i = 0; i < GARBAGE_MAKERS; i++) {
        WireGarbage maker =
            new WireGarbage(
                new Random(SEED - 1 - i),
                port,
                rooms.get(i % rooms.size()),
                site.guest("raw" + i).token());
        garbage.add(maker);
        running.add(
            threads.submit(() -> {
              while (left.get() > 0) {
                maker.websocket();
                maker.http();
              }
              return true;
            }));
      }
      List<Throwable> failures = new ArrayList<>();
      for (Future<?> each : running) {
        try {
          each.get();
        } catch (ExecutionException e) {
          if (left.getAndSet(0) > 0) { // All stop.
            threadDump = server.threadDump();
          }
          failures.add(e.getCause());
        }
      }
      assertThat(failures).as(server.log() + threadDump).isEmpty();
    }
  }

  private void frames(Site site, int port, String room, Random random) throws Exception {
    FrameMaker maker = new FrameMaker(random);
    while (left.get() > 0) {
      Site.Guest guest = site.guest("f" + random.nextInt(1_000));
      int ofThisOne = 0;
      while (ofThisOne < FRAMES_OF_ONE_GUEST && left.get() > 0) {
        try (FuzzMember member = new FuzzMember(port, room, guest.token(), maker, counts)) {
          if (member.isProtected()) {
            break;
          }
          boolean open = true;
          while (open && ofThisOne < FRAMES_OF_ONE_GUEST && left.decrementAndGet() >= 0) {
            ofThisOne++;
            open = member.sendOne();
          }
        }
      }
    }
  }

  private void report(
      double seconds,
      long heapBefore,
      long heapAfter,
      int filesBefore,
      int filesAfter,
      Witnesses witnesses) {
    System.out.printf(
        "FuzzTest: %d messages in %.1f s: %d errors, %d acks, %d rejects, %d without a number, %d"
            + " closed as 4400, %d rate-limited%n",
        counts.frames.sum(),
        seconds,
        counts.errors.sum(),
        counts.acks.sum(),
        counts.rejects.sum(),
        counts.silences.sum(),
        counts.closes.sum(),
        counts.limited.sum());
    System.out.printf(
        "FuzzTest: raw garbage: %d closed by the server, %d left half open, %d answered%n",
        garbage.stream().mapToLong(each -> each.closed.sum()).sum(),
        garbage.stream().mapToLong(each -> each.left.sum()).sum(),
        garbage.stream().mapToLong(each -> each.answered.sum()).sum());
    System.out.printf(
        "FuzzTest: heap %.1f MiB before, %.1f MiB after; %d files before, %d after%n",
        heapBefore / 1048576.0, heapAfter / 1048576.0, filesBefore, filesAfter);
    System.out.printf(
        "FuzzTest: %d catches of the witnesses, µs: %s%n",
        witnesses.catchMicros().size(), Figures.of(witnesses.catchMicros()));
  }
}
