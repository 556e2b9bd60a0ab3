package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.blackbox.ServerProcess.Launch;
import dev.roomkeeper.server.kit.Demanding;
import dev.roomkeeper.server.kit.PostgresServer;
import dev.roomkeeper.server.kit.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Three server processes on one PostgreSQL and one Redis, of which any may die. */
@Timeout(240)
@Tag("slow")
@Demanding
final class ClusterTest {
  private static final int NODES = 3;
  private static final int ROOMS = 6;
  private static final long FROZEN_MILLIS = 2_500; // more than a lease

  /** Without PostgreSQL; on an idle machine it is about 0.6 s once, and else a few ms. */
  private static final long STALL_NANOS_MAX = 3_000_000_000L;

  @TempDir Path temp;
  private RedisServer redis;
  private PostgresServer postgres;
  private final List<ServerProcess> nodes = new ArrayList<>();
  private final List<RoomClient> members = new ArrayList<>();
  private final List<String> rooms = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    redis = RedisServer.start();
    postgres = PostgresServer.start();
    String url = postgres.url(postgres.create());
    for (int i = 0; i < NODES; i++) {
      nodes.add(
          ServerProcess.start(
              Launch.on(temp.resolve("n" + i)).asked("--database", url, "--redis", redis.url())));
    }
    Site site = new Site(nodes.getFirst().port());
    Site.Guest owner = site.guest("owner");
    for (int i = 0; i < ROOMS; i++) {
      String room = site.room(owner, "lobby", CrashCommands.object());
      rooms.add(room);
      // The first comes to any node, the second to another.
      members.add(new RoomClient(site.guest("ann" + i), room).join(port(i)));
      members.add(new RoomClient(site.guest("bob" + i), room).join(port(i + 1)));
    }
    writeAll("at first");
  }

  private int port(int node) {
    return nodes.get(node % nodes.size()).port();
  }

  @AfterEach
  void stop() {
    members.forEach(RoomClient::drop);
    nodes.forEach(ServerProcess::close);
    redis.close();
    postgres.close();
  }

  @Test
  void a_killed_nodes_rooms_go_on_at_the_others_with_all_that_was_acknowledged() throws Exception {
    long from = System.nanoTime();
    kill(owner(rooms.getFirst()));
    backEverywhere();
    System.out.printf(
        "ClusterTest: %d members back %d ms after a kill%n",
        members.size(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
    everybodySees("at first");
    writeAll("after the kill");
    everybodySees("after the kill");
  }

  @Test
  void a_frozen_node_that_wakes_up_does_no_harm() throws Exception {
    ServerProcess frozen = owner(rooms.getFirst());
    signal("STOP", frozen);
    long stopped = System.nanoTime();
    List<ServerProcess> others = new ArrayList<>(nodes);
    others.remove(frozen);
    for (int i = 0; i < members.size(); i += 2) {
      members.get(i).drop();
      back(members.get(i), others.get(i / 2 % others.size()).port());
      write(members.get(i), "while it froze");
    }
    // Within its lease it might show a little of what is lost, which costs its members the resume.
    long left = FROZEN_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - stopped);
    Thread.sleep(Math.max(0, left));
    signal("CONT", frozen);
    // Those who never left it are told that their rooms moved, and find what happened meanwhile.
    for (int i = 1; i < members.size(); i += 2) {
      RoomClient member = members.get(i);
      if (member.isJoined()) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (member.closeCode() == 0
            && !sees(member, "while it froze")
            && System.nanoTime() < until) {
          Thread.sleep(20);
        }
      }
    }
    backEverywhere();
    everybodySees("while it froze");
    writeAll("after it woke");
    everybodySees("after it woke");
  }

  @Test
  void an_emptied_redis_disturbs_nobody_and_is_filled_again() throws Exception {
    ServerProcess before = owner(rooms.getFirst());
    redis.empty();
    writeAll("after the flush");
    everybodySees("after the flush");
    assertThat(members).allMatch(RoomClient::isJoined);
    assertThat(owner(rooms.getFirst()).port()).isEqualTo(before.port());
    redis.empty();
    kill(before);
    backEverywhere();
    everybodySees("after the flush");
  }

  @Test
  void without_postgres_for_ten_seconds_lazy_commands_go_on_and_durable_ones_are_answered()
      throws Exception {
    RoomClient ann = members.getFirst();
    RoomClient bob = members.get(1);
    postgres.pause();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    long longest = 0;
    for (int n = 1; System.nanoTime() < until; n++) {
      if (n == 30) { // Whoever loses a connection meanwhile gets back in.
        bob.drop();
        back(bob, port(1));
      }
      long sent = System.nanoTime();
      ObjectNode position = CrashCommands.object();
      position.put("x", n);
      ann.send("stand", position);
      int x = n;
      bob.await(
          "the step " + n,
          () -> bob.at("all", "players", ann.userId(), "position", "x").asInt() >= x);
      longest = Math.max(longest, System.nanoTime() - sent);
      Thread.sleep(100);
    }
    System.out.printf(
        "ClusterTest: the longest step without PostgreSQL took %d ms%n",
        TimeUnit.NANOSECONDS.toMillis(longest));
    assertThat(longest).isLessThan(STALL_NANOS_MAX);
    ObjectNode board = CrashCommands.object();
    board.putObject("card").put("text", "in the outage");
    long asked = System.nanoTime();
    RoomClient.Told told = ann.ask("board", board);
    assertThat(System.nanoTime() - asked).isLessThan(STALL_NANOS_MAX);
    assertThat(told.isAck()).isFalse();
    assertThat(told.code()).isEqualTo("UNAVAILABLE");
    postgres.resume();
    backEverywhere();
    for (RoomClient member : members) {
      long recovered = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!member.ask("board", card("after the outage")).isDurable()) {
        assertThat(System.nanoTime()).as("in time").isLessThan(recovered);
        Thread.sleep(200);
      }
    }
    everybodySees("after the outage");
  }

  @Test
  void a_drained_node_gives_its_rooms_away_and_no_command_is_rejected() throws Exception {
    for (int i = 0; i < 2; i++) {
      ServerProcess drained = nodes.removeFirst();
      List<Long> sent = new ArrayList<>();
      Thread draining = Thread.ofVirtual().start(drained::terminate);
      for (RoomClient member : members) {
        sent.add(member.send("board", card("in drain " + i)));
      }
      draining.join();
      backEverywhere();
      for (int m = 0; m < members.size(); m++) {
        RoomClient member = members.get(m);
        long seq = sent.get(m);
        member.await("an answer to " + seq, () -> member.told().containsKey(seq));
        assertThat(Objects.requireNonNull(member.told().get(seq)).isAck()).isTrue();
      }
    }
    writeAll("after all");
    everybodySees("after all");
  }

  // --- What the members do ---

  private static ObjectNode card(String text) {
    ObjectNode board = CrashCommands.object();
    board.putObject("card").put("text", text);
    return board;
  }

  private static void write(RoomClient member, String text) {
    assertThat(member.ask("board", card(text)).isDurable()).isTrue();
  }

  private void writeAll(String text) {
    members.forEach(member -> write(member, text));
  }

  private static boolean sees(RoomClient member, String text) {
    return member.at("all", "board", "card", "text").asString("").equals(text);
  }

  private void everybodySees(String text) {
    for (RoomClient member : members) {
      member.await("\"" + text + "\"", () -> sees(member, text));
      assertThat(member.faults()).isEmpty();
      assertThat(member.notResumedCount()).as("joins from nothing").isEqualTo(1);
    }
  }

  /** All who lost their connection come back, each to any node. */
  private void backEverywhere() throws InterruptedException {
    for (int i = 0; i < members.size(); i++) {
      if (!members.get(i).isJoined()) {
        back(members.get(i), port(i));
      }
    }
  }

  private static void back(RoomClient member, int port) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try {
        member.join(port);
        return;
      } catch (IOException | IllegalStateException | AssertionError e) {
        if (System.nanoTime() > until) {
          throw new AssertionError("nobody lets this member in", e);
        }
        Thread.sleep(100);
      }
    }
  }

  // --- Nodes ---

  private ServerProcess owner(String room) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI lookup = URI.create("http://127.0.0.1:" + port(0) + "/route/" + room);
      HttpResponse<Void> found =
          http.send(HttpRequest.newBuilder(lookup).build(), HttpResponse.BodyHandlers.discarding());
      assertThat(found.statusCode()).isEqualTo(204);
      String address = found.headers().firstValue("X-Roomkeeper-Node").orElseThrow();
      return nodes.stream()
          .filter(node -> address.endsWith(":" + node.port()))
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * Kills it, and waits until all have noticed who were connected to it, or to it through another.
   */
  private void kill(ServerProcess node) throws IOException, InterruptedException {
    List<RoomClient> there = new ArrayList<>();
    for (RoomClient member : members) {
      if (member.port() == node.port() || owner(member.roomId) == node) {
        there.add(member);
      }
    }
    node.kill();
    nodes.remove(node);
    there.forEach(member -> member.await("the end", () -> member.closeCode() != 0));
  }

  private static void signal(String name, ServerProcess node)
      throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, Long.toString(node.pid())).start().waitFor();
    assertThat(status).isZero();
  }
}
