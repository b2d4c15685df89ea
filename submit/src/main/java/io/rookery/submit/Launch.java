package io.rookery.submit;

import io.rookery.spark.Refusal;
import io.rookery.spark.RookeryPlugin;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.util.Utils;
import org.jspecify.annotations.Nullable;

/** What a search wants of Spark, where the user has not said otherwise. */
final class Launch {

  /** Wanted wherever it runs; the reasons stand in docs/clusters.md. */
  private static final Map<String, String> WANTED =
      Map.ofEntries(
          Map.entry("spark.app.name", "Rookery"),
          Map.entry("spark.plugins", RookeryPlugin.class.getName()),
          // Heartbeats bring what the plugin does not; the RPC time-out follows the interval, so
          // not less.
          Map.entry("spark.executor.heartbeatInterval", "1s"),
          // How soon after spark.network.timeout a silent executor is missed.
          Map.entry("spark.network.timeoutInterval", "10s"),
          Map.entry("spark.task.maxFailures", "2"),
          // A job, stage and task a candidate: Spark's UI keeps the last ones, the ledger all.
          Map.entry("spark.ui.retainedJobs", "200"),
          Map.entry("spark.ui.retainedStages", "200"),
          Map.entry("spark.ui.retainedTasks", "2000"),
          Map.entry("spark.ui.showConsoleProgress", "false"),
          // Spark's metrics, and rookery_* among them, at /metrics/prometheus/ of Spark's UI.
          Map.entry(
              "spark.metrics.conf.*.sink.prometheusServlet.class",
              "org.apache.spark.metrics.sink.PrometheusServlet"),
          Map.entry("spark.metrics.conf.*.sink.prometheusServlet.path", "/metrics/prometheus"));

  private Launch() {}

  /**
   * The configuration of this process: what spark-submit and its files set, then the options, then
   * what is missing.
   *
   * @param master null for spark-submit's, or local with every core
   * @param assignments Spark properties as {@code key=value}
   */
  static SparkConf conf(@Nullable String master, List<String> assignments) {
    requireJava(Runtime.version().feature());
    SparkConf conf = given(assignments);
    if (master != null) {
      conf.setMaster(master);
    }
    conf.setIfMissing("spark.master", "local[*]");
    if (!Shipping.hasExecutors(conf)) {
      // Before the driver's block manager is there, which takes seconds on a busy machine, a
      // heartbeat makes Spark print pages of errors. Here the plugin's messages are always there.
      conf.setIfMissing("spark.executor.heartbeatInterval", "10s");
    }
    WANTED.forEach(conf::setIfMissing);
    takeSecret(conf);
    if (!Shipping.isRemote(conf)) {
      conf.setIfMissing("spark.driver.bindAddress", Shipping.LOOPBACK);
      conf.setIfMissing("spark.driver.host", Shipping.LOOPBACK);
    }
    if (Shipping.hasExecutors(conf)) {
      Gpus.complete(conf);
      Shipping.complete(conf);
    }
    return conf;
  }

  /**
   * What this process was given: these properties, then what spark-submit found, or where it was
   * not started by that what spark-submit would have found in {@code spark-defaults.conf}, of
   * {@code SPARK_CONF_DIR} or of {@code SPARK_HOME/conf}.
   *
   * @param assignments Spark properties as {@code key=value}
   */
  static SparkConf given(List<String> assignments) {
    SparkConf conf = new SparkConf();
    assignments.forEach(assignment -> assign(conf, assignment));
    if (System.getProperty("rookery.home") != null) {
      Utils.loadDefaultSparkProperties(conf, null);
    }
    return conf;
  }

  /**
   * In cluster mode a standalone Worker takes Spark's secret from the driver's command line, where
   * anybody could read it, and puts it into its environment, where Spark's context does not look.
   */
  private static void takeSecret(SparkConf conf) {
    String secret = System.getenv("_SPARK_AUTH_SECRET");
    if (secret != null && conf.getBoolean("spark.authenticate", false)) {
      conf.setIfMissing("spark.authenticate.secret", secret);
    }
  }

  /** Sets {@code key=value}. */
  static void assign(SparkConf conf, String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1 || !assignment.startsWith("spark.")) {
      // Not the whole of it: it may be a secret with its key forgotten.
      throw Refusal.usage(
          "--conf takes a Spark property as spark.key=value, found one that begins with '%s'"
              .formatted(assignment.substring(0, Math.min(8, assignment.length()))));
    }
    conf.set(assignment.substring(0, equals).strip(), assignment.substring(equals + 1));
  }

  /** Spark 4.1 on Java 25 starts, and then its executors die ("getSubject is not supported"). */
  static void requireJava(int feature) {
    if (feature < 17 || feature >= 25) {
      throw Refusal.preflight(
          "Rookery runs on Java 17 to 24, found Java %d. Set JAVA_HOME to one of those."
              .formatted(feature));
    }
  }
}
