package dev.roomkeeper.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.RoomHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Lines of source made wrong, compiled in memory and loaded beside what is right. */
final class Mutation {
  private static final Path MAIN = Path.of("src/main/java/dev/roomkeeper/engine");
  private static final Path SIM = Path.of("src/test/java/dev/roomkeeper/engine/sim");

  private Mutation() {}

  /** One wrong line. */
  record Edit(Path file, String right, String wrong) {}

  static Edit in(String type, String right, String wrong) {
    return new Edit(MAIN.resolve(type + ".java"), right, wrong);
  }

  static Edit inSim(String type, String right, String wrong) {
    return new Edit(SIM.resolve(type + ".java"), right, wrong);
  }

  /** What a static method of a simulation throws; null for nothing. */
  static @Nullable Throwable failure(Method run, Object... arguments)
      throws IllegalAccessException {
    try {
      run.invoke(null, arguments);
      return null;
    } catch (InvocationTargetException thrown) {
      return thrown.getCause();
    }
  }

  /**
   * Asserts that one of so many seeds shows the mutant by a violation, and that the engine as it is
   * passes that seed.
   *
   * @param wrong takes a seed and the last argument, as the right one does
   */
  static void isCaught(
      String mutant, Method wrong, Method right, long firstSeed, int seeds, Object last)
      throws IllegalAccessException {
    Throwable other = null;
    for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
      Throwable failure = failure(wrong, seed, last);
      if (failure != null && isViolation(failure)) {
        String first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        System.out.printf("%s: %s%n", mutant, first.substring(0, Math.min(160, first.length())));
        assertThat(failure(right, seed, last)).as("the engine as it is, seed %d", seed).isNull();
        return;
      }
      other = failure == null ? other : failure;
    }
    throw new AssertionError(mutant + " is not caught by " + seeds + " seeds", other);
  }

  private static boolean isViolation(Throwable failure) {
    return failure.getClass().getName().equals(Violation.class.getName());
  }

  /** The simulation, with all of the engine, as it is with these edits. */
  static Class<?> load(Class<?> simulation, List<Edit> edits) throws Exception {
    Class<?> loaded = new Mutated(compile(edits)).loadClass(simulation.getName());
    assertThat(loaded).isNotSameAs(simulation);
    return loaded;
  }

  private static Map<String, byte[]> compile(List<Edit> edits) throws Exception {
    Map<Path, String> sources = new HashMap<>();
    for (Edit edit : edits) {
      String source = sources.getOrDefault(edit.file, Files.readString(edit.file));
      int at = source.indexOf(edit.right);
      assertThat(at).as("%s is in %s", edit.right, edit.file).isNotNegative();
      assertThat(source.indexOf(edit.right, at + 1))
          .as("%s is there once", edit.right)
          .isNegative();
      sources.put(edit.file, source.replace(edit.right, edit.wrong));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        InMemory memory = new InMemory(files)) {
      boolean isCompiled =
          compiler
              .getTask(
                  complaints,
                  memory,
                  null,
                  List.of("-proc:none", "-nowarn", "-classpath", classpath()),
                  null,
                  sources.entrySet().stream()
                      .map(entry -> new Source(entry.getKey(), entry.getValue()))
                      .toList())
              .call();
      assertThat(isCompiled).as(complaints.toString()).isTrue();
      return memory.classes();
    }
  }

  private static String classpath() {
    return Stream.of(RoomHost.class, Simulation.class, NullMarked.class)
        .map(type ->
            Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation() + "")))
        .map(Path::toString)
        .collect(Collectors.joining(java.io.File.pathSeparator));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(Path file, String text) {
      super(file.toAbsolutePath().toUri(), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps the classes that are compiled. */
  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    InMemory(JavaFileManager files) {
      super(files);
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new HashMap<>();
      written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:/" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          return written.computeIfAbsent(className, _ -> new ByteArrayOutputStream());
        }
      };
    }
  }

  /** Loads the whole engine anew, the mutated classes in place of the right ones. */
  private static final class Mutated extends ClassLoader {
    private final Map<String, byte[]> mutated;

    Mutated(Map<String, byte[]> mutated) {
      super(Mutation.class.getClassLoader());
      this.mutated = mutated;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("dev.roomkeeper.engine.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      byte[] bytes = mutated.get(name);
      if (bytes == null) {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
          if (in == null) {
            throw new ClassNotFoundException(name);
          }
          bytes = in.readAllBytes();
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
