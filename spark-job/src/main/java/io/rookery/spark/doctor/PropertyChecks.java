package io.rookery.spark.doctor;

import io.rookery.spark.RookeryPlugin;
import io.rookery.spark.cluster.Speculation;
import java.util.List;
import org.apache.spark.SparkConf;

/** Spark properties that trainings do not go well with. */
final class PropertyChecks {

  private static final long SLOWEST_HEARTBEAT_SECONDS = 10;

  private PropertyChecks() {}

  static List<Finding> of(Evidence evidence) {
    SparkConf conf = evidence.conf();
    return List.of(
        speculation(conf), exclusion(conf), allocation(conf), plugin(conf), heartbeat(conf));
  }

  private static Finding speculation(SparkConf conf) {
    String asked = "no second copy of a training that is slow";
    if (Speculation.threatens(conf)) {
      return Finding.fail(
          "speculation",
          asked,
          "spark.speculation with spark.speculation.task.duration.threshold",
          "unset one of them");
    }
    String found =
        conf.getBoolean("spark.speculation", false)
            ? "spark.speculation, which leaves jobs of one task alone"
            : "spark.speculation off";
    return Finding.ok("speculation", asked, found);
  }

  private static Finding exclusion(SparkConf conf) {
    String key = "spark.excludeOnFailure.enabled";
    String asked = key + " off";
    return conf.getBoolean(key, false)
        ? Finding.fail(
            "excludeOnFailure",
            asked,
            "it on: a training whose executors are all excluded waits for ever",
            "--conf " + key + "=false")
        : Finding.ok("excludeOnFailure", asked, "it off");
  }

  private static Finding allocation(SparkConf conf) {
    String most = "spark.dynamicAllocation.maxExecutors";
    String asked = "a bound of the executors";
    if (!conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return Finding.ok("dynamicAllocation", asked, "dynamic allocation off");
    }
    return conf.contains(most)
        ? Finding.ok("dynamicAllocation", asked, most + "=" + conf.get(most))
        : Finding.fail(
            "dynamicAllocation",
            asked,
            "dynamic allocation without one: nobody can say how many trainings run at once",
            "--conf " + most + "=…");
  }

  private static Finding plugin(SparkConf conf) {
    String name = RookeryPlugin.class.getName();
    return conf.get("spark.plugins", "").contains(name)
        ? Finding.ok("plugin", "epoch reports at once", "the plugin")
        : Finding.warn(
            "plugin",
            "epoch reports at once",
            "no plugin: they come with the heartbeats",
            "--conf spark.plugins=%s, set before the session starts".formatted(name));
  }

  /**
   * Reports of a running task travel with it where the plugin is absent; it is the RPC time-out.
   */
  private static Finding heartbeat(SparkConf conf) {
    String key = "spark.executor.heartbeatInterval";
    String asked = key + " of 1s to %ds".formatted(SLOWEST_HEARTBEAT_SECONDS);
    long millis = conf.getTimeAsMs(key, "10s");
    if (millis >= 1000 && millis <= SLOWEST_HEARTBEAT_SECONDS * 1000) {
      return Finding.ok("heartbeat", asked, millis + " ms");
    }
    String why =
        millis < 1000
            ? "%d ms, within which every heartbeat must be answered".formatted(millis)
            : "%d ms: decisions come that much later where the plugin is absent".formatted(millis);
    return Finding.warn("heartbeat", asked, why, "--conf " + key + "=1s");
  }
}
