package dev.roomkeeper.kinds.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's tutorial is code that compiles here. */
class TutorialTest {
  @Test
  void the_tutorial_shows_this_very_file() throws IOException {
    Path root = Path.of(Files.exists(Path.of("README.md")) ? "." : "..");
    String readme = Files.readString(root.resolve("README.md"));
    String poll =
        Files.readString(
            root.resolve("kinds/src/test/java/dev/roomkeeper/kinds/tutorial/Poll.java"));

    List<String> code = poll.lines().filter(line -> !line.startsWith("package")).toList();

    assertThat(readme.lines().map(String::stripTrailing).toList())
        .containsSequence(code.subList(1, code.size()));
  }
}
