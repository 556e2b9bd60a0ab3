package dev.roomkeeper.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.tooling.EmptyTeaVMToolLog;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/** The module as TeaVM makes it of the classes of today. */
final class Compiled {
  private static final String NOTE =
      "// Made by TeaVM from dev.roomkeeper.kinds.arena.motion; see kinds-browser. Not to be edited.\n";

  private Compiled() {}

  static Path root() {
    return Path.of(Files.exists(Path.of("README.md")) ? "." : "..");
  }

  /** Where the one that ships stands. */
  static Path shipped() {
    return root().resolve("client/src/kinds/arena/motion/motion.js");
  }

  static String motion(Path directory) throws IOException, TeaVMToolException {
    TeaVMTool tool = new TeaVMTool();
    tool.setLog(new EmptyTeaVMToolLog());
    tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
    tool.setJsModuleType(JSModuleType.ES2015);
    tool.setOptimizationLevel(TeaVMOptimizationLevel.FULL);
    tool.setObfuscated(true);
    tool.setMainClass(MotionModule.class.getName());
    tool.setClassPath(
        java.util.Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(File::new)
            .toList());
    tool.setClassLoader(Compiled.class.getClassLoader());
    tool.setTargetDirectory(directory.toFile());
    tool.setTargetFileName("motion.js");
    tool.setCacheDirectory(directory.resolve("cache").toFile());
    tool.generate();
    if (!tool.getProblemProvider().getSevereProblems().isEmpty()) {
      throw new IllegalStateException(
          "TeaVM can't compile it: " + tool.getProblemProvider().getSevereProblems());
    }
    return NOTE + Files.readString(directory.resolve("motion.js")).strip() + "\n";
  }
}
