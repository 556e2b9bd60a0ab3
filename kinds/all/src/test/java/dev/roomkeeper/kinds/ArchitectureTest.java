package dev.roomkeeper.kinds;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.roomkeeper.engine.kind.RoomKind;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final JavaClasses KINDS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.roomkeeper.kinds");

  @Test
  void all_kinds_have_names_of_their_own() {
    assertThat(FoundKinds.all().stream().map(RoomKind::name))
        .doesNotHaveDuplicates()
        .contains("lobby", "cardtable", "space");
  }

  private static final JavaClasses RULES =
      KINDS.that(
          com.tngtech.archunit.base.DescribedPredicate.not(
              com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                  "dev.roomkeeper.kinds.*.server..")));

  @Test
  void the_rules_of_kinds_know_the_engine_and_nothing_else() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.roomkeeper.engine.json",
            "dev.roomkeeper.engine.kind",
            "dev.roomkeeper.kinds..",
            "org.jspecify..",
            "java.lang..",
            "java.util",
            "java.util.function",
            "java.util.regex", // where the campaign's walls let it in: CampaignArchitectureTest
            "java.util.stream")
        .check(RULES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.roomkeeper.kinds.*.server..")
        .check(RULES);
  }

  @Test
  void kinds_read_no_clock_and_roll_no_dice_of_their_own() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.(Random|UUID|Date|Timer|HashMap|HashSet)|java\\.lang\\.Thread")
        .check(RULES);
  }

  @Test
  void the_packages_of_kinds_form_no_cycle() {
    slices().matching("dev.roomkeeper.kinds.(*)..").should().beFreeOfCycles().check(KINDS);
    slices()
        .matching("dev.roomkeeper.kinds.(*).server..")
        .should()
        .notDependOnEachOther()
        .check(KINDS);
  }
}
