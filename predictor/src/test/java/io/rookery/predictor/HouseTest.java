package io.rookery.predictor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may use, and which of its rooms may know which. */
@AnalyzeClasses(packages = "io.rookery.predictor", importOptions = HouseTest.NoTests.class)
class HouseTest {

  /** Wherever the profile of another Spark puts its classes. */
  static final class NoTests implements ImportOption {

    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  @ArchTest
  static final ArchRule knowsNoEngine =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark..",
              "scala..",
              "org.apache.hadoop..",
              "org.apache.parquet..",
              "ai.djl..",
              "com.fasterxml..");

  @ArchTest
  static final ArchRule knowsNoSibling =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.rookery.nas..", "io.rookery.spark..", "io.rookery.submit..");

  @ArchTest
  static final ArchRule theCoreKnowsNoRoom =
      noClasses()
          .that()
          .resideInAPackage("io.rookery.predictor")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.rookery.predictor.*..");

  @ArchTest
  static final ArchRule rulesKnowNoPredictor =
      noClasses()
          .that()
          .resideInAPackage("io.rookery.predictor.rule")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.rookery.predictor.bayes",
              "io.rookery.predictor.curve",
              "io.rookery.predictor.baseline");

  @ArchTest
  static final ArchRule predictorsKnowNoRule =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.rookery.predictor.bayes",
              "io.rookery.predictor.curve",
              "io.rookery.predictor.baseline")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.rookery.predictor.rule", "io.rookery.predictor.replay");

  @ArchTest
  static final ArchRule noTwoRoomsKnowEachOther =
      slices().matching("io.rookery.predictor.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule formulasAreReadInOnePlace =
      noClasses()
          .that()
          .haveNameNotMatching("io\\.rookery\\.predictor\\.curve\\.(Formula|Term).*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.ezylang.evalex..");
}
