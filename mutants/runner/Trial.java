import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tries one mutant: puts it into files of its own, compiles what it changes, runs the tests. */
final class Trial {
  private static final long SECONDS_MAX = 240;

  /** What came of it. */
  sealed interface Verdict {
    record Caught(String by) implements Verdict {}

    record Survived() implements Verdict {}

    /** It says nothing: its place is gone, it does not compile, or there is no such test. */
    record Wrong(String why) implements Verdict {}
  }

  private final Workshop workshop;
  private final Path scratch;

  /**
   * @param scratch a folder of its own, deleted in the end
   */
  Trial(Workshop workshop, Path scratch) {
    this.workshop = workshop;
    this.scratch = scratch;
  }

  /** Tries a mutant. */
  Verdict run(Mutant mutant) throws IOException, InterruptedException {
    Workshop.delete(scratch);
    try {
      boolean isJava = mutant.edits().getFirst().file().endsWith(".java");
      return isJava ? runJava(mutant) : runClient(mutant);
    } catch (Mutant.Misplaced e) {
      return new Verdict.Wrong(e.getMessage());
    } finally {
      Workshop.delete(scratch);
    }
  }

  /** Runs tests without a mutant, which have to pass. */
  Verdict runWithout(String test) throws IOException, InterruptedException {
    Workshop.delete(scratch);
    try {
      Files.createDirectories(scratch.resolve("classes"));
      if (!test.contains(".ts")) {
        return runTests(test);
      }
      copyClient();
      return runVitest(test);
    } catch (Mutant.Misplaced e) {
      return new Verdict.Wrong(e.getMessage());
    } finally {
      Workshop.delete(scratch);
    }
  }

  // --- Java ---

  private Verdict runJava(Mutant mutant)
      throws IOException, InterruptedException, Mutant.Misplaced {
    Path classes = Files.createDirectories(scratch.resolve("classes"));
    Path changed = scratch.resolve("src");
    List<Path> originals = new ArrayList<>();
    for (Mutant.Edit edit : mutant.edits()) {
      Path original = workshop.source(edit.file());
      Path file = changed.resolve(workshop.copy().relativize(original));
      String text = Files.readString(Files.exists(file) ? file : original);
      Files.createDirectories(file.getParent());
      Files.writeString(file, edit.applied(text));
      originals.add(original);
    }
    Path module = workshop.module(originals.getFirst());
    boolean all = mutant.edits().stream().anyMatch(Mutant.Edit::changesConstant);
    String problem = compile(module, changed, classes, all);
    if (problem != null) {
      return new Verdict.Wrong("it does not compile: " + problem);
    }
    for (String test : mutant.tests()) {
      Verdict verdict = runTests(test);
      if (!(verdict instanceof Verdict.Survived)) {
        return verdict;
      }
    }
    return new Verdict.Survived();
  }

  private String compile(Path module, Path changed, Path classes, boolean all) throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(changed)) {
      files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
    }
    if (all) {
      try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !Files.exists(changed.resolve(workshop.copy().relativize(file))))
            .forEach(sources::add);
      }
    }
    return Workshop.compile(sources, classes, workshop.classpath(module));
  }

  /** Runs a test class, or one test of it, in a process of its own. */
  private Verdict runTests(String test) throws IOException, InterruptedException, Mutant.Misplaced {
    Path file = workshop.test(test);
    Path module = workshop.module(file);
    String source = module.resolve("src/test/java").relativize(file).toString();
    String name = source.replaceFirst("\\.java$", "").replace('/', '.');
    int hash = test.indexOf('#');
    List<String> path = new ArrayList<>();
    path.add(scratch.resolve("classes").toString());
    path.addAll(workshop.classpath(module));
    path.add(workshop.testRun().toString());
    Path log = scratch.resolve("log");
    Process tests =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-cp",
                String.join(":", path),
                "TestRun",
                hash < 0 ? name : name + test.substring(hash))
            .directory(module.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return Workshop.ends(tests, SECONDS_MAX)
        ? verdict(test, tests.exitValue(), log)
        : new Verdict.Caught(test + " took more than " + SECONDS_MAX + " s");
  }

  private static Verdict verdict(String test, int exit, Path log) throws IOException {
    List<String> lines = Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1);
    return switch (exit) {
      case 0 -> new Verdict.Survived();
      case 1 ->
          new Verdict.Caught(
              lines.stream()
                  .filter(line -> line.startsWith("FAILED "))
                  .findFirst()
                  .map(line -> line.substring(7))
                  .orElse(test));
      default ->
          new Verdict.Wrong(
              test + ": " + (lines.isEmpty() ? "exit status " + exit : lines.getLast()));
    };
  }

  // --- The TypeScript client ---

  private Path copyClient() throws IOException {
    Path client = workshop.copy().resolve("client");
    Path mine = scratch.resolve("client");
    try (Stream<Path> files = Files.walk(client)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = mine.resolve(client.relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    Files.copy(
        workshop.copy().resolve("tsconfig.base.json"), scratch.resolve("tsconfig.base.json"));
    Files.createSymbolicLink(
        scratch.resolve("node_modules"), workshop.root().resolve("node_modules"));
    return mine;
  }

  private Verdict runClient(Mutant mutant)
      throws IOException, InterruptedException, Mutant.Misplaced {
    copyClient();
    for (Mutant.Edit edit : mutant.edits()) {
      Path file = scratch.resolve(workshop.copy().relativize(workshop.source(edit.file())));
      Files.writeString(file, edit.applied(Files.readString(file)));
    }
    for (String test : mutant.tests()) {
      Verdict verdict = runVitest(test);
      if (!(verdict instanceof Verdict.Survived)) {
        return verdict;
      }
    }
    return new Verdict.Survived();
  }

  private Verdict runVitest(String test)
      throws IOException, InterruptedException, Mutant.Misplaced {
    String file = workshop.copy().resolve("client").relativize(workshop.test(test)).toString();
    Path log = scratch.resolve("log");
    ProcessBuilder vitest =
        new ProcessBuilder(
                workshop.root().resolve("node_modules/.bin/vitest").toString(), "run", file)
            .directory(scratch.resolve("client").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    vitest.environment().put("NO_COLOR", "1");
    Process running = vitest.start();
    if (!Workshop.ends(running, SECONDS_MAX)) {
      return new Verdict.Caught(test + " took more than " + SECONDS_MAX + " s");
    }
    List<String> lines = Files.readAllLines(log);
    boolean ran = lines.stream().anyMatch(line -> line.matches("\\s+Tests .*"));
    String failed =
        lines.stream()
            .map(String::strip)
            .filter(line -> line.startsWith("FAIL "))
            .findFirst()
            .map(line -> line.substring(5).strip())
            .orElse(test);
    return running.exitValue() == 0
        ? new Verdict.Survived()
        : ran
            ? new Verdict.Caught(failed)
            : new Verdict.Wrong(test + ": " + (lines.isEmpty() ? "no output" : lines.getLast()));
  }
}
