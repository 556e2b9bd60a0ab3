package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a page tells its reader to do, done word for word in a folder outside of the project. */
record Tutorial(String text) {
  private static final Pattern FILE =
      Pattern.compile("`([^`\\s]+)`:\\n\\n```[a-z]+\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMANDS = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

  /** Of the libraries those that a kind may use, and the project's own. */
  private static final Pattern NEEDED =
      Pattern.compile(
          "(jdbi3-core|jackson-core|jspecify|slf4j-api)[^/]*\\.jar$|/target/[^/]*\\.jar$");

  private static final long PATIENCE_SECONDS = 300;

  /** A part of a page of the project, from this line up to that one. */
  static Tutorial of(String page, String from, String to) throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("CHANGELOG.md"))) {
      root = Objects.requireNonNull(root.getParent());
    }
    String all = Files.readString(root.resolve(page));
    return new Tutorial(all.substring(all.indexOf(from), all.indexOf(to)));
  }

  /** Puts the files there that are shown, by their names, and returns these. */
  List<String> write(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    Matcher file = FILE.matcher(text);
    while (file.find()) {
      Path path = folder.resolve(file.group(1));
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.group(2));
      names.add(file.group(1));
    }
    return names;
  }

  /** Runs the first commands that are shown, and returns what they print. */
  String run(Path folder, Path roomkeeper) throws IOException, InterruptedException {
    Matcher commands = COMMANDS.matcher(text);
    if (!commands.find()) {
      throw new AssertionError("the page has no commands");
    }
    Path log = folder.resolve("commands.log");
    ProcessBuilder shell = new ProcessBuilder("bash", "-e", "-c", commands.group(1));
    Map<String, String> environment = shell.environment();
    environment.put("ROOMKEEPER", roomkeeper.toString());
    environment.put(
        "PATH",
        Path.of(System.getProperty("java.home"), "bin")
            + File.pathSeparator
            + environment.get("PATH"));
    Process process =
        shell
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    String printed = Files.readString(log, UTF_8);
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError("the commands failed:\n" + printed);
    }
    return printed;
  }

  /** A folder as {@code ./run} leaves it: {@code server/target/lib} with the jars of this build. */
  static Path roomkeeper(Path folder) throws IOException {
    Path lib = Files.createDirectories(folder.resolve("server/target/lib"));
    Map<String, Integer> taken = new HashMap<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path) && !path.endsWith("test-classes")) {
        int number = taken.merge("classes", 1, Integer::sum);
        jar(path, lib.resolve("classes-" + number + ".jar"));
      } else if (NEEDED.matcher(entry).find()) {
        Files.copy(path, lib.resolve(path.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return folder;
  }

  private static void jar(Path classes, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
  }
}
