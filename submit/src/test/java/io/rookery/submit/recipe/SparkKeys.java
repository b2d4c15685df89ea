package io.rookery.submit.recipe;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.internal.config.ConfigEntry$;

/**
 * Whether Spark reads a property: by its own registry, and what its pages say of families of keys.
 */
final class SparkKeys {

  /** Objects whose making puts their entries into the registry. */
  private static final List<String> ENTRIES =
      List.of(
          "org.apache.spark.internal.config.package$",
          "org.apache.spark.internal.config.Deploy$",
          "org.apache.spark.internal.config.History$",
          "org.apache.spark.internal.config.Kryo$",
          "org.apache.spark.internal.config.Network$",
          "org.apache.spark.internal.config.Python$",
          "org.apache.spark.internal.config.Status$",
          "org.apache.spark.internal.config.Streaming$",
          "org.apache.spark.internal.config.UI$",
          "org.apache.spark.internal.config.Worker$",
          "org.apache.spark.sql.internal.SQLConf$",
          "org.apache.spark.deploy.k8s.Config$");

  /**
   * Keys whose middle or end is free: "Configuration", "Running on YARN", "Running on Kubernetes".
   */
  private static final Pattern FAMILIES =
      Pattern.compile(
          "spark\\.(driver|executor|task|worker)\\.resource\\.gpu\\.(amount|discoveryScript|vendor)"
              + "|spark\\.executorEnv\\.[A-Z_]+"
              + "|spark\\.yarn\\.appMasterEnv\\.[A-Z_]+"
              + "|spark\\.hadoop\\..+"
              + "|spark\\.rookery\\..+");

  /** Of "Running Spark on YARN", whose module no registry of this build has. */
  private static final Set<String> YARN =
      Set.of(
          "spark.yarn.maxAppAttempts",
          "spark.yarn.queue",
          "spark.yarn.submit.waitAppCompletion",
          "spark.yarn.am.memory");

  /** Read by Spark's launcher, or local to a thread: these have no entry. */
  private static final Set<String> PLAIN =
      Set.of("spark.master", "spark.app.name", "spark.jars", "spark.job.tags", "spark.jobGroup.id");

  static {
    ENTRIES.forEach(SparkKeys::load);
  }

  private SparkKeys() {}

  static boolean known(String key) {
    return ConfigEntry$.MODULE$.findEntry(key) != null
        || FAMILIES.matcher(key).matches()
        || YARN.contains(key)
        || PLAIN.contains(key);
  }

  private static void load(String name) {
    try {
      Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("this Spark has no " + name, e);
    }
  }
}
