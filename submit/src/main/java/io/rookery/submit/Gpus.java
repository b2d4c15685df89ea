package io.rookery.submit;

import java.nio.file.Path;
import org.apache.spark.SparkConf;

/** One network a GPU, and one GPU an executor, where the user asks for GPUs and no more. */
final class Gpus {

  static final String EXECUTOR_AMOUNT = "spark.executor.resource.gpu.amount";
  static final String TASK_AMOUNT = "spark.task.resource.gpu.amount";
  private static final String SCRIPT = "spark.executor.resource.gpu.discoveryScript";

  private Gpus() {}

  /** Adds what follows from {@code spark.executor.resource.gpu.amount}. */
  static void complete(SparkConf conf) {
    if (conf.getInt(EXECUTOR_AMOUNT, 0) == 0) {
      return;
    }
    conf.setIfMissing(TASK_AMOUNT, "1");
    // One network an executor: what runs out of memory takes no other with it.
    conf.setIfMissing("spark.executor.cores", conf.get("spark.task.cpus", "1"));
    String home = System.getProperty("rookery.home");
    if (home != null && !conf.get("spark.master").startsWith("k8s")) {
      conf.setIfMissing(SCRIPT, Path.of(home, "submit", "bin", "discover-gpus").toString());
    }
  }
}
