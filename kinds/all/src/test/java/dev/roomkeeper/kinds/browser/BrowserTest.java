package dev.roomkeeper.kinds.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.EmptyTeaVMToolLog;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/** The rules run in a browser as they are: one module of all kinds does there what it does here. */
final class BrowserTest {
  private static final String PLAY =
      """
      const rooms = await import(process.argv[1]);
      const all = [rooms.lobby(), rooms.cardTable(), rooms.space(), rooms.refused()];
      process.stdout.write(all.join("\\n---\\n"));
      """;

  @TempDir Path folder;

  @Test
  void the_kinds_compile_to_one_module_and_play_the_same_in_node() throws Exception {
    compile();
    String here =
        String.join(
            "\n---\n",
            PlayedRooms.lobby(),
            PlayedRooms.cardTable(),
            PlayedRooms.space(),
            PlayedRooms.refused());
    assertThat(here).contains("Ack").contains("Reject").contains("5.25").contains("👋");
    assertThat(inNode()).isEqualTo(here);
  }

  private void compile() throws TeaVMToolException {
    TeaVMTool tool = new TeaVMTool();
    tool.setLog(new EmptyTeaVMToolLog());
    tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
    tool.setJsModuleType(JSModuleType.ES2015);
    tool.setOptimizationLevel(TeaVMOptimizationLevel.SIMPLE);
    tool.setMainClass(PlayedRooms.class.getName());
    tool.setClassPath(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(File::new)
            .toList());
    tool.setClassLoader(BrowserTest.class.getClassLoader());
    tool.setTargetDirectory(folder.toFile());
    tool.setTargetFileName("rooms.js");
    tool.setCacheDirectory(folder.resolve("cache").toFile());
    tool.generate();
    assertThat(tool.getProblemProvider().getSevereProblems().stream().map(BrowserTest::text))
        .isEmpty();
  }

  private static String text(Problem problem) {
    DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
    problem.render(text);
    return text.getText();
  }

  private String inNode() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("package.json"), "{\"type\":\"module\"}");
    Path said = folder.resolve("said.txt");
    Path wrong = folder.resolve("wrong.txt");
    Process node =
        new ProcessBuilder(
                "node",
                "--input-type=module",
                "-e",
                PLAY,
                folder.resolve("rooms.js").toUri().toString())
            .redirectOutput(said.toFile())
            .redirectError(wrong.toFile())
            .start();
    assertThat(node.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(node.exitValue()).as(Files.readString(wrong)).isZero();
    return Files.readString(said, UTF_8);
  }
}
