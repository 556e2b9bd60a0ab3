package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of an enemy that can't be seen nothing comes over the socket, whatever it does. */
final class ArenaSightTest {
  private static final String WALLED =
      "############|#S....#...S#|#.....#....#|#.....#....#|#.....#....#|#.....#....#|"
          + "#..........#|############";

  /** Half a turn: to the left. */
  private static final int LEFT = 512;

  @TempDir static Path data;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(data, TestServer.OPEN);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void nothing_comes_through_a_wall_and_all_without_one() {
    assertThat(toldOfWhoFires(WALLED)).doesNotContain("live:role:1", "bolts", "bodies", "beams");
    assertThat(toldOfWhoFires(WALLED.replace(".#.", "...")))
        .contains("live:role:1", "bolts", "bodies", "beams");
  }

  /** All that the one player is sent while the other one walks, turns and fires for two seconds. */
  private static String toldOfWhoFires(String rows) {
    TestServer.User ann = server.guest("Ann");
    TestServer.User bob = server.guest("Bob");
    String options = "{map:'own',seconds:60,rows:'" + rows.replace("|", "\\n") + "'}";
    String room = server.room(ann, "arena", options);
    try (TestClient atAnn = TestClient.join(server, ann, room);
        TestClient atBob = TestClient.join(server, bob, room)) {
      TestClient.await(() -> text(atBob).contains("live:role:m1"), "a body");
      for (int n = 1; n <= 60; n++) {
        int fire = n % 40 == 1 ? 2 : 1;
        atBob.tell(
            "steer",
            "{\"n\":%d,\"keys\":%d,\"angle\":%d,\"fire\":%d,\"view\":0}"
                .formatted(n, n % 2 == 0 ? 8 : 4, LEFT, fire));
        TestClient.nap(33);
      }
      TestClient.await(() -> text(atBob).contains("bolts"), "what it is told itself");
      String told = text(atAnn);
      assertThat(told).contains("tick");
      return told;
    }
  }

  private static String text(TestClient client) {
    return client.frames().stream()
        .map(frame -> frame.json().toString())
        .collect(Collectors.joining("\n"));
  }
}
