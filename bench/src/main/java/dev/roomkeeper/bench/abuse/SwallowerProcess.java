package dev.roomkeeper.bench.abuse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.bench.BenchException;
import dev.roomkeeper.client.ServerAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;

/** A {@link Swallower} in a process of its own, as the server is in one. */
final class SwallowerProcess implements AutoCloseable {
  private final Process process;
  private final ServerAddress address;

  SwallowerProcess() {
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-Xmx256m",
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Swallower.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      String port = lines.readLine();
      if (port == null) {
        throw new BenchException("the process that swallows everything did not start");
      }
      address = ServerAddress.local(Integer.parseInt(port.trim()));
    } catch (IOException e) {
      throw new BenchException("could not start a process: " + e.getMessage(), e);
    }
  }

  ServerAddress address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
