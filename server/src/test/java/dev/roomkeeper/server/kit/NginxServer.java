package dev.roomkeeper.server.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real nginx of this machine's installed version with the project's own configuration, in front
 * of nodes on this machine. Only where it listens and keeps its files is changed.
 */
public final class NginxServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Path directory;
  private final int port;
  private final Thread atExit = new Thread(this::destroy);
  private final Process process;

  private NginxServer(Path program, Path configuration, List<Integer> nodePorts) {
    try {
      directory = Files.createTempDirectory("roomkeeper-nginx-");
      // Its workers are somebody else, where it was started by root.
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      String written = Files.readString(configuration);
      String here = replaced(written, "listen 8080;", "listen 127.0.0.1:" + port + ";");
      Files.writeString(directory.resolve("nginx.conf"), here);
      Files.writeString(
          directory.resolve("nodes.conf"),
          nodePorts.stream()
              .map(node -> "server 127.0.0.1:" + node + " max_fails=1 fail_timeout=1s;\n")
              .collect(Collectors.joining()));
      Runtime.getRuntime().addShutdownHook(atExit);
      process =
          new ProcessBuilder(
                  program.toString(),
                  "-p",
                  directory + "/",
                  "-c",
                  "nginx.conf",
                  "-e",
                  "stderr",
                  "-g",
                  "daemon off;")
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitListening();
  }

  private static String replaced(String text, String what, String by) {
    if (!text.contains(what)) {
      throw new IllegalStateException("deploy/nginx.conf has no \"" + what + "\" any more");
    }
    return text.replace(what, by);
  }

  /** Starts one. Without nginx on this machine a test is left out, but not on CI. */
  public static NginxServer start(Path configuration, List<Integer> nodePorts) {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    for (String on : path.split(File.pathSeparator, -1)) {
      Path program = Path.of(on, "nginx");
      if (Files.isExecutable(program)) {
        return new NginxServer(program, configuration, nodePorts);
      }
    }
    String missing = "nginx is not installed: install the package 'nginx'";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(missing);
    }
    Assumptions.abort(missing);
    throw new AssertionError(missing);
  }

  private void awaitListening() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (System.nanoTime() > until || !process.isAlive()) {
          String said = logged();
          close();
          throw new AssertionError("nginx did not start:\n" + said, e);
        }
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  public int port() {
    return port;
  }

  /** What it said. */
  public String logged() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void destroy() {
    List<ProcessHandle> workers = process.descendants().toList();
    process.destroy(); // SIGTERM: it ends its workers, which SIGKILL would leave behind.
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        workers.forEach(ProcessHandle::destroyForcibly);
      }
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (IOException e) {
      return; // What is left lies in the system's directory for temporary files.
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
