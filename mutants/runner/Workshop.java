import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The copy of the sources in which mutants are tried, built once without any. Several runs may use
 * it at one time; it is brought up to date while none does.
 */
final class Workshop implements AutoCloseable {
  private static final List<String> COPIED =
      List.of(
          "*pom.xml", // Maven reads those of all modules
          ".mvn",
          "client-java",
          "engine",
          "kinds-processor",
          "kinds-test",
          "kinds-module",
          "kinds",
          "server",
          "client",
          "deploy",
          "docs/campaign.md", // which VersionsTest reads
          "docs/security.md", // which LimitsTest reads
          "scripts",
          "mutants/runner-tests",
          "package.json",
          "tsconfig.base.json");
  private static final List<String> MODULES =
      List.of(
          "client-java",
          "engine",
          "kinds-processor",
          "kinds-test",
          "kinds-module",
          "kinds/chat",
          "kinds/table",
          "kinds/lobby",
          "kinds/cardtable",
          "kinds/space",
          "kinds/arena",
          "kinds/campaign",
          "kinds/all",
          "server");

  /** The module that makes sources of the kinds' records. */
  private static final String PROCESSOR = "kinds-processor";

  private final Path root;
  private final Path copy;
  private final FileChannel lockFile;
  private FileLock lock;

