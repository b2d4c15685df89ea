package io.rookery.spark.doctor;

import java.util.List;

/** Java, Spark and the clock of driver and executors. */
final class RuntimeChecks {

  static final int OLDEST_JAVA = 17;
  static final int NEWEST_JAVA = 24;

  /** Executors stamp their reports; a page of curves over time must not be nonsense. */
  private static final long SKEW_MILLIS = 5_000;

  private RuntimeChecks() {}

  /** Spark 4.1 on Java 25 starts, and then its executors die. */
  static Finding java(int feature) {
    String asked = "Java %d to %d".formatted(OLDEST_JAVA, NEWEST_JAVA);
    String found = "Java %d on the driver".formatted(feature);
    return feature >= OLDEST_JAVA && feature <= NEWEST_JAVA
        ? Finding.ok("java.driver", asked, found)
        : Finding.fail("java.driver", asked, found, "set JAVA_HOME to one of those");
  }

  static List<Finding> of(Evidence evidence) {
    return List.of(java(evidence), spark(evidence), clock(evidence));
  }

  private static Finding java(Evidence evidence) {
    int wanted = evidence.driver().java();
    String asked = "the driver's Java %d".formatted(wanted);
    List<ExecutorFacts> others = evidence.where(facts -> facts.runtime().java() != wanted);
    if (others.isEmpty()) {
      return Finding.ok("java.executors", asked, "Java %d on all".formatted(wanted));
    }
    String found =
        "Java %s on %s"
            .formatted(
                evidence.values(facts -> facts.runtime().java()), ExecutorFacts.where(others));
    String fix = "--conf spark.executorEnv.JAVA_HOME=…, or the same image for both";
    boolean broken =
        others.stream()
            .anyMatch(
                facts ->
                    facts.runtime().java() < OLDEST_JAVA || facts.runtime().java() > NEWEST_JAVA);
    return broken
        ? Finding.fail("java.executors", asked, found, fix)
        : Finding.warn("java.executors", asked, found, fix);
  }

  private static Finding spark(Evidence evidence) {
    String wanted = evidence.driver().spark();
    String asked = "the driver's Spark " + wanted;
    List<ExecutorFacts> others = evidence.where(facts -> !facts.runtime().spark().equals(wanted));
    return others.isEmpty()
        ? Finding.ok("version.spark", asked, wanted + " on all")
        : Finding.fail(
            "version.spark",
            asked,
            "%s on %s"
                .formatted(
                    evidence.values(facts -> facts.runtime().spark()), ExecutorFacts.where(others)),
            "submit with the cluster's own Spark: set SPARK_HOME to it");
  }

  private static Finding clock(Evidence evidence) {
    Evidence.Span span = evidence.span();
    List<ExecutorFacts> wrong =
        evidence.where(
            facts ->
                facts.runtime().clockMillis() < span.from() - SKEW_MILLIS
                    || facts.runtime().clockMillis() > span.to() + SKEW_MILLIS);
    String asked = "clocks within %d s of the driver's".formatted(SKEW_MILLIS / 1000);
    return wrong.isEmpty()
        ? Finding.ok("clock", asked, "that on all")
        : Finding.warn(
            "clock",
            asked,
            "another time on " + ExecutorFacts.where(wrong),
            "set the hosts' time by NTP; curves over time would be wrong");
  }
}
