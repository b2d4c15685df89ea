package io.rookery.submit;

import io.rookery.spark.Refusal;
import io.rookery.spark.RookeryPlugin;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;

/** What a search wants of Spark, where the user has not said otherwise. */
final class Launch {

  private Launch() {}

  static SparkConf conf(@Nullable String master) {
    requireJava(Runtime.version().feature());
    SparkConf conf = new SparkConf();
    if (master != null) {
      conf.setMaster(master);
    }
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.app.name", "Rookery");
    conf.setIfMissing("spark.plugins", RookeryPlugin.class.getName());
    // Heartbeats bring what the plugin does not; the RPC time-out follows the interval, so not
    // less.
    conf.setIfMissing("spark.executor.heartbeatInterval", "1s");
    conf.setIfMissing("spark.task.maxFailures", "2");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    if (conf.get("spark.master").startsWith("local")) {
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
    }
    return conf;
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
