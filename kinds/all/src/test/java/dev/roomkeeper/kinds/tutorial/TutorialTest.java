package dev.roomkeeper.kinds.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.kinds.FoundKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's tutorial is code that compiles here. */
class TutorialTest {
  @Test
  void the_tutorial_shows_this_very_code() throws IOException {
    Path root = FoundKinds.root();
    List<String> readme =
        Files.readString(root.resolve("README.md")).lines().map(String::stripTrailing).toList();

    for (String file : List.of("Poll.java", "PollTest.java")) {
      List<String> code =
          Files.readString(
                  root.resolve("kinds/all/src/test/java/dev/roomkeeper/kinds/tutorial/" + file))
              .lines()
              .filter(line -> !line.startsWith("package"))
              .toList();
      assertThat(readme).containsSequence(code.subList(1, code.size()));
    }
  }
}
