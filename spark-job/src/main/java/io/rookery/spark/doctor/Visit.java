package io.rookery.spark.doctor;

import io.rookery.spark.cluster.Cluster;
import io.rookery.spark.cluster.ExecutorView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs the probe on each executor. Spark deals tasks out one to each before it gives any a second;
 * where one was busy it is tried again, with more tasks.
 */
final class Visit {

  private static final int ROUNDS = 4;

  /** The first use of the native code unpacks half a gigabyte. */
  private static final long PATIENCE_SECONDS = 180;

  private final JavaSparkContext spark;
  private final Cluster cluster;

  Visit(JavaSparkContext spark, Cluster cluster) {
    this.spark = spark;
    this.cluster = cluster;
  }

  /**
   * What was seen, one an executor; some may be missing.
   *
   * @throws ExecutionException if the tasks cannot run, with Spark's reason
   * @throws TimeoutException if they take too long
   */
  List<ExecutorFacts> all(ExecutorProbe probe)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, ExecutorFacts> seen = new LinkedHashMap<>();
    int tasks = Math.max(1, cluster.executors().size()); // dynamic allocation starts with none
    for (int round = 0; round < ROUNDS; round++) {
      for (ExecutorFacts facts : run(probe, tasks)) {
        seen.putIfAbsent(facts.id(), facts);
      }
      if (seen.keySet().containsAll(ids())) {
        break;
      }
      tasks *= 2;
    }
    return new ArrayList<>(seen.values());
  }

  Set<String> ids() {
    Set<String> ids = new HashSet<>();
    for (ExecutorView view : cluster.executors()) {
      ids.add(view.id());
    }
    return ids;
  }

  private List<ExecutorFacts> run(ExecutorProbe probe, int tasks)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
    JavaRDD<Integer> rdd = spark.parallelize(numbers, tasks);
    JavaRDD<Integer> placed =
        cluster.demand().profile(spark.getConf()).map(rdd::withResources).orElse(rdd);
    JavaFutureAction<List<ExecutorFacts>> job = placed.map(probe).collectAsync();
    try {
      return job.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      job.cancel(true);
      throw e;
    }
  }
}
