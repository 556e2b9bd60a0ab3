package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.server.kit.ServerClasses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process started with these options, and nothing else: whether it came to listen, or how it
 * ended. It is stopped when that is known.
 *
 * @param listens whether it said at which address it is
 * @param status with which it ended by itself; -1 if it listens
 * @param output all it printed
 */
record StartAttempt(boolean listens, int status, String output) {
  private static final long PATIENCE_SECONDS = 120;

  /** Runs in the directory, where its data are kept as well unless the options say otherwise. */
  static StartAttempt of(Path directory, List<String> options) {
    List<String> command = new ArrayList<>(ServerClasses.java(List.of("-Xmx128m")));
    command.add("dev.roomkeeper.server.Main");
    command.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("ROOMKEEPER_"));
    try {
      Process process = builder.start();
      Thread deadline =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
                  process.destroyForcibly();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      try {
        return await(process);
      } finally {
        deadline.interrupt();
        process.destroyForcibly();
        process.waitFor();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static StartAttempt await(Process process) throws IOException, InterruptedException {
    StringBuilder output = new StringBuilder();
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.append(line).append('\n');
        if (line.startsWith("Roomkeeper is at ")) {
          return new StartAttempt(true, -1, output.toString());
        }
      }
    }
    return new StartAttempt(false, process.waitFor(), output.toString());
  }
}
