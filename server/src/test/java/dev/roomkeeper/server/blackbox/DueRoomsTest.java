package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.AlarmServer;
import dev.roomkeeper.server.blackbox.ServerProcess.Launch;
import dev.roomkeeper.server.kit.Demanding;
import dev.roomkeeper.server.kit.PostgresServer;
import dev.roomkeeper.server.kit.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A timer rings in its room though whoever had the room was killed, and nobody comes to it. */
@Timeout(240)
@Tag("slow")
@Demanding
final class DueRoomsTest {
  private static final int ROOMS = 12;
  private static final long LATE_MILLIS_MAX = 5_000;

  /** By then its owner is dead, and nobody has parked it. */
  private static final long SOON_MILLIS = 8_000;

  /** By then the room was opened for the other timer, and is parked again. */
  private static final long PARKED_MILLIS = 50_000;

  private static final long HOUR_MILLIS = 3_600_000;

  @TempDir Path temp;

  @Test
  void L9_it_rings_within_five_seconds_after_its_owner_was_killed() throws Exception {
    List<ServerProcess> nodes = new ArrayList<>();
    try (RedisServer redis = RedisServer.start();
        PostgresServer postgres = PostgresServer.start()) {
      String url = postgres.url(postgres.create());
      try {
        for (int i = 0; i < 3; i++) {
          nodes.add(
              ServerProcess.start(
                  Launch.on(temp.resolve("n" + i))
                      .running(AlarmServer.class)
                      .asked("--database", url, "--redis", redis.url())));
        }
        Site site = new Site(nodes.getFirst().port());
        List<RoomClient> members = new ArrayList<>();
        long from = System.nanoTime();
        for (int i = 0; i < ROOMS; i++) {
          members.add(newMember(site, nodes.get(i % 3)));
          set(members.get(i), "soon", SOON_MILLIS);
          set(members.get(i), "parked", PARKED_MILLIS);
          set(members.get(i), "later", HOUR_MILLIS);
        }
        members.forEach(RoomClient::drop);
        nodes.removeFirst().kill();
        assertThat(millisSince(from)).as("before the first rings").isLessThan(SOON_MILLIS);
        sleepUntil(from, PARKED_MILLIS - 4_000);
        for (ServerProcess node : nodes) {
          assertThat(openRooms(node)).isZero();
        }
        nodes.removeFirst().kill();
        assertThat(millisSince(from)).isLessThan(PARKED_MILLIS);
        sleepUntil(from, PARKED_MILLIS + 2 * LATE_MILLIS_MAX);
        ServerProcess last = nodes.getFirst();
        for (RoomClient member : members) {
          member.join(last.port());
          assertRang(member, "soon");
          assertRang(member, "parked");
          assertThat(member.at("all", "rung", "later").isMissingNode()).isTrue();
          assertThat(member.faults()).isEmpty();
        }
        assertThat(last.log()).doesNotContain("can't be opened").doesNotContain("mistake");
      } finally {
        nodes.forEach(ServerProcess::close);
      }
    }
  }

  @Test
  void L9_it_rings_in_a_file_that_was_started_again() throws Exception {
    Launch launch = Launch.on(temp.resolve("data")).running(AlarmServer.class);
    RoomClient ann;
    RoomClient bob;
    try (ServerProcess server = ServerProcess.start(launch)) {
      Site site = new Site(server.port());
      ann = newMember(site, server);
      bob = newMember(site, server);
      set(ann, "soon", 1_000);
      set(bob, "later", HOUR_MILLIS);
      ann.drop();
      bob.drop();
      server.kill();
    }
    Thread.sleep(2_000); // It comes while there is no server.
    try (ServerProcess server = ServerProcess.start(launch)) {
      Thread.sleep(LATE_MILLIS_MAX); // By then it has to be open.
      assertThat(openRooms(server)).as("the one that was due").isEqualTo(1);
      ann.join(server.port());
      assertThat(ann.at("all", "rung", "soon", "times").asInt()).isEqualTo(1);
      bob.join(server.port());
      assertThat(bob.at("all", "rung").isMissingNode()).isTrue();
      assertThat(server.complaints()).isEmpty();
    }
  }

  private static RoomClient newMember(Site site, ServerProcess node) throws IOException {
    String room = site.room(site.guest("owner"), "alarm-clock", CrashCommands.object());
    return new RoomClient(site.guest("ann"), room).join(node.port());
  }

  private static void set(RoomClient member, String timer, long inMillis) {
    assertThat(member.ask(timer, CrashCommands.object().put("in", inMillis)).isDurable()).isTrue();
  }

  /** That it came once, and as late as may be: joining was not what brought it. */
  private static void assertRang(RoomClient member, String timer) {
    assertThat(member.at("all", "rung", timer, "times").asInt()).as(timer).isEqualTo(1);
    assertThat(member.at("all", "rung", timer, "late").asLong())
        .as(timer)
        .isBetween(0L, LATE_MILLIS_MAX);
  }

  private static int openRooms(ServerProcess server) {
    return new Site(server.port())
        .get("/metrics", null)
        .body()
        .lines()
        .filter(line -> line.startsWith("roomkeeper_rooms "))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }

  private static long millisSince(long fromNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNanos);
  }

  private static void sleepUntil(long fromNanos, long millis) throws InterruptedException {
    Thread.sleep(Math.max(0, millis - millisSince(fromNanos)));
  }
}
