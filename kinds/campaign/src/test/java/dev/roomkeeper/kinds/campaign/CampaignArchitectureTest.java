package dev.roomkeeper.kinds.campaign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.roomkeeper.engine.kind.Reader;
import dev.roomkeeper.engine.kind.Slot;
import dev.roomkeeper.engine.kind.Type;
import org.junit.jupiter.api.Test;

/** The walls within the campaign: rules below, the bestiary on them, the reading of texts apart. */
final class CampaignArchitectureTest {
  private static final JavaClasses KINDS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.roomkeeper.kinds");

  @Test
  void the_rules_know_nothing_but_the_dice() {
    classes()
        .that()
        .resideInAPackage("dev.roomkeeper.kinds.campaign.rules")
        .and()
        .areNotAssignableTo(Reader.class)
        .and()
        .areNotAssignableTo(Type.class)
        .and()
        .areNotAssignableTo(Slot.class)
        .should()
        .onlyDependOnClassesThat()
        .haveNameMatching(
            "(\\[+L)?dev\\.roomkeeper\\.kinds\\.campaign\\.rules\\..*"
                + "|dev\\.roomkeeper\\.engine\\.kind\\.Dice"
                // Marks, from which readers and types are made: no code of theirs runs.
                + "|dev\\.roomkeeper\\.engine\\.kind\\.(Data|Default|Id|Length|Named|Payload|Range)"
                + "|\\[+I|org\\.jspecify\\..*|java\\.lang\\..*"
                // Ordered collections alone: they are the same on both sides of the wire.
                + "|java\\.util\\.(Iterator|List|ArrayList|EnumSet|Set|Objects)"
                + "|java\\.util\\.(function|stream)\\..*")
        .check(KINDS);
  }

  @Test
  void the_rules_use_nothing_that_a_browser_has_not() {
    noClasses()
        .that()
        .resideInAPackage("dev.roomkeeper.kinds.campaign.rules")
        .should()
        .callMethod(String.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(String.class, "formatted", Object[].class)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect")
        .check(KINDS);
  }

  @Test
  void the_bestiary_knows_the_rules_and_not_how_it_was_read() {
    noClasses()
        .that()
        .resideInAPackage("dev.roomkeeper.kinds.campaign.bestiary")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.roomkeeper.kinds.campaign.bestiary.reading")
        .check(KINDS);
  }

  @Test
  void patterns_are_for_reading_stat_blocks_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.roomkeeper.kinds.campaign.bestiary.reading")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.regex")
        .check(KINDS);
  }
}
