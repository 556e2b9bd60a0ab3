package dev.roomkeeper.server.blackbox;

import dev.roomkeeper.server.blackbox.ServerProcess.Launch;
import dev.roomkeeper.server.kit.NginxServer;
import dev.roomkeeper.server.kit.PostgresServer;
import dev.roomkeeper.server.kit.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Server processes on one PostgreSQL and one Redis, behind the project's nginx. */
final class Nodes implements AutoCloseable {
  final PostgresServer postgres;
  final String database;
  final RedisServer redis;
  final NginxServer nginx;
  private final List<Launch> launches = new ArrayList<>();
  private final List<ServerProcess> processes = new ArrayList<>();

  /**
   * As many nodes.
   *
   * @param more options for each of them
   */
  Nodes(int count, Path data, String... more) throws IOException {
    redis = RedisServer.start();
    postgres = PostgresServer.start();
    database = postgres.create();
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--database", postgres.url(database), "--redis", redis.url()));
    options.addAll(List.of("--trust-proxy", "127.0.0.1"));
    options.addAll(List.of(more));
    List<Integer> ports = freePorts(count);
    for (int i = 0; i < count; i++) {
      launches.add(
          Launch.on(data.resolve("node" + i))
              .at(ports.get(i))
              .with("-Xmx512m")
              .asked(options.toArray(String[]::new)));
    }
    for (Launch launch : launches) {
      processes.add(ServerProcess.start(launch));
    }
    nginx = NginxServer.start(Path.of("../deploy/nginx.conf"), ports);
  }

  /**
   * Below those that the system gives to clients, so that a node that starts again gets its own.
   */
  private static List<Integer> freePorts(int count) {
    List<Integer> free = new ArrayList<>();
    Random random = new Random();
    while (free.size() < count) {
      int port = 12_000 + random.nextInt(20_000);
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        if (!free.contains(port)) {
          free.add(port);
        }
      } catch (IOException e) {
        // It is somebody's.
      }
    }
    return free;
  }

  int count() {
    return processes.size();
  }

  ServerProcess get(int node) {
    return processes.get(node);
  }

  void startAgain(int node) {
    processes.get(node).close();
    processes.set(node, ServerProcess.start(launches.get(node)));
  }

  void signal(String name, int node) throws IOException, InterruptedException {
    String pid = Long.toString(processes.get(node).pid());
    if (new ProcessBuilder("kill", "-" + name, pid).start().waitFor() != 0) {
      throw new IOException("kill -" + name + " " + pid + " failed");
    }
  }

  /** Which node has the room, as a node itself says to nginx; -1 for one not known here. */
  int owner(HttpClient http, String room) throws IOException, InterruptedException {
    URI lookup = URI.create("http://127.0.0.1:" + processes.getFirst().port() + "/route/" + room);
    String address =
        http.send(
                HttpRequest.newBuilder(lookup).timeout(Duration.ofSeconds(5)).build(),
                HttpResponse.BodyHandlers.discarding())
            .headers()
            .firstValue("X-Roomkeeper-Node")
            .orElse("");
    return IntStream.range(0, processes.size())
        .filter(node -> address.endsWith(":" + processes.get(node).port()))
        .findFirst()
        .orElse(-1);
  }

  @Override
  public void close() {
    nginx.close();
    processes.forEach(ServerProcess::close);
    redis.close();
    postgres.close();
  }
}