  private Workshop(Path root, Path copy) throws IOException {
    this.root = root;
    this.copy = copy;
    Path folder = Files.createDirectories(root.resolve("target/mutants"));
    lockFile =
        FileChannel.open(
            folder.resolve("copy.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    lock = lockFile.lock(0, 1, true);
  }

  /** The sources themselves, to look whether mutants have their places. */
  static Workshop uncopied(Path root) throws IOException {
    return new Workshop(root, root);
  }

  /** Opens it, up to date. */
  static Workshop open(Path root) throws IOException, InterruptedException {
    Path copy = Files.createDirectories(root.resolve("target/mutants/copy"));
    Workshop workshop = new Workshop(root, copy);
    if (!workshop.isUpToDate()) {
      workshop.lock.release();
      System.out.println("Building the copy in target/mutants/copy ...");
      workshop.lock = workshop.lockFile.lock(0, 1, false);
      workshop.update();
      workshop.lock.release();
      workshop.lock = workshop.lockFile.lock(0, 1, true);
    }
    return workshop;
  }

  Path root() {
    return root;
  }

  Path copy() {
    return copy;
  }

  /** The class that runs tests in a process of their own. */
  Path testRun() {
    return copy.resolveSibling("tests");
  }

  private Path builtMark() {
    return copy.resolveSibling("built");
  }

  private List<String> sources() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "ls-files", "-co", "--exclude-standard", "--"));
    command.addAll(COPIED);
    Process listing = new ProcessBuilder(command).directory(root.toFile()).start();
    List<String> names = new ArrayList<>();
    for (String name : new String(listing.getInputStream().readAllBytes()).split("\n")) {
      if (Files.isRegularFile(root.resolve(name))) {
        names.add(name);
      }
    }
    if (listing.waitFor() != 0 || names.isEmpty()) {
      throw new IllegalStateException("git can't list the sources");
    }
    return names;
  }

  private boolean isUpToDate() throws IOException, InterruptedException {
    return Files.exists(builtMark())
        && Files.readString(builtMark()).equals(fingerprint(root, sources()));
  }

  private static String fingerprint(Path folder, List<String> names) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : names) {
      all.append(name).append(hash(Files.readAllBytes(folder.resolve(name))));
    }
    return hash(all.toString().getBytes());
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void update() throws IOException, InterruptedException {
    Files.deleteIfExists(builtMark());
    List<String> names = sources();
    String fingerprint = fingerprint(root, names);
    Set<Path> wanted = new HashSet<>();
    for (String name : names) {
      Path to = copy.resolve(name);
      wanted.add(to);
      byte[] bytes = Files.readAllBytes(root.resolve(name));
      if (!Files.exists(to) || !Arrays.equals(bytes, Files.readAllBytes(to))) {
        Files.createDirectories(to.getParent());
        Files.write(to, bytes);
      }
    }
    for (Path old : files(copy)) {
      if (!wanted.contains(old)) {
        Files.delete(old);
      }
    }
    Path modules = copy.resolve("node_modules");
    if (!Files.exists(modules)) {
      Files.createSymbolicLink(modules, root.resolve("node_modules"));
    }
    if (hasChangedLibraries()) {
      findLibraries();
    }
    for (String module : MODULES) {
      build(copy.resolve(module));
    }
    Path testRun = copy.resolve("mutants/runner-tests/TestRun.java");
    check(compile(List.of(testRun), testRun(), classpath(copy.resolve(MODULES.getFirst()))));
    Files.writeString(builtMark(), fingerprint);
  }

  private List<String> poms() throws IOException, InterruptedException {
    return sources().stream().filter(name -> name.endsWith("pom.xml")).toList();
  }

  private boolean hasChangedLibraries() throws IOException, InterruptedException {
    Path mark = copy.resolveSibling("libraries");
    return !Files.exists(mark) || !Files.readString(mark).equals(fingerprint(copy, poms()));
  }

  /** Asks Maven on what each module's tests stand; without compiling, which takes it long. */
  private void findLibraries() throws IOException, InterruptedException {
    Path log = copy.resolveSibling("libraries.log");
    Process maven =
        new ProcessBuilder(
                "mvn",
                "-B",
                "-pl",
                String.join(",", MODULES),
                "test-compile",
                "-Dmaven.main.skip=true",
                "-Dmaven.test.skip=true",
                "dependency:build-classpath",
                "-Dmdep.outputFile=target/test-classpath",
                "-Dmdep.includeScope=test")
            .directory(copy.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (maven.waitFor() != 0) {
      throw new IllegalStateException("Maven does not find the libraries: see " + log);
    }
    Files.writeString(copy.resolveSibling("libraries"), fingerprint(copy, poms()));
  }

  private void build(Path module) throws IOException {
    for (String part : List.of("main", "test")) {
      Path classes = module.resolve(part.equals("main") ? "target/classes" : "target/test-classes");
      delete(classes);
      Files.createDirectories(classes);
      Path resources = module.resolve("src/" + part + "/resources");
      for (Path file : Files.isDirectory(resources) ? files(resources) : List.<Path>of()) {
        Path to = classes.resolve(resources.relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
      Path folder = module.resolve("src/" + part + "/java");
      if (!Files.isDirectory(folder)) {
        continue;
      }
      List<Path> sources =
          files(folder).stream()
              .filter(file -> file.toString().endsWith(".java"))
              .toList();
      List<String> path = classpath(module);
      // A source that changes later finds what was made here among the classes.
      boolean makesSources = path.stream().anyMatch(item -> item.contains(PROCESSOR));
      String processing = makesSources && !module.endsWith(PROCESSOR) ? "-proc:full" : "-proc:none";
      check(compile(sources, classes, path, processing));
    }
  }

  private static void check(String problem) {
    if (problem != null) {
      throw new IllegalStateException("the sources do not compile: " + problem);
    }
  }

  /** All sources of the copy, without what builds make. */
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(
              file -> {
                String name = folder.relativize(file).toString();
                return !name.contains("target/") && !name.contains("node_modules/");
              })
          .toList();
    }
  }

  private List<Path> matching(String end, Stream<String> folders) {
    return folders
        .map(copy::resolve)
        .filter(Files::isDirectory)
        .flatMap(
            folder -> {
              try {
                return files(folder).stream();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .filter(file -> file.endsWith(end))
        .toList();
  }

  private static Path only(List<Path> found, String what) throws Mutant.Misplaced {
    if (found.size() != 1) {
      throw new Mutant.Misplaced((found.isEmpty() ? "there is no " : "there are several ") + what);
    }
    return found.getFirst();
  }

  /** The source whose path ends so. */
  Path source(String end) throws Mutant.Misplaced {
    Stream<String> folders =
        end.endsWith(".java")
            ? MODULES.stream().map(module -> module + "/src/main")
            : Stream.of("client/src");
    return only(matching(end, folders), "source " + end);
  }

  /**
   * The file of a test, such as {@code RoomTest}, {@code RoomTest#joins} or {@code view.test.ts}.
   */
  Path test(String name) throws Mutant.Misplaced {
    String file = name.replaceFirst("#.*", "");
    return file.endsWith(".ts") || file.endsWith(".tsx")
        ? only(matching(file, Stream.of("client/test")), "test " + name)
        : only(
            matching(file + ".java", MODULES.stream().map(module -> module + "/src/test")),
            "test " + name);
  }

  /** The module of a file of the copy, as a folder. */
  Path module(Path file) {
    return MODULES.stream()
        .map(copy::resolve)
        .filter(file::startsWith)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(file + " is in no module"));
  }

  /** What a module's tests run with, its own classes first. */
  List<String> classpath(Path module) throws IOException {
    List<String> path = new ArrayList<>();
    path.add(module.resolve("target/test-classes").toString());
    path.add(module.resolve("target/classes").toString());
    path.addAll(
        List.of(Files.readString(module.resolve("target/test-classpath")).strip().split(":")));
    return path;
  }

  /** Compiles without the checks of the build; what is wrong, or null. */
  static String compile(List<Path> sources, Path classes, List<String> classpath)
      throws IOException {
    return compile(sources, classes, classpath, "-proc:none");
  }

  private static String compile(
      List<Path> sources, Path classes, List<String> classpath, String processing)
      throws IOException {
    Files.createDirectories(classes);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter out = new StringWriter();
    List<String> options =
        List.of(
            processing,
            "-nowarn",
            "-parameters",
            "-d",
            classes.toString(),
            "-cp",
            String.join(":", classpath));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(out, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      return compiled ? null : out.toString().lines().findFirst().orElse("javac fails");
    }
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  /** Waits for a process; false if it took too long and was ended. */
  static boolean ends(Process process, long seconds) throws InterruptedException {
    if (process.waitFor(seconds, TimeUnit.SECONDS)) {
      return true;
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    return false;
  }

  @Override
  public void close() throws IOException {
    lock.release();
    lockFile.close();
  }
}
