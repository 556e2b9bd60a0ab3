package dev.roomkeeper.bench.abuse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.client.ServerAddress;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Some of the attacks of {@code ./bench/bench abuse}, for a short while each, on a server in a
 * process of its own with 256 MB of heap and its usual limits.
 */
@Tag("slow")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AbuseTest {
  private static final double SECONDS = 2;
  private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)");
  private static final int START_SECONDS = 60;

  /** The machine may be busy with other tests: people are served soon after, whatever happened. */
  private static final int SERVED_SECONDS = 30;

  @TempDir static Path folder;
  static Process process;
  static Stand stand;
  static ServerAddress address;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Path log = folder.resolve("server.log");
    Path data = folder.resolve("data");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.roomkeeper.server.Main",
                "--port",
                "0",
                "--data",
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    address = ServerAddress.local(awaitPort(log));
    stand =
        new Stand(
            new Running(address, process.pid(), data, log),
            new PrintWriter(new OutputStreamWriter(System.out, UTF_8), true));
  }

  private static int awaitPort(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      Matcher found = ADDRESS.matcher(Files.readString(log, UTF_8));
      if (found.find()) {
        return Integer.parseInt(found.group(1));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("the server did not start:\n" + Files.readString(log, UTF_8));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (stand != null) {
      stand.close();
    }
    process.destroyForcibly().waitFor();
  }

  static List<String> attacks() {
    return List.of(
        "small-leaves", "board-patches", "wrong-passwords", "pings", "large-patches", "rejoins");
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void L3_no_bystander_is_refused_memory_and_disk_hold_and_the_attackers_are_told(String name)
      throws InterruptedException {
    Attack attack = Attacks.named(List.of(name)).getFirst();
    Outcome.Phase phase = stand.run(attack, address, SECONDS);
    assertThat(Outcome.faultsBesidesLatency(attack, SECONDS, phase)).isEmpty();
    assertThat(process.isAlive()).isTrue();
    stand.awaitServed(SERVED_SECONDS);
  }
}
