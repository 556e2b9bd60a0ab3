package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.NginxServer;
import dev.roomkeeper.server.kit.TestClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The project's nginx in front of nodes that are slow or frozen. What answers here are stand-ins
 * that speak as much HTTP as that takes: what is tried is nginx's configuration.
 */
@Timeout(60)
final class BalancerTest {
  private static final int NODES = 3;
  private static final int PATIENCE_MILLIS = 15_000;
  private static final long AT_ONCE_MILLIS = 1_000;
  private static final String WEBSOCKET = "Upgrade: websocket\r\nConnection: Upgrade\r\n";

  private final List<StandIn> nodes = new ArrayList<>();
  private NginxServer nginx;

  @BeforeEach
  void start() throws IOException {
    for (int i = 0; i < NODES; i++) {
      nodes.add(new StandIn());
    }
    List<Integer> ports = nodes.stream().map(StandIn::port).toList();
    nginx = NginxServer.start(Path.of("../deploy/nginx.conf"), ports);
  }

  @AfterEach
  void stop() throws IOException {
    nginx.close();
    for (StandIn node : nodes) {
      node.close();
    }
  }

  @Test
  void slow_lookups_take_no_node_from_sockets_pages_and_the_api() throws Exception {
    nodes.forEach(node -> node.lookupTakes = Duration.ofMillis(1_500));
    assertThat(ask("GET", "/ws/room", WEBSOCKET)).as("by any node").isEqualTo(101);
    for (int i = 0; i < NODES; i++) {
      assertThat(ask("GET", "/ws/room" + i, WEBSOCKET)).isEqualTo(101);
      assertThat(ask("GET", "/", WEBSOCKET)).isEqualTo(101);
      assertThat(ask("GET", "/", "")).isEqualTo(200);
      assertThat(ask("POST", "/api/v1/rooms", "")).isEqualTo(200);
    }
  }

  @Test
  void a_match_is_led_to_its_node_and_the_lobby_to_any() throws Exception {
    for (int i = 0; i < NODES; i++) {
      assertThat(ask("GET", "/lobby", WEBSOCKET)).isEqualTo(101);
      assertThat(ask("GET", "/game/match" + i, WEBSOCKET)).isEqualTo(101);
      assertThat(ask("GET", "/api/v1/queue", "")).isEqualTo(200);
      assertThat(ask("GET", "/api/v1/leaderboards/arena-points", "")).isEqualTo(200);
      assertThat(ask("GET", "/arena/leaderboard", "")).isEqualTo(200);
    }
    assertThat(timesAskedAtAll("GET /lobby ")).isEqualTo(NODES);
    assertThat(timesAskedAtAll("GET /route/match")).isEqualTo(NODES);
    assertThat(timesAskedAtAll("GET /game/match")).isEqualTo(NODES);
    assertThat(timesAskedAtAll("GET /route/lobby")).isZero();
  }

  private long timesAskedAtAll(String request) {
    return nodes.stream()
        .flatMap(node -> node.asked.stream())
        .filter(asked -> asked.startsWith(request))
        .count();
  }

  @Test
  void a_frozen_node_costs_some_requests_seconds_and_no_socket_its_life() throws Exception {
    List<Socket> courseSockets = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      courseSockets.add(sent("GET", "/", WEBSOCKET));
      assertThat(status(courseSockets.get(i))).isEqualTo(101);
    }
    nodes.getFirst().frozen = true;

