package dev.roomkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tests the whole program against a server that is correct, or has one known fault. */
@Tag("slow")
final class BenchTest {
  private static final String SHORT_WALK = "space --clients 50 --rate 4 --seconds 0.3 --rounds 1";

  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs a scenario, given as its name and further options. */
  private int bench(StubServer server, String scenario) {
    String arguments =
        "--url %s --pid %d --warmup 0.3 --json %s --scenario %s"
            .formatted(
                server.url(),
                ProcessHandle.current().pid(),
                folder.resolve("found.json"),
                scenario);
    return Main.run(
        new PrintWriter(out, true), new PrintWriter(err, true), arguments.split(" ", -1));
  }

  private JsonNode found() throws Exception {
    return HttpApi.JSON.readTree(Files.readString(folder.resolve("found.json"))).path("results");
  }

  @Test
  void one_sender_reaches_all_and_each_delivery_is_counted_once() throws Exception {
    try (StubServer server = new StubServer(StubServer.Fault.NONE)) {
      int status = bench(server, "broadcast --clients 40 --rate 50 --seconds 1");
      assertThat(status).as(out + "\n" + err).isZero();
      JsonNode load = found().path(0);
      assertThat(load.path("messages").path("sent").asInt()).isEqualTo(50);
      assertThat(load.path("messages").path("delivered").asInt()).isEqualTo(50 * 40);
      assertThat(load.path("times").path("latency").path("p50").asLong()).isBetween(1L, 500_000L);
      assertThat(load.path("traffic").path("framesPerSecondPerClient").asDouble())
          .isBetween(40.0, 60.0);
      assertThat(load.path("traffic").path("bytesPerDelivered").asDouble()).isBetween(100.0, 160.0);
      assertThat(load.path("cost").path("server").path("secondsPerMillion").asDouble())
          .isPositive();
      assertThat(out.toString())
          .contains("| broadcast: 1 room of 40 | 40 | 50 |")
          .contains("- ok: broadcast: 1 room of 40: all delivered, none refused, none closed");
    }
  }

  @Test
  void the_token_comes_with_the_handshake_pings_are_answered_and_guests_have_long_keys() {
    try (StubServer server = new StubServer(StubServer.Fault.NONE)) {
      bench(server, "broadcast --clients 5 --seconds 0.3");
      assertThat(server.pongs).hasValue(5);
      assertThat(server.httpRequests.getFirst())
          .matches("POST /api/v1/guest Guest [A-Za-z0-9_-]{32}");
      assertThat(server.httpRequests)
          .anyMatch(request -> request.matches("POST /api/v1/rooms Bearer t\\.\\d+"));
    }
  }

  @Test
  void a_stalled_server_shows_in_the_latency_of_all_that_was_due_meanwhile() throws Exception {
    try (StubServer server = new StubServer(StubServer.Fault.STALLS)) {
      bench(server, "broadcast --clients 2 --rate 100 --seconds 1.2");
      JsonNode latency = found().path(0).path("times").path("latency");
      // 600 of 1200 ms: half of all messages were due then, and waited 300 ms on average.
      assertThat(latency.path("max").asLong()).isBetween(550_000L, 900_000L);
      assertThat(latency.path("p90").asLong()).isGreaterThan(400_000);
      assertThat(found().path(0).path("messages").path("delivered").asInt()).isEqualTo(2 * 120);
    }
  }

  @Test
  void rooms_hear_their_own_and_durable_commands_are_acked() throws Exception {
    try (StubServer server = new StubServer(StubServer.Fault.LIMITS)) {
      int status = bench(server, "rooms --clients 50 --rate 10 --durable-rate 20 --seconds 1");
      assertThat(status).as(out + "\n" + err).isZero();
      assertThat(found().path(0).path("messages").path("delivered").asInt()).isEqualTo(10 * 10 * 5);
      assertThat(found().path(1).path("messages").path("delivered").asInt()).isEqualTo(10 * 20 * 5);
      assertThat(found().path(1).path("times").path("ack").path("count").asInt())
          .isEqualTo(10 * 20);
      assertThat(out.toString()).contains("| durable commands: 10 rooms of 5, ack |");
    }
  }

