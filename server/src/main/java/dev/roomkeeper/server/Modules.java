package dev.roomkeeper.server;

import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.module.KindModule;
import dev.roomkeeper.server.files.FileFault;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the kinds of rooms: the bundled ones and those in the operator's jars. */
final class Modules {
  private static final Logger LOG = LoggerFactory.getLogger(Modules.class);
  private static final List<String> SERVICES =
      Stream.of(KindModule.class, RoomKind.class)
          .map(port -> "META-INF/services/" + port.getName())
          .toList();

  private Modules() {}

  /** A kind cannot be used. The message is for the operator. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * All kinds, sorted by name.
   *
   * @param folder jars with more kinds; null for none
   * @throws Refused if one of them cannot be used
   */
  static List<KindModule> load(@Nullable Path folder) {
    ClassLoader loader = Modules.class.getClassLoader();
    if (folder != null) {
      // Stays open while the server runs, because classes are loaded on demand.
      loader = new URLClassLoader("kinds", jars(folder), loader);
    }
    Map<String, KindModule> byName = new LinkedHashMap<>();
    try {
      for (KindModule module : ServiceLoader.load(KindModule.class, loader)) {
        add(byName, module);
      }
      for (RoomKind kind : ServiceLoader.load(RoomKind.class, loader)) {
        add(byName, KindModule.of(kind));
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new Refused("A kind of room can't be loaded: " + reason(e));
    }
    List<KindModule> all = new ArrayList<>(byName.values());
    all.sort((a, b) -> a.kind().name().compareTo(b.kind().name()));
    return Collections.unmodifiableList(all);
  }

  private static String reason(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + cause + ")";
  }

  private static void add(Map<String, KindModule> byName, KindModule module) {
    String name = module.kind().name();
    if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
      throw new Refused(
          "A kind's name has small letters, digits and hyphens, and begins with a letter; \""
              + name
              + "\" has not.");
    }
    KindModule before = byName.putIfAbsent(name, module);
    if (before != null) {
      throw new Refused(
          "Two kinds are called \""
              + name
              + "\": "
              + before.kind().getClass().getName()
              + " and "
              + module.kind().getClass().getName()
              + ".");
    }
  }

  /** A class loader ignores a damaged jar, and its kind would be missing without a word. */
  private static void checkWhole(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      if (SERVICES.stream().allMatch(service -> file.getEntry(service) == null)) {
        LOG.info("{} brings no kind; its classes are there for others.", jar);
      }
    } catch (IOException e) {
      throw new Refused(jar + " can't be read as a jar: " + FileFault.describe(e) + ".");
    }
  }

  private static URL[] jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      if (jars.isEmpty()) {
        throw new Refused("There are no jars in " + folder + ", which --kinds names.");
      }
      URL[] urls = new URL[jars.size()];
      for (int i = 0; i < urls.length; i++) {
        checkWhole(jars.get(i));
        urls[i] = jars.get(i).toUri().toURL();
      }
      return urls;
    } catch (MalformedURLException e) {
      throw new IllegalStateException("every file has a URL", e);
    } catch (IOException e) {
      throw new Refused(
          "The folder "
              + folder
              + ", which --kinds names, can't be read: "
              + FileFault.describe(e)
              + ".");
    }
  }

  /**
   * The values of all modules' settings: the operator's value, or the module's default.
   *
   * @throws Refused if a value is invalid or no module has such a setting
   */
  static Map<String, String> settings(List<KindModule> modules, Map<String, String> set) {
    Map<String, String> values = new HashMap<>();
    TreeSet<String> unknown = new TreeSet<>(set.keySet());
    for (KindModule module : modules) {
      for (KindModule.Setting setting : module.settings()) {
        String name = setting.name();
        String value = set.getOrDefault(name, setting.otherwise());
        Optional<String> problem = setting.check().problem(value);
        if (problem.isPresent()) {
          throw new Refused("--set " + name + "=" + value + ": " + problem.get() + ".");
        }
        values.put(name, value);
        unknown.remove(name);
      }
    }
    if (!unknown.isEmpty()) {
      throw new Refused(
          "--set "
              + unknown.first()
              + ": no kind has a setting of this name; there are "
              + new TreeSet<>(values.keySet())
              + ".");
    }
    return Map.copyOf(values);
  }
}
