package io.rookery.spark.cluster;

import java.util.Locale;
import org.apache.spark.SparkConf;

/**
 * What one training takes of an executor.
 *
 * @param cores {@code spark.task.cpus}, at least 1
 * @param gpus {@code spark.task.resource.gpu.amount}: 0, a part of one GPU, or a whole number
 */
public record TaskDemand(int cores, double gpus) {

  /** Parts such as 0.1 are no binary fractions. */
  private static final double ROUNDING = 1e-9;

  public static TaskDemand of(SparkConf conf) {
    return new TaskDemand(
        conf.getInt("spark.task.cpus", 1), conf.getDouble("spark.task.resource.gpu.amount", 0));
  }

  /** Trainings that fit into an executor at once, counted as Spark's scheduler counts them. */
  public int slots(ExecutorView executor) {
    int byCores = executor.cores() / cores;
    return gpus > 0 ? Math.min(byCores, byGpus(executor.gpus().size())) : byCores;
  }

  /** Whole trainings an address, or whole addresses a training. */
  private int byGpus(int addresses) {
    return gpus <= 1
        ? addresses * (int) Math.floor(1 / gpus + ROUNDING)
        : (int) Math.floor(addresses / gpus + ROUNDING);
  }

  /** The least that a training can take where there are GPUs or not: the most trainings at once. */
  TaskDemand least() {
    return new TaskDemand(1, Math.min(gpus, 1));
  }

  /** For a person: {@code "4 cores a task"}, {@code "0.5 GPUs and 1 core a task"}. */
  @Override
  public String toString() {
    String ofCores = cores + (cores == 1 ? " core a task" : " cores a task");
    return gpus == 0 || gpus == 1
        ? ofCores
        : String.format(Locale.ROOT, "%s GPUs and %s", plain(gpus), ofCores);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
