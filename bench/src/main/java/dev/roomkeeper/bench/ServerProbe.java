package dev.roomkeeper.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the server's process has used, from {@code /proc/<pid>} and, if the JDK has it, {@code
 * jcmd}.
 */
public final class ServerProbe {
  private final long pid;
  private final Path directory;

  /**
   * Sums since the server's start.
   *
   * @param writtenBytes by all write calls, to sockets and to disk
   */
  record Usage(double cpuSeconds, long writtenBytes, long writeCalls) {
    Usage minus(Usage earlier) {
      return new Usage(
          cpuSeconds - earlier.cpuSeconds,
          writtenBytes - earlier.writtenBytes,
          writeCalls - earlier.writeCalls);
    }
  }

  /**
   * The memory in use.
   *
   * @param heapBytes live bytes of the heap after a full collection, or null without jcmd
   */
  record Memory(long rssBytes, long anonymousBytes, @Nullable Long heapBytes) {}

  public ServerProbe(long pid) {
    this.pid = pid;
    this.directory = Path.of("/proc", Long.toString(pid));
    if (!Files.isDirectory(directory)) {
      throw new BenchException(
          "there is no process " + pid + " on this machine (--pid is the server's)");
    }
  }

  Usage usage() {
    String io = read("io");
    return new Usage(
        ProcText.cpuSeconds(read("stat")),
        ProcText.number(io, "wchar"),
        ProcText.number(io, "syscw"));
  }

  /** Reads the memory after a full collection, if {@code jcmd} is there. Takes some 100 ms. */
  Memory memory() {
    String collected = jcmd("GC.run");
    String heap = collected == null ? null : jcmd("GC.heap_info");
    String rollup = read("smaps_rollup");
    return new Memory(
        ProcText.number(rollup, "Rss") * 1024,
        ProcText.number(rollup, "Anonymous") * 1024,
        heap == null ? null : ProcText.heapUsedBytes(heap));
  }

  /** The resident set now, in bytes. */
  public long rssBytes() {
    return ProcText.number(read("status"), "VmRSS") * 1024;
  }

  List<String> jvmOptions() {
    return ProcText.jvmOptions(read("cmdline"));
  }

  private @Nullable String jcmd(String command) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      return null;
    }
    try {
      Process process =
          new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? output : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      throw new BenchException("interrupted", e);
    }
  }

  private String read(String file) {
    return readProc(directory.resolve(file));
  }

  static String readProc(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
