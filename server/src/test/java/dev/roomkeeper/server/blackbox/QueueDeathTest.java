package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.MatchServer;
import dev.roomkeeper.server.blackbox.ServerProcess.Launch;
import dev.roomkeeper.server.kit.Demanding;
import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.PostgresServer;
import dev.roomkeeper.server.kit.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A node is killed, and Redis loses everything, while matches are being made. */
@Timeout(300)
@Tag("slow")
@Demanding
final class QueueDeathTest {
  private static final int PLAYERS = 24;
  private static final long PATIENCE_MILLIS = 90_000;

  @TempDir Path temp;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Somebody who wants to play, and asks again when there is no answer. */
  private final class Player {
    final String token;
    String ticket = "";
    String state = "none";
    String roomId = "";

    Player(String token) {
      this.token = token;
    }

    boolean plays() {
      return state.equals("playing");
    }

    /** Asks a node once. */
    void ask(ServerProcess node) throws InterruptedException {
      try {
        HttpResponse<String> looked = send(node, "GET", "");
        if (looked.statusCode() == 404) {
          String body = Js.empty().put("kind", "contest").toString();
          String again = Js.empty().put("kind", "contest").put("ticket", ticket).toString();
          looked = send(node, "POST", ticket.isEmpty() ? body : again);
        }
        if (looked.statusCode() < 300) {
          ObjectNode told = Js.object(looked.body());
          state = told.path("state").asString();
          ticket = told.path("ticket").asString("");
          roomId = told.path("roomId").asString("");
        }
      } catch (IOException e) {
        // The node is gone: the next one is asked.
      }
    }

    private HttpResponse<String> send(ServerProcess node, String method, String body)
        throws IOException, InterruptedException {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + "/api/v1/queue"))
              .timeout(Duration.ofSeconds(5))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void everybody_plays_one_match_though_a_node_dies_and_redis_forgets() throws Exception {
    Random random = new Random();
    List<ServerProcess> nodes = new ArrayList<>();
    try (RedisServer redis = RedisServer.start();
        PostgresServer postgres = PostgresServer.start()) {
      String url = postgres.url(postgres.create());
      try {
        for (int i = 0; i < 3; i++) {
          nodes.add(
              ServerProcess.start(
                  Launch.on(temp.resolve("n" + i))
                      .running(MatchServer.class)
                      .asked("--database", url, "--redis", redis.url())));
        }
        List<Player> players = players(new Site(nodes.getFirst().port()));
        for (int i = 0; i < PLAYERS; i++) {
          players.get(i).ask(nodes.get(i % 3));
          if (i == PLAYERS / 3) {
            redis.empty();
          } else if (i == PLAYERS * 2 / 3) {
            nodes.getFirst().kill();
          }
        }
        List<ServerProcess> alive = nodes.subList(1, 3);
        long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        // Who is asked last may not know yet that it plays with those who know.
        while (players.stream().filter(player -> !player.plays()).count() > 2
            || sizes(players).values().stream().anyMatch(size -> size < 3)) {
          assertThat(System.nanoTime()).as(states(players)).isLessThan(until);
          for (Player player : players) {
            player.ask(alive.get(random.nextInt(2)));
          }
        }
        for (Player player : players.stream().filter(Player::plays).toList()) {
          String at = player.roomId;
          for (ServerProcess node : alive) {
            player.ask(node);
            assertThat(player.roomId).as("the same at every node").isEqualTo(at);
          }
        }
        Map<String, Integer> sizes = sizes(players);
        assertThat(sizes.values()).as(sizes.toString()).allMatch(size -> size >= 3 && size <= 5);
        assertThat(players)
            .as("two who are left over wait on")
            .allMatch(player -> player.plays() || player.state.equals("placed"));
        for (ServerProcess node : alive) {
          assertThat(node.log()).doesNotContain("ERROR");
        }
      } finally {
        nodes.forEach(ServerProcess::close);
      }
    }
  }

  private List<Player> players(Site site) {
    List<Player> players = new ArrayList<>();
    for (int i = 0; i < PLAYERS; i++) {
      players.add(new Player(site.guest("P" + i).token()));
    }
    return players;
  }

  private static Map<String, Integer> sizes(List<Player> players) {
    Map<String, Integer> sizes = new HashMap<>();
    players.stream()
        .filter(Player::plays)
        .forEach(player -> sizes.merge(player.roomId, 1, Integer::sum));
    return sizes;
  }

  private static String states(List<Player> players) {
    return players.stream().map(player -> player.state + " " + player.roomId).toList().toString();
  }
}
