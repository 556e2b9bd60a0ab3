package dev.roomkeeper.kinds.arena;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** What keeps the rules of motion the same on the server and in a browser. */
final class MotionArchitectureTest {
  private static final String MOTION = "dev.roomkeeper.kinds.arena.motion";
  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(MOTION);

  @Test
  void the_rules_of_motion_know_nothing_but_themselves_and_a_few_types_of_the_language() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .haveNameMatching(
            "(\\[+L)?dev\\.roomkeeper\\.kinds\\.arena\\.motion\\..*|\\[+[IC]"
                + "|java\\.lang\\.(Object|Record|String|StringBuilder|CharSequence|Math"
                + "|IllegalArgumentException)"
                + "|java\\.lang\\.runtime\\.ObjectMethods"
                + "|org\\.jspecify\\.annotations\\..*")
        .check(CLASSES);
  }

  @Test
  void of_all_that_a_library_computes_they_use_the_square_root_alone() {
    noClasses()
        .should(
            callMethodWhere(
                DescribedPredicate.describe(
                    "another method of Math",
                    (JavaMethodCall call) ->
                        call.getTargetOwner().isEquivalentTo(Math.class)
                            && !call.getName().equals("sqrt"))))
        .orShould()
        .callMethod(String.class, "format", String.class, Object[].class)
        .check(CLASSES);
  }

  /** A field that changes would be a memory that the other side has not. */
  @Test
  void they_remember_nothing() {
    fields().should().beFinal().check(CLASSES);
  }
}
