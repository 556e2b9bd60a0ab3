package dev.roomkeeper.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server and the browser move bodies and shots by the same rules, to the bit. */
final class MotionModuleTest {
  private static final int STEPS = 1_000_000;
  private static final int MODULE_BYTES_MAX = 60_000;

  /**
   * To write it anew: {@code mvn -pl kinds-browser -am test -Dtest=MotionModuleTest
   * -Dsurefire.failIfNoSpecifiedTests=false -Dmodule=write}.
   */
  @Test
  void the_module_that_ships_is_made_of_the_rules_of_today(@TempDir Path directory)
      throws Exception {
    String made = Compiled.motion(directory);
    if (System.getProperty("module", "").equals("write")) {
      Files.createDirectories(Compiled.shipped().getParent());
      Files.writeString(Compiled.shipped(), made);
    }
    assertThat(Files.readString(Compiled.shipped())).isEqualTo(made);
    assertThat(zipped(made)).isLessThan(MODULE_BYTES_MAX);
  }

  @Test
  void a_million_random_steps_come_to_the_same_bits_on_both_sides() throws Exception {
    int seed = Integer.getInteger("seed", 20_261_129);
    assertThat(node("trace", seed)).isEqualTo(Trace.of(seed, STEPS));
  }

  private static List<String> node(String what, int seed) throws Exception {
    Path script = Compiled.root().resolve("kinds-browser/src/test/js/" + what + ".mjs");
    Process process =
        new ProcessBuilder(
                "node",
                script.toString(),
                Compiled.shipped().toAbsolutePath().toString(),
                String.valueOf(seed),
                String.valueOf(STEPS))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }

  private static int zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.size();
  }
}
