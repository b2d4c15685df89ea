package io.rookery.submit;

import io.rookery.spark.Refusal;
import java.nio.file.Path;
import org.apache.spark.SparkConf;

/** One network a GPU, and no more cores than its networks need, where the user asks for GPUs. */
final class Gpus {

  static final String EXECUTOR_AMOUNT = "spark.executor.resource.gpu.amount";
  static final String TASK_AMOUNT = "spark.task.resource.gpu.amount";
  private static final String SCRIPT = "spark.executor.resource.gpu.discoveryScript";

  private Gpus() {}

  /** Adds what follows from {@code spark.executor.resource.gpu.amount}. */
  static void complete(SparkConf conf) {
    int gpus = conf.getInt(EXECUTOR_AMOUNT, 0);
    if (gpus == 0) {
      return;
    }
    conf.setIfMissing(TASK_AMOUNT, "1");
    // With more cores executors would take more than their GPUs can use; with fewer a part of a
    // GPU would lie idle.
    int cores = trainings(gpus, conf.getDouble(TASK_AMOUNT, 1)) * conf.getInt("spark.task.cpus", 1);
    conf.setIfMissing("spark.executor.cores", Integer.toString(cores));
    String home = System.getProperty("rookery.home");
    if (home != null && !conf.get("spark.master").startsWith("k8s")) {
      conf.setIfMissing(SCRIPT, Path.of(home, "submit", "bin", "discover-gpus").toString());
    }
  }

  /** Trainings that an executor's GPUs have room for; 1 where the amounts make no sense. */
  private static int trainings(int gpus, double each) {
    if (each <= 0) {
      return 1;
    }
    return each <= 0.5 ? gpus * (int) (1 / each) : Math.max(1, (int) (gpus / each));
  }

  /**
   * Looks at amounts that Spark meets with a stack trace.
   *
   * @throws Refusal if a session cannot be begun with them
   */
  static void require(SparkConf conf) {
    int gpus = conf.getInt(EXECUTOR_AMOUNT, 0);
    double each = conf.getDouble(TASK_AMOUNT, 0);
    if (each > 0 && gpus == 0) {
      throw Refusal.usage(
          "%s=%s, and executors without GPUs: set %s too"
              .formatted(TASK_AMOUNT, conf.get(TASK_AMOUNT), EXECUTOR_AMOUNT));
    }
    if (each > 0.5 && each != Math.rint(each)) {
      throw Refusal.usage(
          "%s=%s: one training takes a part of a GPU up to a half, or whole ones"
              .formatted(TASK_AMOUNT, each));
    }
    if (each > gpus) {
      throw Refusal.usage(
          "%s=%s is more than %s=%d: give executors more, or a training less"
              .formatted(TASK_AMOUNT, conf.get(TASK_AMOUNT), EXECUTOR_AMOUNT, gpus));
    }
  }
}
