package io.rookery.nas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may use, and which of its rooms may know which. */
@AnalyzeClasses(packages = "io.rookery.nas", importOptions = HouseTest.NoTests.class)
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
          .resideInAnyPackage(
              "io.rookery.predictor..", "io.rookery.spark..", "io.rookery.submit..");

  @ArchTest
  static final ArchRule strategiesKnowSpacesOnlyByTheirInterface =
      noClasses()
          .that()
          .resideInAPackage("io.rookery.nas.strategy")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.rookery.nas.space", "io.rookery.nas.morph", "io.rookery.nas.bench");

  @ArchTest
  static final ArchRule spacesKnowNoStrategy =
      noClasses()
          .that()
          .resideInAnyPackage("io.rookery.nas.space", "io.rookery.nas.morph")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.rookery.nas.strategy");

  @ArchTest
  static final ArchRule theCoreKnowsNeither =
      noClasses()
          .that()
          .resideInAPackage("io.rookery.nas")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.rookery.nas.strategy", "io.rookery.nas.space");
}
