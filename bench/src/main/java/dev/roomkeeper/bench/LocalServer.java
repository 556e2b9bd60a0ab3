package dev.roomkeeper.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server on a free port with an empty data folder; both end with the run. */
public final class LocalServer implements AutoCloseable {
  private static final Pattern ADDRESS =
      Pattern.compile("https?://(?:localhost|127\\.0\\.0\\.1):[1-9][0-9]*");

  /**
   * The bench makes all guests and rooms from one address, faster than the usual limits allow
   * (security.md).
   */
  private static final List<String> LIMITS =
      List.of(
          "--limit=guests-by-address=1000000+10000/s",
          "--limit=new-rooms-by-user=100000+1000/s",
          "--limit=new-rooms-by-address=100000+1000/s",
          "--limit=rooms-by-user=100000",
          "--limit=requests-by-address=100000+10000/s",
          "--limit=handshakes-by-address=100000+10000/s");

  /** The first start may build the server. */
  private static final Duration START_MAX = Duration.ofMinutes(10);

  private final Process process;
  private final Path folder;
  private final Path log;
  private final Thread atExit = new Thread(this::stop, "stop-server");

  private LocalServer(Process process, Path folder, Path log) {
    this.process = process;
    this.folder = folder;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts the program {@code run} of the repository at the given root, with wide limits. */
  static LocalServer start(Path root) {
    return start(root, "", LIMITS);
  }

  /** Starts {@code run} with the usual limits, and with these further options of the JVM. */
  public static LocalServer withUsualLimits(Path root, String javaOptions) {
    return start(root, javaOptions, List.of());
  }

  private static LocalServer start(Path root, String javaOptions, List<String> options) {
    try {
      Path folder = Files.createTempDirectory("roomkeeper-bench");
      Path log = folder.resolve("server.log");
      List<String> command =
          new ArrayList<>(
              List.of(
                  root.resolve("run").toString(),
                  "--port",
                  "0",
                  "--data",
                  folder.resolve("data").toString()));
      command.addAll(options);
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().merge("JAVA_OPTS", javaOptions, (given, more) -> given + " " + more);
      return new LocalServer(builder.start(), folder, log);
    } catch (IOException e) {
      throw new BenchException("could not start the server: " + e.getMessage(), e);
    }
  }

  /** The address that the server prints once it listens. */
  public URI awaitUrl() {
    long deadline = System.nanoTime() + START_MAX.toNanos();
    try {
      while (System.nanoTime() < deadline) {
        boolean alive = process.isAlive();
        String printed = Files.readString(log, StandardCharsets.UTF_8);
        URI url = address(printed);
        if (url != null) {
          return url;
        }
        if (!alive) {
          throw new BenchException("the server ended while it started:\n" + printed);
        }
        Thread.sleep(100);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new BenchException("interrupted", e);
    }
    throw new BenchException(
        "the server printed no address within " + START_MAX.toMinutes() + " minutes");
  }

  /** The first address of a server on this machine in its output. */
  static @Nullable URI address(String printed) {
    Matcher matcher = ADDRESS.matcher(printed);
    return matcher.find() ? URI.create(matcher.group()) : null;
  }

  /** The pid of the Java process: that of {@code run}, or of its child. */
  public long pid() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(LocalServer::isJava)
        .findFirst()
        .orElseThrow(() -> new BenchException("the server has no Java process"))
        .pid();
  }

  /** The file with the server's output. */
  public Path log() {
    return log;
  }

  /** The server's data folder. */
  public Path data() {
    return folder.resolve("data");
  }

  private static boolean isJava(ProcessHandle handle) {
    Optional<String> command = handle.info().command();
    return command.isPresent() && Path.of(command.get()).endsWith("java");
  }

  private void stop() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor(10, TimeUnit.SECONDS);
      }
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException e) {
      System.err.println("bench: could not remove the temporary data: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
