package dev.roomkeeper.server.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.roomkeeper.server.kit.BundledKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom, and what is pure. */
final class WallsTest {
  private static final String ROOT = "dev.roomkeeper.";
  private static final String SERVER = ROOT + "server.";
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.roomkeeper");

  private static String in(String name) {
    return ROOT + name + "..";
  }

  private static String inServer(String name) {
    return SERVER + name + "..";
  }

  @Test
  void everything_is_looked_at() {
    assertThat(ALL.stream().map(JavaClass::getPackageName))
        .contains(
            "dev.roomkeeper.client",
            "dev.roomkeeper.engine.host",
            "dev.roomkeeper.kinds.cardtable",
            "dev.roomkeeper.server",
            "dev.roomkeeper.server.gateway",
            "dev.roomkeeper.server.storage");
  }

  @Test
  void engine_knows_nothing_but_jspecify_and_the_jdks_values() {
    classes()
        .that()
        .resideInAPackage(in("engine"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            in("engine"),
            "org.jspecify..",
            "java.lang",
            "java.lang.annotation",
            "java.lang.invoke", // of lambdas and string templates
            "java.lang.runtime", // of records and switches
            "java.util",
            "java.util.function",
            "java.util.stream")
        .check(ALL);
  }

  @Test
  void the_java_client_knows_nothing_of_the_server_and_its_engine() {
    classes()
        .that()
        .resideInAPackage(in("client"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            in("client"),
            "java..",
            "javax.net.ssl..",
            "io.netty..",
            "tools.jackson..",
            "org.jspecify..")
        .check(ALL);
  }

  @Test
  void the_engines_packages_import_downwards_alone() {
    List<String> floors = List.of("json", "kind", "host");
    for (int i = 0; i < floors.size(); i++) {
      for (String above : floors.subList(i + 1, floors.size())) {
        noClasses()
            .that()
            .resideInAPackage(in("engine." + floors.get(i)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(in("engine." + above), in("engine.cluster"))
            .check(ALL);
      }
    }
  }

  /** What a server needs of a kind besides its rules. */
  private static final String OF_KINDS = ROOT + "kinds.*.server..";

  @Test
  void the_rules_of_kinds_know_the_engine_alone() {
    classes()
        .that()
        .resideInAPackage(in("kinds"))
        .and()
        .resideOutsideOfPackage(OF_KINDS)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            in("kinds"), in("engine.json"), in("engine.kind"), "java..", "org.jspecify..")
        .check(ALL);
  }

  @Test
  void the_port_knows_the_engine_and_kinds_know_the_server_by_it_alone() {
    classes()
        .that()
        .resideInAPackage(in("module"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            in("module"), in("engine"), "java..", "org.jspecify..", "org.jdbi..", "tools.jackson..")
        .check(ALL);
    classes()
        .that()
        .resideInAPackage(OF_KINDS)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            in("kinds"),
            in("module"),
            in("engine"),
            "java..",
            "org.jspecify..",
            "org.jdbi..",
            "org.slf4j..")
        .check(ALL);
  }

  /** Its words, too: kinds come as jars, and what comes is asked. */
  @Test
  void no_source_of_the_server_names_a_kind() throws IOException {
    Path sources = Path.of(Files.exists(Path.of("server")) ? "server/src/main" : "src/main");
    List<String> kinds =
        BundledKinds.kinds().stream().map(kind -> '"' + kind.name() + '"').toList();
    assertThat(kinds).contains("\"space\"", "\"lobby\"");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (!file.toString().endsWith(".sql")) { // Older than the walls; the history of tables.
          String text = Files.readString(file);
          assertThat(text).as(file.toString()).doesNotContain("dev.roomkeeper.kinds");
          if (file.toString().endsWith(".java")) {
            assertThat(text).as(file.toString()).doesNotContain(kinds);
          }
        }
      }
    }
  }

  private static final Set<String> IMPURE_CALLS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.identityHashCode",
          "java.lang.Object.hashCode",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.Collections.shuffle",
          // Their order changes from run to run.
          "java.util.Set.of",
          "java.util.Set.copyOf",
          "java.util.Map.of",
          "java.util.Map.copyOf",
          "java.util.Map.ofEntries",
          "java.util.Collection.parallelStream");

  private static final DescribedPredicate<JavaAccess<?>> IMPURE_CALL =
      DescribedPredicate.describe(
          "a clock, chance or an order that is nobody's",
          access ->
              IMPURE_CALLS.contains(
                      access.getTargetOwner().getFullName() + "." + access.getTarget().getName())
                  && !isEmptyCollection(access));

