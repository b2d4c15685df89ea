package io.rookery.spark.config;

import io.rookery.predictor.Help;
import java.time.Duration;

/** How a search lives with its executors: section {@code rookery.cluster}. */
public record ClusterOptions(
    @Help("longest wait for executors to register before the search begins") Duration patience,
    @Help("GPUs that local mode hands out; -1: all that the trainer's engine sees, 0: none")
        int localGpus,
    @Help(
            "trainings on one GPU at once in local mode, at least 1; on a cluster spark.task.resource.gpu.amount says it")
        int trainingsPerGpu,
    @Help(
            "an executor whose training still runs so long after its cancellation is replaced; 0s: never")
        Duration replaceAfter,
    @Help("cores of one training on executors; 0: spark.task.cpus") int trainingCores,
    @Help(
            "GPUs of one training on executors, a part of one such as 0.5 or a whole number; -1: spark.task.resource.gpu.amount")
        double trainingGpus) {

  static final ClusterOptions DEFAULTS =
      new ClusterOptions(Duration.ofSeconds(60), -1, 1, Duration.ofSeconds(120), 0, -1);

  public ClusterOptions {
    Bounds.notNegative("patience", patience);
    Bounds.atLeast(-1, "localGpus", localGpus);
    Bounds.atLeast(1, "trainingsPerGpu", trainingsPerGpu);
    Bounds.notNegative("replaceAfter", replaceAfter);
    Bounds.atLeast(0, "trainingCores", trainingCores);
    if (!isAmount(trainingGpus)) {
      throw new IllegalArgumentException(
          "trainingGpus must be -1, 0.5 or less of one GPU, or a whole number, found "
              + trainingGpus);
    }
  }

  /** As Spark takes them. */
  private static boolean isAmount(double gpus) {
    return gpus == -1 || (gpus >= 0 && (gpus <= 0.5 || gpus == Math.rint(gpus)));
  }
}
