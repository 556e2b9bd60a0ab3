package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.server.kit.ServerClasses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a JVM of its own, known by its port, what it prints and how it ends. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)");
  private static final Pattern METAVERSE_ADDRESS = Pattern.compile("ws://localhost:(\\d+)");
  private static final long START_SECONDS = 120;

  /** How a server is started; port 0 picks a free one. */
  record Launch(
      Path data,
      int port,
      List<String> before,
      List<String> jvmOptions,
      String main,
      List<String> options) {
    static Launch on(Path data) {
      return new Launch(data, 0, List.of(), List.of(), "dev.roomkeeper.server.Main", List.of());
    }

    /** With another main class than the server's own. */
    Launch running(Class<?> other) {
      return new Launch(data, port, before, jvmOptions, other.getName(), options);
    }

    Launch at(int samePort) {
      return new Launch(data, samePort, before, jvmOptions, main, options);
    }

    /** Under another program, as {@code strace}. */
    Launch under(String... program) {
      return new Launch(data, port, List.of(program), jvmOptions, main, options);
    }

    /** With options for the JVM. */
    Launch with(String... more) {
      return new Launch(data, port, before, List.of(more), main, options);
    }

    /** With options for the server, as {@code --origin}. */
    Launch asked(String... more) {
      return new Launch(data, port, before, jvmOptions, main, List.of(more));
    }

    List<String> command() {
      List<String> jvm = new ArrayList<>(List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"));
      jvm.addAll(jvmOptions);
      List<String> command = new ArrayList<>(before);
      command.addAll(ServerClasses.java(jvm));
      command.addAll(List.of(main, "--port", Integer.toString(port), "--data", data.toString()));
      command.addAll(options);
      return command;
    }
  }

  private final Process process;
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Integer> listening = new CompletableFuture<>();
  private final CompletableFuture<Integer> metaverse = new CompletableFuture<>();
  private final Thread atExit;
  private final Thread reader;
  private final long startedNanos = System.nanoTime();
  private final int port;

  private ServerProcess(Launch launch) {
    try {
      process =
          new ProcessBuilder(launch.command())
              .directory(launch.data.resolve("..").normalize().toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    atExit = new Thread(this::destroyAll);
    Runtime.getRuntime().addShutdownHook(atExit);
    reader = Thread.ofVirtual().start(this::read);
    try {
      port = listening.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      close();
      throw new IllegalStateException("the server did not start:\n" + log(), e);
    }
  }

  /** Starts a server and waits until it listens. */
  static ServerProcess start(Launch launch) {
    return new ServerProcess(launch);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        Matcher address = ADDRESS.matcher(line);
        if (!listening.isDone() && address.find()) {
          listening.complete(Integer.parseInt(address.group(1)));
        }
        Matcher metaverseAddress = METAVERSE_ADDRESS.matcher(line);
        if (metaverseAddress.find()) {
          metaverse.complete(Integer.parseInt(metaverseAddress.group(1)));
        }
      }
    } catch (IOException e) {
      log.add("(the output ended: " + e.getMessage() + ")");
    }
    listening.completeExceptionally(new IOException("it ended"));
  }

  int port() {
    return port;
  }

  /** The port that {@code --metaverse-port} asked for. */
  int metaversePort() {
    return metaverse.orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
  }

  long pid() {
    return javaHandle().pid();
  }

  /** When it was asked to start, on the clock of {@link System#nanoTime}. */
  long startedNanos() {
    return startedNanos;
  }

  /** All it printed so far, to its output and its error output. */
  String log() {
    return String.join("\n", log);
  }

  /** The lines that tell of something gone wrong. */
  List<String> complaints() {
    return log.stream()
        .filter(line ->
            line.contains(" ERROR ")
                || line.contains(" WARN ")
                || line.contains("Exception")
                || line.contains("LEAK")
                || line.startsWith("\tat "))
        .toList();
  }

  private ProcessHandle javaHandle() {
    return process.descendants().reduce((_, last) -> last).orElse(process.toHandle());
  }

  /** SIGKILL. */
  void kill() {
    javaHandle().destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM; the exit code. */
  int terminate() {
    javaHandle().destroy();
    return awaitEnd();
  }

  /** The exit code, when it has ended by itself. */
  int awaitEnd() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server does not end:\n" + log());
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Bytes in use on the heap after a full collection. */
  long heapBytesAfterCollection() {
    jcmd("GC.run");
    jcmd("GC.run"); // What the first found weakly held, the second frees.
    // By class and not by what the spaces hold: a full collection leaves fillers, some MB of them.
    Matcher row =
        Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +(\\S+)").matcher(jcmd("GC.class_histogram"));
    long bytes = 0;
    while (row.find()) {
      bytes += row.group(2).contains("FillerElement") ? 0 : Long.parseLong(row.group(1));
    }
    if (bytes == 0) {
      throw new IllegalStateException("GC.class_histogram reads otherwise");
    }
    return bytes;
  }

  String threadDump() {
    return jcmd("Thread.print");
  }

  /** What the heap is full of: the classes with the most bytes. */
  String heapInfo() {
    String histogram = jcmd("GC.class_histogram");
    return jcmd("GC.heap_info") + String.join("\n", histogram.lines().limit(30).toList());
  }

  private String jcmd(String command) {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid()),
                  command)
              .redirectErrorStream(true)
              .start();
      String said = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
      jcmd.waitFor();
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How many files and sockets it has open. */
  int openFiles() {
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
      return (int) open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void destroyAll() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
  }

  @Override
  public void close() {
    destroyAll();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The test's own JVM ends; the hook runs.
      return;
    }
    awaitEnd();
  }
}
