package dev.roomkeeper.server.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL of this machine's installed version, over a directory of its own, that can be
 * killed, stopped and started again. With fsync, as in earnest.
 */
public final class PostgresServer implements AutoCloseable {
  private static final String USER = "roomkeeper";
  private static final long PATIENCE_SECONDS = 60;

  private static @Nullable PostgresServer shared;

  private final Path bin;
  private final Path directory;
  private final int port;
  private final AtomicInteger databases = new AtomicInteger();
  private final Thread atExit = new Thread(this::destroy);
  private Process process;

  private PostgresServer(Path bin) {
    this.bin = bin;
    try {
      directory = Files.createTempDirectory("roomkeeper-postgres-");
      port = freePort();
      if (isRoot()) {
        run("chown", "postgres", directory.toString());
      }
      run(asUser("initdb", "-D", data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale"));
      Runtime.getRuntime().addShutdownHook(atExit);
      process = launch();
      awaitReady();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one that the tests of this JVM share who do it no harm. */
  public static synchronized PostgresServer shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /** One of the caller's own. */
  public static PostgresServer start() {
    return new PostgresServer(bin());
  }

  /** Where PostgreSQL is. Without it a test is left out, but not on CI. */
  private static Path bin() {
    List<Path> found = new ArrayList<>();
    for (String on : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      found.add(Path.of(on));
    }
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      found.addAll(
          versions
              .sorted(Comparator.comparing((Path version) -> version.toString()).reversed())
              .map(version -> version.resolve("bin"))
              .toList());
    } catch (IOException e) {
      // Not Debian, or none there.
    }
    for (Path each : found) {
      if (Files.isExecutable(each.resolve("postgres"))
          && Files.isExecutable(each.resolve("initdb"))) {
        return each;
      }
    }
    String missing = "PostgreSQL is not installed: install the package 'postgresql'";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(missing);
    }
    Assumptions.abort(missing);
    throw new AssertionError(missing);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  /** PostgreSQL refuses to run as root. setpriv becomes the program, so that its pid is the one. */
  private List<String> asUser(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static void run(String... command) throws IOException {
    run(List.of(command));
  }

  private static void run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed:\n" + said);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            asUser(
                "postgres",
                "-D",
                data(),
                "-p",
                Integer.toString(port),
                "-k",
                directory.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "max_connections=200",
                "-c",
                "shared_buffers=64MB"))
        .directory(Path.of("/").toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  private Path log() {
    return directory.resolveSibling(directory.getFileName() + ".log");
  }

  private void awaitReady() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try (Connection _ = connect("postgres")) {
        return;
      } catch (SQLException e) {
        if (System.nanoTime() > until) {
          throw new AssertionError("PostgreSQL did not start:\n" + logged(), e);
        }
        try {
          if (!process.isAlive()) {
            // One that was killed leaves shared memory that its children hold on to a little
            // longer.
            process = launch();
          }
          Thread.sleep(50);
        } catch (IOException again) {
          throw new UncheckedIOException(again);
        } catch (InterruptedException again) {
          throw new AssertionError(again);
        }
      }
    }
  }

  /** What the server said. */
  public String logged() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      return e.toString();
    }
  }

  public int port() {
    return port;
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER);
  }

  /** A new and empty database; its name. */
  public String create() {
    String name = "test_" + databases.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name);
    return name;
  }

  public void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** As {@code --database} takes it. */
  public String url(String database) {
    return url(database, port);
  }

  /** As {@link #url}, by way of another port. */
  public static String url(String database, int port) {
    return "postgres://" + USER + "@127.0.0.1:" + port + "/" + database;
  }

  /** SIGKILL to the postmaster; what it had started ends when it sees that. */
  public void kill() {
    process.toHandle().destroyForcibly();
    awaitEnd();
  }

  /** As an operator stops it: sessions are ended, nothing is lost. */
  public void stop() {
    signal("INT", List.of(process.toHandle()));
    awaitEnd();
  }

  public void startAgain() {
    try {
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitReady();
  }

  /** SIGSTOP to all of it: connections stay open, and nothing is answered. */
  public void pause() {
    signal("STOP", all());
  }

  public void resume() {
    signal("CONT", all());
  }

  private List<ProcessHandle> all() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  private static void signal(String name, List<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(each -> command.add(Long.toString(each.pid())));
    try {
      run(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("PostgreSQL does not end:\n" + logged());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void destroy() {
    all().forEach(ProcessHandle::destroyForcibly);
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      Files.deleteIfExists(log());
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (IOException e) {
      // What is left lies in the system's directory for temporary files.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    destroy();
  }
}