    List<CompletableFuture<Integer>> gets = new ArrayList<>();
    List<CompletableFuture<Integer>> posts = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      gets.add(started("GET", "/page" + i));
      gets.add(started("GET", "/api/v1/get" + i));
    }
    for (int i = 0; i < NODES; i++) {
      posts.add(started("POST", "/api/v1/post" + i));
    }
    assertThat(nodes.getFirst().asked)
        .as("in turns, all while nobody knows that it froze")
        .anyMatch(request -> request.startsWith("GET /page"))
        .anyMatch(request -> request.startsWith("GET /api"))
        .anyMatch(request -> request.startsWith("POST"));

    assertThat(gets).extracting(CompletableFuture::join).containsOnly(200);
    assertThat(posts).extracting(CompletableFuture::join).containsExactlyInAnyOrder(200, 200, 504);
    for (int i = 0; i < NODES; i++) {
      assertThat(timesAsked("POST /api/v1/post" + i + " ")).as("not done twice").isEqualTo(1);
    }
    long knownAt = System.nanoTime();
    for (int i = 0; i < NODES; i++) {
      assertThat(ask("GET", "/api/v1/later" + i, "")).isEqualTo(200);
    }
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - knownAt))
        .as("it is asked no more")
        .isLessThan(AT_ONCE_MILLIS);

    for (StandIn node : nodes) {
      node.sayMore();
    }
    for (Socket course : courseSockets) {
      assertThat(course.getInputStream().read()).as("silent for longer than that").isEqualTo('!');
      course.close();
    }
  }

  /** Sends the request, and returns when a node has it. */
  private CompletableFuture<Integer> started(String method, String path) throws IOException {
    Socket socket = sent(method, path, "");
    TestClient.await(() -> timesAsked(method + " " + path + " ") > 0, "a node to be asked");
    return CompletableFuture.supplyAsync(
        () -> {
          try (socket) {
            return status(socket);
          } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  /** Upgrades of the same path, at its end, are other requests. */
  private long timesAsked(String request) {
    return nodes.stream()
        .flatMap(node -> node.asked.stream())
        .filter(asked -> asked.startsWith(request) && !asked.contains("websocket"))
        .count();
  }

  private int ask(String method, String path, String headers) throws IOException {
    try (Socket socket = sent(method, path, headers)) {
      return status(socket);
    }
  }

  private Socket sent(String method, String path, String headers) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), nginx.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    String request =
        method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n" + headers + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  /** The answer's status; what comes after its head is left to be read. */
  private static int status(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = socket.getInputStream().read();
      if (read < 0) {
        throw new IOException("ended after: " + head);
      }
      head.append((char) read);
    }
    return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
  }

  /** In place of a node: names itself for each room, takes every socket, is content with all. */
  private static final class StandIn implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile Duration lookupTakes = Duration.ZERO;
    volatile boolean frozen;
    private final ServerSocket listening =
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Socket> upgraded = new CopyOnWriteArrayList<>();

    StandIn() throws IOException {
      Thread.ofVirtual().start(this::accept);
    }

    int port() {
      return listening.getLocalPort();
    }

    private void accept() {
      try {
        while (true) {
          Socket socket = listening.accept();
          open.add(socket);
          Thread.ofVirtual().start(() -> serve(socket));
        }
      } catch (IOException e) {
        return; // It is closed.
      }
    }

    private void serve(Socket socket) {
      try {
        var in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        while (true) {
          StringBuilder request = new StringBuilder();
          for (String line = in.readLine(); !"".equals(line); line = in.readLine()) {
            if (line == null) {
              socket.close();
              return;
            }
            request.append(line).append(' ');
          }
          answer(socket, request.toString());
        }
      } catch (IOException | InterruptedException e) {
        return; // nginx has no patience left, or the test is over.
      }
    }

    private void answer(Socket socket, String request) throws IOException, InterruptedException {
      asked.add(request);
      if (frozen) {
        return;
      }
      String answer;
      if (request.startsWith("GET /route/")) {
        Thread.sleep(lookupTakes);
        answer = "204 No Content\r\nX-Roomkeeper-Node: 127.0.0.1:" + port() + "\r\n\r\n";
      } else if (request.contains("Upgrade: websocket")) {
        upgraded.add(socket);
        answer = "101 Switching Protocols\r\n" + WEBSOCKET + "\r\n";
      } else {
        answer = "200 OK\r\nContent-Length: 0\r\n\r\n";
      }
      socket.getOutputStream().write(("HTTP/1.1 " + answer).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** On each socket that it took. */
    void sayMore() throws IOException {
      for (Socket socket : upgraded) {
        socket.getOutputStream().write('!');
      }
    }

    @Override
    public void close() throws IOException {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    }
  }
}
