package dev.roomkeeper.bench.abuse;

import dev.roomkeeper.bench.ServerProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Looks at the server's memory, data folder and log all the time, and keeps the most it saw. */
final class Watch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 100;

  private final Running server;
  private final ServerProbe probe;
  private final long diskBefore;
  private final long logBefore;
  private final Thread thread;
  private volatile long rssMost;
  private volatile long diskMost;
  private volatile boolean isOver;

  /**
   * The most that was seen.
   *
   * @param rssBytes the process's resident set
   * @param diskBytes growth of the data folder
   * @param logBytes growth of the log
   */
  record Seen(long rssBytes, long diskBytes, long logBytes) {}

  Watch(Running server) {
    this.server = server;
    this.probe = new ServerProbe(server.pid());
    this.diskBefore = size(server.data());
    this.logBefore = server.log().toFile().length();
    this.thread = Thread.ofPlatform().name("watch").daemon().start(this::look);
  }

  private void look() {
    try {
      while (!isOver) {
        rssMost = Math.max(rssMost, probe.rssBytes());
        diskMost = Math.max(diskMost, size(server.data()));
        Thread.sleep(PERIOD_MILLIS);
      }
    } catch (UncheckedIOException e) {
      rssMost = Long.MAX_VALUE; // The process is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Seen seen() {
    return new Seen(rssMost, diskMost - diskBefore, server.log().toFile().length() - logBefore);
  }

  private static long size(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
    } catch (NoSuchFileException e) {
      return 0; // A file that was there a moment ago.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    isOver = true;
    thread.interrupt();
  }
}
