package io.rookery.spark.cluster;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;

/**
 * What one training takes of an executor.
 *
 * @param cores at least 1; {@code spark.task.cpus} unless the search asks otherwise
 * @param gpus {@code spark.task.resource.gpu.amount} unless the search asks otherwise: 0, a part of
 *     one GPU, or a whole number
 */
public record TaskDemand(int cores, double gpus) implements Serializable {

  /** Parts such as 0.1 are no binary fractions. */
  private static final double ROUNDING = 1e-9;

  public static TaskDemand of(SparkConf conf) {
    return new TaskDemand(
        conf.getInt("spark.task.cpus", 1), conf.getDouble("spark.task.resource.gpu.amount", 0));
  }

  /**
   * The same, but for what is asked otherwise.
   *
   * @param otherCores 0 to leave them
   * @param otherGpus negative to leave them
   */
  public TaskDemand with(int otherCores, double otherGpus) {
    return new TaskDemand(otherCores > 0 ? otherCores : cores, otherGpus >= 0 ? otherGpus : gpus);
  }

  /** What Spark must be told of each training; empty where it is what Spark gives any task. */
  public Optional<ResourceProfile> profile(SparkConf conf) {
    if (equals(of(conf))) {
      return Optional.empty();
    }
    TaskResourceRequests requests = new TaskResourceRequests().cpus(cores);
    if (gpus > 0) {
      requests.resource("gpu", gpus);
    }
    return Optional.of(new ResourceProfileBuilder().require(requests).build());
  }

  /** The same, with all cores of the smallest executor there is, or is asked for where none is. */
  public Optional<ResourceProfile> alone(SparkContext spark) {
    int asked = spark.conf().getInt("spark.executor.cores", cores);
    int all =
        new Cluster(spark, LocalGpus.NONE, this)
            .executors().stream().mapToInt(ExecutorView::cores).min().orElse(asked);
    return with(Math.max(all, cores), gpus).profile(spark.conf());
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
