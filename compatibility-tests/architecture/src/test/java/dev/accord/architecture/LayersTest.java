package dev.accord.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows of {@link Layer}, and what holds for every package. */
class LayersTest {
  private static JavaClasses ours;

  @BeforeAll
  static void readClasses() {
    ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.accord");
  }

  @Test
  void everyLayerIsThere() {
    var found = ours.stream().map(Layer::of).distinct().toList();
    assertThat(found)
        .as("a layer without classes would pass every rule")
        .containsExactlyInAnyOrderElementsOf(Layer.ALL);
  }

  @Test
  void dependenciesFollowTheArrows() {
    classes().should(seeOnlyWhatTheirLayerMaySee()).check(ours);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.accord.(**)").should().beFreeOfCycles().check(ours);
  }

  @Test
  void everythingIsNullMarked() {
    classes()
        .should(
            new ArchCondition<>("be null-marked") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                if (!isNullMarked(type)) {
                  events.add(
                      SimpleConditionEvent.violated(
                          type, type.getName() + ": neither it nor its package is @NullMarked"));
                }
              }
            })
        .check(ours);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Utils?|Helpers?|Manager|Abstract[A-Z]\\w*)")
        .because("such a name says how, or nothing; name what it is")
        .check(ours);
    noClasses()
        .should()
        .resideInAnyPackage(
            "..util..", "..utils..", "..impl..", "..helper..", "..dto..", "..controller..")
        .because("packages are features")
        .check(ours);
  }

  private static ArchCondition<JavaClass> seeOnlyWhatTheirLayerMaySee() {
    return new ArchCondition<>("see only what their layer may see") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        var layer = Layer.of(type);
        type.getDirectDependenciesFromSelf().stream()
            .filter(
                dependency ->
                    dependency.getTargetClass().getPackageName().startsWith("dev.accord."))
            .filter(dependency -> !layer.maySee(Layer.of(dependency.getTargetClass())))
            .forEach(
                dependency ->
                    events.add(
                        SimpleConditionEvent.violated(
                            type, layer.reason() + ": " + dependency.getDescription())));
      }
    };
  }

  private static boolean isNullMarked(JavaClass type) {
    return type.getPackage().isAnnotatedWith(NullMarked.class)
        || type.isAnnotatedWith(NullMarked.class)
        || type.getEnclosingClass().filter(LayersTest::isNullMarked).isPresent();
  }
}
