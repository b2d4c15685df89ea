package io.rookery.spark.doctor;

import io.rookery.spark.cluster.ExecutorView;
import io.rookery.spark.cluster.TaskDemand;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;

/**
 * What the checks look at.
 *
 * @param conf Spark's
 * @param demand of each training
 * @param views executors as the driver knows them
 * @param facts what tasks saw on them, at most one an executor
 * @param driver what Java and Spark run the driver
 * @param span the driver's clock before and after those tasks
 */
record Evidence(
    SparkConf conf,
    TaskDemand demand,
    List<ExecutorView> views,
    List<ExecutorFacts> facts,
    ExecutorFacts.Runtime driver,
    Span span) {

  /** Milliseconds since 1970. */
  record Span(long from, long to) {}

  Evidence {
    views = List.copyOf(views);
    facts = List.copyOf(facts);
  }

  String master() {
    return conf.get("spark.master", "");
  }

  boolean local() {
    return master().startsWith("local") && !master().startsWith("local-cluster");
  }

  /**
   * Whether executors live in containers that are killed when they take more than they asked for.
   */
  boolean inContainers() {
    return master().startsWith("k8s") || master().startsWith("yarn");
  }

  boolean asksForGpus() {
    return demand.gpus() > 0;
  }

  List<ExecutorFacts> where(Predicate<ExecutorFacts> holds) {
    return facts.stream().filter(holds).toList();
  }

  /** The different values on the executors, for a person. */
  String values(Function<ExecutorFacts, Object> value) {
    return facts.stream()
        .map(value)
        .map(Object::toString)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  String everywhere() {
    return local() ? "the driver" : ExecutorFacts.where(facts);
  }
}