  private static boolean isEmptyCollection(JavaAccess<?> access) {
    return access.getTarget().getFullName().endsWith(".of()");
  }

  private static final DescribedPredicate<JavaClass> IMPURE_CLASS =
      DescribedPredicate.describe(
          "a clock, chance, a thread or I/O",
          type ->
              type.getPackageName().startsWith("java.io")
                  || type.getPackageName().startsWith("java.nio")
                  || type.getPackageName().startsWith("java.net")
                  || type.getPackageName().startsWith("java.sql")
                  || type.getPackageName().startsWith("java.time")
                  || type.getPackageName().startsWith("java.security")
                  || type.getPackageName().startsWith("java.util.concurrent")
                  || type.getPackageName().startsWith("java.util.random")
                  || type.isAssignableTo(Random.class)
                  || type.isAssignableTo(Thread.class)
                  || type.isAssignableTo(ThreadLocal.class)
                  || type.getFullName().equals("java.util.Timer"));

  private static ArchRule pure(String packages) {
    return noClasses()
        .that()
        .resideInAPackage(packages)
        .and()
        .resideOutsideOfPackage(OF_KINDS)
        .should()
        .dependOnClassesThat(IMPURE_CLASS)
        .orShould()
        .accessTargetWhere(IMPURE_CALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"engine", "kinds"})
  void no_clocks_no_chance_no_threads_no_io_in(String module) {
    pure(in(module)).check(ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"storage", "auth", "ops", "limits", "gateway", "api", "kinds", "cluster"})
  void the_hub_does_not_know(String name) {
    String others = name.equals("kinds") ? in("kinds") : inServer(name);
    noClasses()
        .that()
        .resideInAPackage(inServer("hub"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(others)
        .check(ALL);
  }

  @Test
  void gateway_and_api_reach_rooms_through_the_hub_and_do_not_know_each_other() {
    noClasses()
        .that()
        .resideInAPackage(inServer("gateway"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(inServer("storage"), inServer("api"), inServer("ops"), in("kinds"))
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage(inServer("api"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(inServer("storage"), inServer("gateway"), inServer("ops"), in("kinds"))
        .check(ALL);
  }

  @Test
  void storage_implements_ports_and_knows_nobody_in_front() {
    noClasses()
        .that()
        .resideInAPackage(inServer("storage"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            inServer("gateway"), inServer("api"), inServer("ops"), inServer("limits"), in("kinds"))
        .check(ALL);
  }

  @Test
  void auth_binary_ice_and_limits_stand_alone() {
    noClasses()
        .that()
        .resideInAnyPackage(inServer("auth"), inServer("ice"), inServer("binary"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            inServer("hub"),
            inServer("gateway"),
            inServer("api"),
            inServer("storage"),
            inServer("ops"))
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage(inServer("limits"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            inServer("gateway"), inServer("api"), inServer("storage"), inServer("ops"))
        .check(ALL);
  }

  @Test
  void nobody_knows_the_kinds_and_only_server_knows_everybody() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "server..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(in("kinds"))
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage(SERVER + "*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.roomkeeper.server")
        .check(ALL);
  }

  @Test
  void only_the_gateway_and_the_server_know_netty_and_only_storage_knows_sql() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            inServer("gateway"), "dev.roomkeeper.server", in("bench"), in("client"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(ALL);
    noClasses()
        .that()
        .resideOutsideOfPackages(inServer("storage"), in("bench"), in("module.store"), OF_KINDS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.jdbi..", "com.zaxxer..", "org.flywaydb..")
        .check(ALL);
  }

  @Test
  void packages_form_no_cycles() {
    slices().matching("dev.roomkeeper.(**)").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void names_say_what_things_are() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helpers?|Utils?|Base)")
        .orShould()
        .haveNameMatching(".*\\.Abstract[^.]*")
        .check(ALL);
  }

  /** A test that can't fail is a defect: here is what the rules of purity must catch. */
  @Test
  void the_rules_of_purity_catch_what_they_are_for() {
    JavaClasses impure = new ClassFileImporter().importClasses(Impure.class);
    for (String part : new String[] {"currentTimeMillis", "ThreadLocalRandom", "Set.of"}) {
      assertThatThrownBy(() -> pure(SERVER + "architecture..").check(impure))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(part);
    }
  }

  /** Does all that is not allowed. */
  static final class Impure {
    long now() {
      return System.currentTimeMillis() + ThreadLocalRandom.current().nextInt();
    }

    Set<String> unordered() {
      return Set.of("a", "b");
    }
  }
}
