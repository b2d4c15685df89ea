package io.rookery.spark.search;

import io.rookery.spark.Refusal;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * How many trainings can run at once, and why.
 *
 * @param count at least 1
 * @param reason for a person: "4 slots: 4 GPUs, 16 cores, 4 cores a task"
 */
public record Slots(int count, String reason) {

  /** Counts the slots of the executors that are there now. */
  public static Slots of(SparkContext spark) {
    SparkConf conf = spark.conf();
    int taskCores = conf.getInt("spark.task.cpus", 1);
    if (spark.isLocal()) {
      int cores = spark.defaultParallelism();
      return checked(
          cores / taskCores, "%d local cores, %d a training".formatted(cores, taskCores));
    }
    int executors = Math.max(1, spark.statusTracker().getExecutorInfos().length - 1);
    int cores = Math.max(spark.defaultParallelism(), executors);
    int byCores = cores / taskCores;
    double gpus = conf.getDouble("spark.executor.resource.gpu.amount", 0) * executors;
    double taskGpus = conf.getDouble("spark.task.resource.gpu.amount", 0);
    if (gpus > 0 && taskGpus > 0) {
      int byGpus = (int) Math.floor(gpus / taskGpus + 1e-9);
      return checked(
          Math.min(byCores, byGpus),
          "%d executors, %.0f GPUs, %s a training, %d cores, %d a training"
              .formatted(executors, gpus, taskGpus, cores, taskCores));
    }
    return checked(
        byCores, "%d executors, %d cores, %d a training".formatted(executors, cores, taskCores));
  }

  private static Slots checked(int count, String why) {
    if (count < 1) {
      throw Refusal.preflight(
          "no training fits an executor (%s): give executors more cores, or lower spark.task.cpus"
              .formatted(why));
    }
    return new Slots(count, "%d %s: %s".formatted(count, count == 1 ? "slot" : "slots", why));
  }

  /** Submissions at once, so that no slot waits for the driver. */
  int inFlight(int wanted) {
    return wanted > 0 ? wanted : count + (count + 1) / 2;
  }
}
