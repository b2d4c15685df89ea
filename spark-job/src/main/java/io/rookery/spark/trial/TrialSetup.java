package io.rookery.spark.trial;

import io.rookery.spark.cluster.LocalGpus;
import io.rookery.spark.cluster.TaskDemand;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSettings;
import java.io.Serializable;
import java.util.Objects;

/**
 * What all trainings of one search share.
 *
 * @param searchId the search
 * @param trainer name of the trainer
 * @param training how every network is trained
 * @param checkpoints where they are kept
 * @param limits of time
 * @param gpus that a local session hands out
 * @param demand what each takes of an executor
 */
public record TrialSetup(
    String searchId,
    String trainer,
    TrainingSettings training,
    Checkpoints checkpoints,
    TrialLimits limits,
    LocalGpus gpus,
    TaskDemand demand)
    implements Serializable {

  /**
   * The training of one order; one that asks for more than the usual epochs has its schedule
   * stretched.
   */
  TrainingPlan plan(TrialOrder order) {
    TrainingSettings settings =
        order.horizon() > training.epochs() ? training.withEpochs((int) order.horizon()) : training;
    return new TrainingPlan(
        Objects.requireNonNull(order.candidate().architecture()), settings, order.seed());
  }
}
