package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roomkeeper.server.blackbox.ServerProcess.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/campaign.md run a fight as they stand there, by curl alone. */
@Timeout(120)
final class CampaignCurlTest {
  private static final Pattern SCRIPT = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final String ADDRESS = "http://localhost:8080/";

  @TempDir Path temp;

  @Test
  void the_documents_commands_run_a_fight() throws Exception {
    boolean hasTools = runs("curl", "--version") && runs("jq", "--version");
    if ("true".equals(System.getenv("CI"))) {
      assertThat(hasTools).as("CI has curl and jq").isTrue();
    }
    assumeTrue(hasTools, "curl and jq are not both on this machine");
    Matcher found = SCRIPT.matcher(Files.readString(Path.of("../docs/campaign.md")));
    assertThat(found.find()).isTrue();
    String script = found.group(1);
    assertThat(script).contains(ADDRESS);
    List<String> all = script.lines().filter(line -> line.startsWith("does ")).toList();
    List<String> stale = all.stream().filter(line -> line.contains("# CONFLICT")).toList();
    assertThat(stale).isNotEmpty();

    try (ServerProcess server = ServerProcess.start(Launch.on(temp.resolve("data")))) {
      List<String> out = bash(script.replace(ADDRESS, "http://localhost:" + server.port() + "/"));

      assertThat(out.stream().filter(line -> line.matches("\\{\"version\":\\d+}")))
          .as(String.join("\n", out))
          .hasSize(all.size() - stale.size());
      assertThat(out.stream().filter(line -> line.contains("\"status\"")))
          .hasSameSizeAs(stale)
          .allSatisfy(line -> assertThat(line).contains("CONFLICT").contains("Goblin"));
      assertThat(String.join("", out)).contains("\"places\":");
      assertThat(out.stream().filter(line -> line.startsWith("{") && line.contains("meaning")))
          .hasSize(5)
          .allSatisfy(move -> assertThat(move).contains("\"number\":"));
      assertThat(server.complaints()).isEmpty();
    }
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /** The lines that the script writes. It fails where one of its commands does. */
  private List<String> bash(String script) throws IOException, InterruptedException {
    Path out = temp.resolve("out");
    Process bash =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    if (!bash.waitFor(60, TimeUnit.SECONDS)) {
      bash.destroyForcibly().waitFor();
      throw new AssertionError("the script hangs: " + Files.readString(out));
    }
    assertThat(bash.exitValue()).as(Files.readString(out)).isZero();
    return Files.readAllLines(out);
  }
}
