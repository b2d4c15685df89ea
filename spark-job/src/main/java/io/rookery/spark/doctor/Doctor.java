package io.rookery.spark.doctor;

import io.rookery.spark.Refusal;
import io.rookery.spark.cluster.Cluster;
import io.rookery.spark.config.Settings;
import io.rookery.spark.search.Sites;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Examines a Spark session for a search with these settings: one task on each executor, and a look
 * at Spark's properties. It trains nothing, and leaves nothing behind.
 */
public final class Doctor {

  private static final List<Function<Evidence, List<Finding>>> CHECKS =
      List.of(
          RuntimeChecks::of,
          GpuChecks::of,
          EngineChecks::of,
          MemoryChecks::of,
          OutputChecks::of,
          PropertyChecks::of);

  private final SparkSession spark;
  private final Settings settings;
  private final Consumer<String> waiting;
  private final Consumer<Finding> findings;

  /**
   * @param waiting told what is waited for
   * @param findings told each finding as soon as it is known, on the thread of {@link #examine}
   */
  public Doctor(
      SparkSession spark, Settings settings, Consumer<String> waiting, Consumer<Finding> findings) {
    this.spark = spark;
    this.settings = settings;
    this.waiting = waiting;
    this.findings = findings;
  }

  /** The check that comes before any session: on another Java none can start. */
  public static Finding java() {
    return RuntimeChecks.java(Runtime.version().feature());
  }

  /** The finding of a session that Spark does not start at all. */
  public static Finding noSession(String master, String reason) {
    return Finding.fail(
        "session",
        "a session on " + master,
        reason,
        "mend what Spark names, or give another --master or --conf");
  }

  /** Runs all checks. */
  public void examine() throws InterruptedException {
    Finding session = session(spark.getClass().getName());
    findings.accept(session);
    if (session.level() == Finding.Level.FAIL) {
      return;
    }
    findings.accept(DataCheck.of(spark, settings));
    SparkContext context = spark.sparkContext();
    Cluster cluster;
    try {
      cluster = Sites.cluster(context, settings);
      String reason =
          cluster
              .await(settings.cluster().patience(), waiting)
              .refuseSequential(settings.search().inFlight())
              .reason();
      findings.accept(Finding.ok("slots", "trainings side by side", reason));
    } catch (Refusal e) {
      findings.accept(
          Finding.fail("slots", "trainings side by side", String.valueOf(e.getMessage()), ""));
      return;
    }
    visit(context, cluster);
  }

  /** A Spark Connect session has no context: no jobs to cancel, no accumulators, no GPU. */
  static Finding session(String className) {
    String asked = "a session with a SparkContext";
    return className.contains(".connect.")
        ? Finding.fail(
            "session",
            asked,
            "a Spark Connect session",
            "a cluster with dedicated access mode, or spark-submit")
        : Finding.ok("session", asked, "one");
  }

  private void visit(SparkContext context, Cluster cluster) throws InterruptedException {
    OutputProbe output = OutputProbe.of(folder(), context.hadoopConfiguration());
    @Nullable String problem = output.fromDriver();
    findings.accept(OutputChecks.driver(output.folder(), problem));
    try {
      long from = System.currentTimeMillis();
      Visit visit = new Visit(JavaSparkContext.fromSparkContext(context), cluster);
      List<ExecutorFacts> facts =
          visit.all(new ExecutorProbe(settings.trainerName(), cluster.localGpus(), output));
      Evidence.Span span = new Evidence.Span(from, System.currentTimeMillis());
      findings.accept(visited(facts, visit.ids()));
      ExecutorFacts.Runtime driver =
          new ExecutorFacts.Runtime(Runtime.version().feature(), context.version(), span.to());
      Evidence evidence =
          new Evidence(context.conf(), cluster.demand(), cluster.executors(), facts, driver, span);
      checks(evidence).forEach(findings);
    } catch (ExecutionException e) {
      findings.accept(tasks(String.valueOf(e.getCause() == null ? e : e.getCause().getMessage())));
    } catch (TimeoutException e) {
      findings.accept(tasks("tasks that do not end"));
    } finally {
      clear(output);
    }
  }

  static List<Finding> checks(Evidence evidence) {
    return CHECKS.stream().flatMap(check -> check.apply(evidence).stream()).toList();
  }

  private Path folder() {
    return new Path(settings.output().isEmpty() ? "rookery-results" : settings.output());
  }

  /** Where the folder cannot be written there is nothing to clear, and that was said. */
  private static void clear(OutputProbe output) {
    try {
      output.clear();
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(Doctor.class).debug("probe files may be left", e);
    }
  }

  static Finding visited(List<ExecutorFacts> facts, Set<String> ids) {
    Set<String> missing = new TreeSet<>(ids);
    facts.forEach(seen -> missing.remove(seen.id()));
    String asked = "a task on each executor";
    return missing.isEmpty()
        ? Finding.ok("tasks", asked, "%d of %d".formatted(facts.size(), facts.size()))
        : Finding.warn(
            "tasks",
            asked,
            "none on " + String.join(", ", missing),
            "see whether other jobs keep them busy");
  }

  private static Finding tasks(String reason) {
    return Finding.fail(
        "tasks",
        "a task on each executor",
        reason.lines().findFirst().orElse(reason),
        "the executor's log says more; classes that are missing there come with --jars rookery-job.jar");
  }
}
