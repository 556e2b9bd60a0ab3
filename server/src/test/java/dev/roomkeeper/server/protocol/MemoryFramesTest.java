package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rooms take memory, which is counted as such and not as JSON, and has owners. */
@Timeout(240)
final class MemoryFramesTest {
  private static final int LEAVES = 5_000;
  private static final int TRIES_MAX = 4_000;

  @TempDir Path data;

  private TestServer server(Limits.Numbers numbers) {
    return TestServer.start(data, numbers, Gateway.Timings.DEFAULT);
  }

  /** As many small values as fit into a frame: some 45 KB as JSON, ten times as much in memory. */
  private static String leaves(int number) {
    StringBuilder json = new StringBuilder("{\"o" + number + "\":{\"a\":0");
    for (int i = 0; i < LEAVES; i++) {
      json.append(",\"").append(i).append("\":1");
    }
    return json.append("}}").toString();
  }

  /** Fills the board until the room refuses more; how many bytes of JSON it took. */
  private static long fill(TestClient client) {
    long bytes = 0;
    for (int i = 0; i < TRIES_MAX; i++) {
      String patch = leaves(i);
      TestClient.Frame answer = client.ask("board", patch);
      if (!answer.type().equals("ack")) {
        assertThat(answer.code()).isEqualTo("TOO_LARGE");
        return bytes;
      }
      bytes += patch.length();
    }
    throw new AssertionError("the room takes everything");
  }

  /** Joins; false if the room does not fit. */
  private static boolean isLetIn(TestClient client) {
    try {
      client.join("{}");
      return true;
    } catch (AssertionError e) {
      assertThat(client.awaitClose().code()).isEqualTo(1013);
      return false;
    }
  }

  @Test
  void L3_small_values_count_as_what_they_take_in_memory() {
    try (TestServer server = server(TestServer.GENEROUS)) {
      User ann = server.guest("Ann");
      try (TestClient a = TestClient.join(server, ann, server.room(ann, "lobby", "{}"))) {
        assertThat(fill(a)).isBetween(500_000L, 2_000_000L);
        assertThat(a.ask("board", "{\"o0\":null}").type()).as("what shrinks").isEqualTo("ack");
        assertThat(a.isOpen()).isTrue();
      }
    }
  }

  @Test
  void L3_the_rooms_of_a_user_take_so_much_and_others_go_on() {
    try (TestServer server = server(TestServer.GENEROUS.with(Limit.MEMORY_BY_USER, 1, 0))) {
      User ann = server.guest("Ann");
      List<TestClient> clients = new ArrayList<>();
      long onePercent = Runtime.getRuntime().maxMemory() / 100;
      long bytes = 0;
      boolean isRefused = false;
      while (!isRefused && clients.size() < 60) {
        TestClient a = TestClient.open(server, ann, server.room(ann, "lobby", "{}"));
        clients.add(a);
        if (isLetIn(a)) {
          bytes += fill(a);
        } else {
          isRefused = true;
        }
      }
      assertThat(isRefused).as("a room more would not fit").isTrue();
      assertThat(bytes).isLessThan(onePercent);
      User bob = server.guest("Bob");
      try (TestClient b = TestClient.join(server, bob, server.room(bob, "lobby", "{}"))) {
        assertThat(b.ask("board", leaves(1)).type()).isEqualTo("ack");
      }
      clients.forEach(TestClient::close);
      String next = server.room(ann, "lobby", "{}");
      TestClient.await(
          () -> {
            try (TestClient a = TestClient.open(server, ann, next)) {
              return isLetIn(a);
            }
          },
          "rooms in which nobody is make place");
    }
  }
}