  @Test
  void movement_alternates_and_a_flush_interval_bounds_the_frames() throws Exception {
    try (StubServer server = new StubServer(StubServer.Fault.NONE)) {
      int status = bench(server, "movement --clients 10 --rate 20 --seconds 0.6 --rounds 2");
      assertThat(status).as(out + "\n" + err).isZero();
      JsonNode movement = found().path(0);
      assertThat(movement.path("pairs")).hasSize(2);
      JsonNode pair = movement.path("pairs").path(1);
      assertThat(
              movement
                  .path("atFullRate")
                  .path("traffic")
                  .path("framesPerSecondPerClientMax")
                  .asDouble())
          .isBetween(5.0, 21.8); // 20 a second, and one more in 0.6 s
      double updates = pair.path("unflushed").path("messages").path("offeredPerSecond").asDouble();
      assertThat(pair.path("unflushed").path("traffic").path("framesPerSecondPerClient").asDouble())
          .isBetween(0.8 * updates, 1.2 * updates);
      assertThat(pair.path("flushed").path("times").path("latency").path("p50").asLong())
          .isGreaterThan(10_000);
      assertThat(movement.path("ratio").isNumber()).isTrue();
      assertThat(out.toString())
          .contains("| round 2: no flush |")
          .contains("frames/s to each client");
    }
  }

  @Test
  void in_a_space_each_client_receives_the_walkers_near_it_and_no_others() throws Exception {
    try (StubServer server = new StubServer(StubServer.Fault.NONE)) {
      int status = bench(server, "space --clients 50 --rate 4 --seconds 0.6 --rounds 2");
      assertThat(status).as(out + "\n" + err).isZero();
      JsonNode space = found().path(0);
      assertThat(space.path("rounds")).hasSize(2);
      assertThat(space.path("sight").path("onlookers").asInt()).isEqualTo(5 + 20);
      assertThat(space.path("sight").path("frames").asLong()).isGreaterThan(500);
      assertThat(space.path("sight").path("farPairs").asLong()).isPositive();
      JsonNode walk = space.path("rounds").path(1).path("large");
      assertThat(walk.path("load").path("messages").path("offeredPerSecond").asDouble())
          .isEqualTo(200);
      assertThat(walk.path("innerClients").asInt()).isBetween(0, 40);
      // Its own steps and those of at most the 22 walkers around it.
      assertThat(walk.path("load").path("messages").path("deliveredPerSecond").asDouble() / 50 / 4)
          .isBetween(5.0, 30.0);
      assertThat(walk.path("load").path("times").path("latency").path("count").asLong())
          .isBetween(100L, 130L);
      assertThat(out.toString())
          .contains("| round 2 | 50 | 200 |")
          .contains("- ok: space: no client receives a walker that is far away")
          .contains("- ok: space: at the end each client sees all walkers near it where they are");
    }
  }

  @Test
  void in_a_space_a_far_walker_in_a_frame_or_a_lost_step_fails_the_run() {
    try (StubServer server = new StubServer(StubServer.Fault.TELLS_FAR)) {
      assertThat(bench(server, SHORT_WALK)).isEqualTo(1);
      assertThat(out.toString())
          .contains("FAILED: space: no client receives a walker that is far away")
          .contains("it received a walker that stands at Place");
    }
    try (StubServer server = new StubServer(StubServer.Fault.LOSES)) {
      assertThat(bench(server, SHORT_WALK)).isEqualTo(1);
      assertThat(out.toString())
          .contains("FAILED: space: at the end each client sees all walkers near it");
    }
  }

  @Test
  void idle_clients_stay_and_their_memory_is_measured() throws Exception {
    try (StubServer server = new StubServer(StubServer.Fault.NONE)) {
      int status = bench(server, "idle --clients 250 --seconds 0.5");
      assertThat(status).as(out + "\n" + err).isZero();
      assertThat(found().path(0).path("clients").asInt()).isEqualTo(200);
      assertThat(found().path(0).path("rooms").asInt()).isEqualTo(2);
      assertThat(found().path(0).path("memory").path("rss").asLong()).isPositive();
    }
  }

  @Test
  void lost_and_refused_messages_fail_the_run() throws Exception {
    try (StubServer server = new StubServer(StubServer.Fault.LOSES)) {
      int status = bench(server, "broadcast --clients 4 --rate 100 --seconds 1");
      assertThat(status).isEqualTo(1);
      assertThat(found().path(0).path("messages").path("delivered").asInt()).isEqualTo(90 * 4);
      assertThat(out.toString()).contains("FAILED: broadcast").contains("40 lost");
    }
    try (StubServer server = new StubServer(StubServer.Fault.REJECTS)) {
      assertThat(bench(server, "broadcast --clients 4 --seconds 0.5")).isEqualTo(1);
      assertThat(out.toString()).contains("RATE_LIMITED");
    }
  }

  @Test
  void a_run_that_fails_prints_one_line() {
    try (StubServer server = new StubServer(StubServer.Fault.REFUSES_TOKENS)) {
      assertThat(bench(server, "broadcast --clients 4")).isEqualTo(2);
      assertThat(err.toString())
          .contains("401")
          .contains("the token is not valid")
          .doesNotContain("\tat ");
      assertThat(bench(server, "nonsense")).isEqualTo(2);
      assertThat(err.toString()).contains("no scenario nonsense");
    }
  }
}
