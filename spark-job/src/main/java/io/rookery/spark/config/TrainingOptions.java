package io.rookery.spark.config;

import io.rookery.nas.Optimizer;
import io.rookery.nas.Recipe;
import io.rookery.predictor.Help;
import io.rookery.spark.train.Augmentation;
import io.rookery.spark.train.TrainingSettings;
import java.time.Duration;

/** How every network is trained: section {@code rookery.training}. */
public record TrainingOptions(
    @Help("the horizon: epochs of a full training, at least 1") int epochs,
    @Help("images a step, at least 1; a space that evolves it overrides it") int batchSize,
    @Help("epochs between two validations: a whole number, or a whole fraction of one such as 0.5")
        double validateEvery,
    @Help("learning rate at the first step, greater than 0") double learningRate,
    @Help("momentum of stochastic gradient descent, in [0, 1)") double momentum,
    @Help("L2 penalty on weights, not on biases and batch norms; 0 or more") double weightDecay,
    @Help("cosine (to 0 over the horizon) or constant") TrainingSettings.Schedule schedule,
    @Help("share of the target spread over all classes, in [0, 1)") double labelSmoothing,
    @Help("largest global norm of the gradients; 0 for no clipping") double clipNorm,
    @Help("zeros around an image before a random crop back to its size; 0 for no crop")
        int cropPadding,
    @Help("mirror half of the training images left to right") boolean flip,
    @Help("side of a square of zeros put at a random place of a training image; 0 for none")
        int cutout,
    @Help("longest time to a validation from the one before, or from the start; 0s: no limit")
        Duration epochTimeout) {

  static final TrainingOptions DEFAULTS =
      new TrainingOptions(
          10,
          64,
          1.0,
          0.05,
          0.9,
          3e-4,
          TrainingSettings.Schedule.COSINE,
          0,
          5,
          0,
          false,
          0,
          Duration.ofHours(2));

  public TrainingOptions {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("momentum must be in [0, 1): " + momentum);
    }
    Bounds.notNegative("epochTimeout", epochTimeout);
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1: " + batchSize);
    }
    if (!(learningRate > 0)) {
      throw new IllegalArgumentException("learningRate must be greater than 0: " + learningRate);
    }
    if (!(weightDecay >= 0)) {
      throw new IllegalArgumentException("weightDecay must not be negative: " + weightDecay);
    }
    settings(
        epochs,
        batchSize,
        validateEvery,
        learningRate,
        momentum,
        weightDecay,
        schedule,
        labelSmoothing,
        clipNorm,
        cropPadding,
        flip,
        cutout);
  }

  /** The same as the trainer takes it. */
  public TrainingSettings settings() {
    return settings(
        epochs,
        batchSize,
        validateEvery,
        learningRate,
        momentum,
        weightDecay,
        schedule,
        labelSmoothing,
        clipNorm,
        cropPadding,
        flip,
        cutout);
  }

  private static TrainingSettings settings(
      int epochs,
      int batchSize,
      double validateEvery,
      double learningRate,
      double momentum,
      double weightDecay,
      TrainingSettings.Schedule schedule,
      double labelSmoothing,
      double clipNorm,
      int cropPadding,
      boolean flip,
      int cutout) {
    return new TrainingSettings(
        epochs,
        validateEvery,
        new Recipe(new Optimizer.Sgd(momentum, 0, false), learningRate, weightDecay, batchSize, 0),
        schedule,
        labelSmoothing,
        clipNorm,
        new Augmentation(cropPadding, flip, cutout));
  }
}
