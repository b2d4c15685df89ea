package io.rookery.spark.cluster;

import io.rookery.spark.Refusal;
import org.apache.spark.SparkConf;

/**
 * Speculation starts a second copy of a slow task: a network would be trained twice at once. Spark
 * leaves a job of one task alone, as every training is, unless a duration is set from which on it
 * does not.
 */
public final class Speculation {

  private static final String ON = "spark.speculation";
  private static final String THRESHOLD = "spark.speculation.task.duration.threshold";

  private Speculation() {}

  /** Whether a training may be started a second time while it runs. */
  public static boolean threatens(SparkConf conf) {
    return conf.getBoolean(ON, false) && conf.contains(THRESHOLD);
  }

  /** Refuses a configuration under which a training may be started a second time. */
  public static void refuse(SparkConf conf) {
    if (threatens(conf)) {
      throw Refusal.preflight(
          "%s with %s would train a network twice at once: unset one of them"
              .formatted(ON, THRESHOLD));
    }
  }
}
