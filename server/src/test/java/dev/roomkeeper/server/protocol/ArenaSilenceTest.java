package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Demanding;
import dev.roomkeeper.server.kit.PostgresServer;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestClient.Frame;
import dev.roomkeeper.server.kit.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Play never waits for the database, however slow or silent it is. */
@Timeout(180)
@Tag("slow")
@Demanding
final class ArenaSilenceTest {
  private static final int PLAYERS = 5;
  private static final long STEP_MILLIS = 33;
  private static final long PLAY_MILLIS = 6_000;
  private static final long SILENCE_MILLIS = 10_000;

  /** A snapshot comes thirty times a second; a busy machine may stand still now and then. */
  private static final double PER_SECOND_MIN = 15;

  /** Each append takes so long, as over a slow network to a slow disk. */
  private static final String SLOW =
      """
      CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_sleep(0.2); RETURN NULL; END';
      CREATE TRIGGER slow AFTER INSERT ON commit_log
      FOR EACH STATEMENT EXECUTE FUNCTION slow()\
      """;

  private int step;

  @TempDir Path data;

  @Test
  void a_single_node_plays_on_while_appends_are_slow_and_while_the_database_is_silent() {
    try (PostgresServer postgres = PostgresServer.start()) {
      String database = postgres.create();
      try (TestServer server =
          TestServer.start(data, settings -> settings.database = postgres.url(database))) {
        List<TestClient> players = play(server);
        try {
          List<Frame> swift = during(players, PLAY_MILLIS);
          postgres.execute(database, SLOW);
          List<Frame> slow = during(players, PLAY_MILLIS);
          postgres.pause();
          List<Frame> silent;
          try {
            silent = during(players, SILENCE_MILLIS);
          } finally {
            postgres.resume();
          }
          List<Frame> after = during(players, PLAY_MILLIS);
          report("usual", swift);
          report("appends of 200 ms", slow);
          report("silent", silent);
          report("after it", after);
          assertThat(perSecond(slow, PLAY_MILLIS)).isGreaterThan(PER_SECOND_MIN);
          assertThat(perSecond(silent, SILENCE_MILLIS)).isGreaterThan(PER_SECOND_MIN);
          assertThat(perSecond(after, PLAY_MILLIS)).isGreaterThan(PER_SECOND_MIN);
          assertThat(players).allMatch(TestClient::isOpen);
        } finally {
          players.forEach(TestClient::close);
        }
      }
    }
  }

  private static List<TestClient> play(TestServer server) {
    TestServer.User host = server.guest("Player 0");
    String room = server.room(host, "arena", "{seconds:120,seats:" + PLAYERS + "}");
    List<TestClient> players = new ArrayList<>();
    players.add(TestClient.join(server, host, room));
    for (int i = 1; i < PLAYERS; i++) {
      players.add(TestClient.join(server, server.guest("Player " + i), room));
    }
    return players;
  }

  /** All walk to and fro, and shoot. Returns what the first one was sent meanwhile. */
  private List<Frame> during(List<TestClient> players, long millis) {
    int from = players.getFirst().frames().size();
    for (long i = 0; i < millis / STEP_MILLIS; i++) {
      step++;
      for (TestClient player : players) {
        player.tell(
            "steer",
            "{\"n\":%d,\"keys\":%d,\"angle\":%d,\"fire\":%d,\"view\":0}"
                .formatted(
                    step, step / 20 % 2 == 0 ? 8 : 4, step * 8 % 1024, step % 10 == 0 ? 1 : 0));
      }
      TestClient.nap(STEP_MILLIS); // the players' pace
    }
    List<Frame> all = players.getFirst().frames();
    return all.subList(from, all.size()).stream().filter(ArenaSilenceTest::isSnapshot).toList();
  }

  private static boolean isSnapshot(Frame frame) {
    return frame.text().contains("\"tick\"");
  }

  private static double perSecond(List<Frame> snapshots, long millis) {
    return snapshots.size() * 1_000.0 / millis;
  }

  private static void report(String what, List<Frame> snapshots) {
    long[] gaps =
        IntStream.range(1, snapshots.size())
            .mapToLong(i -> snapshots.get(i).atNanos() - snapshots.get(i - 1).atNanos())
            .sorted()
            .toArray();
    if (gaps.length > 0) {
      System.out.printf(
          "ArenaSilenceTest: %s: %d snapshots, gap p50 %d ms, p99 %d ms, longest %d ms%n",
          what,
          snapshots.size(),
          gaps[gaps.length / 2] / 1_000_000,
          gaps[gaps.length * 99 / 100] / 1_000_000,
          gaps[gaps.length - 1] / 1_000_000);
    }
  }
}
