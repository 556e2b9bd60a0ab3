package dev.roomkeeper.server.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real Redis of this machine's installed version, in memory alone, on a port of its own. */
public final class RedisServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Path directory;
  private final int port;
  private final List<String> options;
  private final @Nullable String password;
  private final Thread atExit = new Thread(this::destroy);
  private Process process;

  private RedisServer(@Nullable String password, List<String> options) {
    this.password = password;
    this.options = List.copyOf(options);
    try {
      directory = Files.createTempDirectory("roomkeeper-redis-");
      port = freePort();
      Runtime.getRuntime().addShutdownHook(atExit);
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitReady();
  }

  /**
   * Starts one.
   *
   * @param options besides the port and the directory, such as {@code --cluster-enabled}
   */
  public static RedisServer start(String... options) {
    return start(null, List.of(options));
  }

  /** Starts one that wants a password, as {@link #start(String...)} does. */
  public static RedisServer startWithPassword(String password, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--requirepass", password, "--masterauth", password));
    return start(password, all);
  }

  private static RedisServer start(@Nullable String password, List<String> options) {
    boolean installed =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(on -> Files.isExecutable(Path.of(on, "redis-server")));
    if (!installed) {
      String missing = "Redis is not installed: install the package 'redis-server'";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(missing);
      }
      Assumptions.abort(missing);
    }
    return new RedisServer(password, options);
  }

  /**
   * Below those that outgoing connections get, so that it is still free when this starts again; a
   * cluster's nodes talk on the port 10,000 above.
   */
  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(11_000, 22_000);
      if (isFree(port) && isFree(port + 10_000)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private Process launch() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "redis-server",
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                directory.toString()));
    command.addAll(options);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  private void awaitReady() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!"+PONG".equals(ask("PING"))) {
      if (System.nanoTime() > until || !process.isAlive()) {
        throw new AssertionError("Redis did not start");
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** The first line of the answer to a command, with quotes as in redis-cli; "" for none. */
  public String ask(String command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      if (password != null) {
        ask(socket, "AUTH " + password);
      }
      return ask(socket, command);
    } catch (IOException e) {
      return "";
    }
  }

  private static String ask(Socket socket, String command) throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    StringBuilder line = new StringBuilder();
    for (int c; (c = socket.getInputStream().read()) >= 0 && c != '\n'; ) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /** What it wants of whoever comes; null for nothing. */
  public @Nullable String password() {
    return password;
  }

  public int port() {
    return port;
  }

  /** As {@code --redis} takes it. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Takes everything out of it. */
  public void empty() {
    ask("FLUSHALL");
  }

  /** Ends it, with all that was in it. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Makes one cluster of these, who were started for it, without replicas. */
  public static void join(List<RedisServer> servers) {
    List<String> command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
    servers.forEach(server -> command.add("127.0.0.1:" + server.port));
    command.add("--cluster-yes");
    Path log = servers.getFirst().directory.resolve("join");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      if (servers.getFirst().password != null) {
        builder.environment().put("REDISCLI_AUTH", servers.getFirst().password);
      }
      Process join = builder.start();
      if (!join.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || join.exitValue() != 0) {
        join.destroyForcibly();
        throw new AssertionError("no cluster came about: " + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public void startAgain() {
    try {
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitReady();
  }

  /** It stays there, and answers nothing. */
  public void freeze() {
    signal("-STOP");
  }

  public void goOn() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new AssertionError("Redis is not there");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitEnd() {
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void destroy() {
    process.destroyForcibly();
    awaitEnd();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      return; // What is left lies in the system's directory for temporary files.
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    destroy();
  }
}
