package dev.roomkeeper.server.kit;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a server in a process of its own. A run of all tests starts some hundred servers,
 * so after the first few it has the JVM keep the classes as it has loaded and linked them: then a
 * start takes half the time. The JVM can do that for jars only.
 */
public final class ServerClasses {
  private static final int STARTS_BEFORE = 8;
  private static final long TRAINING_SECONDS = 120;

  /** What the kept classes depend on; each server is started with these. */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:TieredStopAtLevel=1", // It never lives long enough for the other compiler.
          "-XX:ReservedCodeCacheSize=240m", // As with both; a small one makes full collections.
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final AtomicInteger STARTS = new AtomicInteger();
  private static volatile @Nullable List<String> kept;

  private ServerClasses() {}

  /** The program {@code java} with its options, the class path the last of them. */
  public static List<String> java(List<String> jvmOptions) {
    if (STARTS.incrementAndGet() == STARTS_BEFORE) {
      Thread.ofPlatform().daemon().name("keep-classes").start(ServerClasses::keep);
    }
    List<String> classes = kept;
    return command(
        jvmOptions,
        classes == null ? List.of("-cp", System.getProperty("java.class.path")) : classes);
  }

  private static List<String> command(List<String> jvmOptions, List<String> classes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    command.addAll(jvmOptions);
    command.addAll(classes);
    return command;
  }

  private static void keep() {
    try {
      Path folder = Files.createTempDirectory("roomkeeper-classes");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      String jars = jars(folder);
      Path cache = folder.resolve("classes.aot");
      train(folder, List.of("-XX:AOTCacheOutput=" + cache, "-cp", jars));
      if (Files.exists(cache)) {
        kept = List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-cp", jars);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // The tests go on without.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The class path, with a jar in place of each folder. */
  private static String jars(Path folder) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        Path jar = folder.resolve(jars.size() + ".jar");
        pack(path, jar);
        jars.add(jar.toString());
      } else if (Files.exists(path)) {
        jars.add(entry);
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  private static void pack(Path classes, Path jar) throws IOException {
    List<Path> entries;
    try (Stream<Path> all = Files.walk(classes)) {
      entries = all.filter(path -> !path.equals(classes)).sorted().toList();
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out)) {
      for (Path entry : entries) {
        String name = classes.relativize(entry).toString();
        if (Files.isDirectory(entry)) { // Who looks for migrations looks for their folder.
          packed.putNextEntry(new JarEntry(name + "/"));
        } else {
          packed.putNextEntry(new JarEntry(name));
          Files.copy(entry, packed);
        }
      }
    }
  }

  /** A server that starts and stops; as it ends the JVM writes down its classes. */
  private static void train(Path folder, List<String> classes)
      throws IOException, InterruptedException {
    List<String> command = command(List.of("-Xmx256m"), classes);
    command.addAll(
        List.of(
            "dev.roomkeeper.server.Main",
            "--port",
            "0",
            "--data",
            folder.resolve("data").toString()));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TRAINING_SECONDS);
      while (!Files.readString(log).contains("http://") && System.nanoTime() < deadline) {
        if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
      process.destroy();
      process.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      System.err.println("could not delete " + folder + ": " + e.getMessage());
    }
  }
}
