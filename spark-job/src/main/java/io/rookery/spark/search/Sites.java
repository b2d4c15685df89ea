package io.rookery.spark.search;

import io.rookery.spark.Refusal;
import io.rookery.spark.cluster.Cluster;
import io.rookery.spark.cluster.LocalGpus;
import io.rookery.spark.cluster.TaskDemand;
import io.rookery.spark.config.ClusterOptions;
import io.rookery.spark.config.Settings;
import io.rookery.spark.train.Trainer;
import io.rookery.spark.train.Trainers;
import org.apache.spark.SparkContext;

/** Where a search's trainings take place. */
public final class Sites {

  private Sites() {}

  /**
   * The executors of a session, and the GPUs that local mode hands out.
   *
   * @throws Refusal if there is no such trainer, or no such resource can be asked for here
   */
  public static Cluster cluster(SparkContext spark, Settings settings) {
    Trainer trainer = trainer(settings.trainerName());
    ClusterOptions options = settings.cluster();
    TaskDemand usual = TaskDemand.of(spark.conf());
    TaskDemand demand = usual.with(options.trainingCores(), options.trainingGpus());
    if (!spark.isLocal()) {
      return new Cluster(spark, LocalGpus.NONE, demand);
    } else if (!demand.equals(usual)) {
      throw Refusal.usage(
          "rookery.cluster.trainingCores and trainingGpus are for executors. In local mode use spark.task.cpus and rookery.cluster.trainingsPerGpu");
    }
    int gpus = options.localGpus() >= 0 ? options.localGpus() : trainer.gpus();
    return new Cluster(spark, new LocalGpus(gpus, options.trainingsPerGpu()), demand);
  }

  private static Trainer trainer(String name) {
    try {
      return Trainers.named(name);
    } catch (IllegalArgumentException e) {
      throw Refusal.usage("rookery.trainer: " + e.getMessage());
    }
  }
}
