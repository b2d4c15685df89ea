package io.rookery.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which room may know which. */
@AnalyzeClasses(packages = "io.rookery.spark", importOptions = HouseTest.NoTests.class)
class HouseTest {

  /** Wherever the profile of another Spark puts its classes. */
  static final class NoTests implements ImportOption {

    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  @ArchTest
  static final ArchRule trainingKnowsNothingOfSparkOrTheSearch =
      noClasses()
          .that()
          .resideInAPackage("io.rookery.spark.train..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark..",
              "io.rookery.predictor..",
              "io.rookery.spark.search..",
              "io.rookery.spark.trial..",
              "io.rookery.spark.ledger..");

  @ArchTest
  static final ArchRule onlyTheTrainerKnowsDjl =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.rookery.spark.train.djl..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule onlyTheConfigurationKnowsItsLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.rookery.spark.config..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.typesafe.config..");

  @ArchTest
  static final ArchRule theLedgerKnowsNothingOfTheSearch =
      noClasses()
          .that()
          .resideInAPackage("io.rookery.spark.ledger..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.rookery.spark.search..", "io.rookery.spark.trial..");

  /**
   * What is read from disk or sent by a stranger is parsed, never made into objects by Java. The
   * two names of Kryo that are let through say how Spark, where a user chose Kryo, sends our
   * records over its own connections.
   */
  @ArchTest
  static final ArchRule nothingIsDeserializedByJava =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.io\\.(ObjectInputStream|ObjectInput|Externalizable)"
                  + "|java\\.beans\\.XML.*"
                  + "|org\\.apache\\.spark\\.serializer\\..*"
                  + "|org\\.apache\\.commons\\.lang3\\.SerializationUtils"
                  + "|com\\.esotericsoftware\\.kryo\\.(?!(DefaultSerializer|serializers\\.JavaSerializer)$).*"
                  + "|org\\.yaml\\..*");

  /** Types in JSON that name Java classes are the same thing by another door. */
  @ArchTest
  static final ArchRule jsonNamesNoClasses =
      noClasses()
          .should()
          .callMethodWhere(
              com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                  com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                      "activateDefaultTyping.*|enableDefaultTyping.*")));

  /** Spark's own ports carry everything; {@code rookery ui} listens on the loopback address. */
  @ArchTest
  static final ArchRule nobodyOpensAPort =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.rookery.spark.ui.LocalPages")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.net\\.(ServerSocket|DatagramSocket|MulticastSocket)"
                  + "|java\\.nio\\.channels\\.(Asynchronous)?ServerSocketChannel"
                  + "|com\\.sun\\.net\\.httpserver\\.HttpServer");
}
