package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Demanding;
import dev.roomkeeper.server.kit.TestClient;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Three strangers are brought together by three nodes behind nginx; the node of their match is
 * killed in the middle of it, and it counts all the same.
 */
@Timeout(300)
@Tag("slow")
@Demanding
final class ArenaDeathTest {
  private static final int MATCH_SECONDS = 30;
  private static final long STEP_MILLIS = 33;

  @TempDir Path temp;

  @Test
  void a_match_of_the_queue_goes_on_when_its_node_is_killed_and_counts_once() throws Exception {
    try (Nodes nodes = new Nodes(3, temp, "--set", "arena.match-seconds=" + MATCH_SECONDS);
        HttpClient http = HttpClient.newHttpClient()) {
      Site site = new Site(nodes.nginx.port());
      List<Site.Guest> people = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        people.add(account(site, "player" + i + "-" + Site.freshKey().substring(0, 6)));
      }
      String room = matched(site, people);
      List<RoomClient> players = new ArrayList<>();
      List<Walking> walks = new ArrayList<>();
      try {
        for (Site.Guest guest : people) {
          RoomClient player = new RoomClient(guest, room).inJson();
          player.stay(nodes.nginx.port());
          players.add(player);
          walks.add(new Walking(player));
        }
        for (RoomClient player : players) {
          player.await("play", () -> phase(player).equals("playing") && tick(player) > 60);
        }
        int owner = nodes.owner(http, room);
        assertThat(owner).as("somebody has the match").isNotNegative();
        long killed = System.nanoTime();
        nodes.get(owner).kill();
        for (RoomClient player : players) {
          player.await("the end of the connection", () -> !player.isJoined());
        }
        for (RoomClient player : players) {
          player.await("play again", () -> player.isJoined() && tick(player) > 5);
          assertThat(phase(player)).isEqualTo("playing");
        }
        System.out.printf(
            "ArenaDeathTest: the match goes on %d ms after a kill%n",
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));
        for (Site.Guest guest : people) {
          JsonNode standing = queue(site, "GET", guest).json();
          assertThat(standing.path("state").asString()).isEqualTo("playing");
          assertThat(standing.path("roomId").asString()).isEqualTo(room);
        }
        awaitEnd(players.getFirst());
      } finally {
        walks.forEach(Walking::stop);
        players.forEach(RoomClient::drop);
      }
      for (Site.Guest guest : people) {
        TestClient.await(() -> board(site, guest).has("own"), "the result");
        assertThat(board(site, guest).path("own").path("matches").asInt()).isEqualTo(1);
        assertThat(queue(site, "GET", guest).status()).as("free again").isEqualTo(404);
      }
      assertThat(board(site, people.getFirst()).path("rows")).hasSize(3);
    }
  }

  /** Walks about and shoots, as a client does: a step for each tick. */
  private static final class Walking {
    private final Thread thread;
    private volatile boolean isOver;

    Walking(RoomClient player) {
      thread = Thread.ofVirtual().start(() -> walk(player));
    }

    private void walk(RoomClient player) {
      long epoch = -1;
      int n = 0;
      while (!isOver) {
        if (player.isJoined()) {
          long now = player.epoch();
          n = now == epoch ? n + 1 : 1;
          epoch = now;
          ObjectNode steer = Site.JSON.createObjectNode();
          steer.put("n", n).put("keys", n / 20 % 16).put("angle", n * 7 % 1_024);
          steer.put("fire", 1).put("view", Math.max(0, (int) tick(player) - 3) * 16);
          player.send("steer", steer);
        }
        try {
          Thread.sleep(STEP_MILLIS); // the game's own pace
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    void stop() {
      isOver = true;
      thread.interrupt();
    }
  }

  private static Site.Guest account(Site site, String name) {
    ObjectNode wish = Site.JSON.createObjectNode();
    wish.put("username", name).put("password", "correct horse battery").put("type", "user");
    assertThat(site.call("POST", "/api/v1/signup", null, wish.toString()).status()).isEqualTo(200);
    JsonNode in = site.call("POST", "/api/v1/signin", null, wish.without("type").toString()).json();
    String token = in.path("token").asString();
    String userId = site.get("/api/v1/me", token).json().path("userId").asString();
    return new Site.Guest(userId, name, "", token);
  }

  /** All press "Play"; the match in which they are. */
  private static String matched(Site site, List<Site.Guest> people) {
    for (Site.Guest guest : people) {
      assertThat(queue(site, "POST", guest).status()).isEqualTo(202);
    }
    for (Site.Guest guest : people) {
      TestClient.await(
          () -> queue(site, "GET", guest).json().path("state").asString().equals("playing"),
          "a match");
    }
    return queue(site, "GET", people.getFirst()).json().path("roomId").asString();
  }

  private static void awaitEnd(RoomClient player) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(3 * MATCH_SECONDS);
    while (!phase(player).equals("over")) {
      assertThat(System.nanoTime()).as("the match ends").isLessThan(until);
      Thread.sleep(100); // between two looks
    }
  }

  private static Site.Reply queue(Site site, String method, Site.Guest guest) {
    String body = method.equals("POST") ? "{\"kind\":\"arena\"}" : null;
    return site.call(method, "/api/v1/queue", "Bearer " + guest.token(), body);
  }

  private static JsonNode board(Site site, Site.Guest guest) {
    return site.get("/api/v1/leaderboards/arena-points", guest.token()).json();
  }

  private static String phase(RoomClient player) {
    return player.at("all", "game", "phase").asString("");
  }

  private static long tick(RoomClient player) {
    return player.at("live:all", "tick").asLong(0);
  }
}
