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
        Duration replaceAfter) {

  static final ClusterOptions DEFAULTS =
      new ClusterOptions(Duration.ofSeconds(60), -1, 1, Duration.ofSeconds(120));

  public ClusterOptions {
    Bounds.notNegative("patience", patience);
    Bounds.atLeast(-1, "localGpus", localGpus);
    Bounds.atLeast(1, "trainingsPerGpu", trainingsPerGpu);
    Bounds.notNegative("replaceAfter", replaceAfter);
  }
}
