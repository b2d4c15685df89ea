package io.rookery.spark.train;

import io.rookery.nas.Recipe;
import java.io.Serializable;

/**
 * How every network of a search is trained.
 *
 * @param epochs the horizon: epochs of a full training, at least 1
 * @param validateEvery epochs between two validations; 1 / validateEvery or validateEvery must be a
 *     whole number
 * @param recipe optimizer and batch size, where the architecture brings none of its own
 * @param schedule of the learning rate over the horizon
 * @param labelSmoothing in [0, 1)
 * @param clipNorm largest global norm of the gradients; 0 for no clipping
 * @param augmentation of the training images
 */
public record TrainingSettings(
    int epochs,
    double validateEvery,
    Recipe recipe,
    Schedule schedule,
    double labelSmoothing,
    double clipNorm,
    Augmentation augmentation)
    implements Serializable {

  /** The learning rate over a training. */
  public enum Schedule {
    /**
     * From the recipe's rate to 0 along half a cosine (Loshchilov, Hutter 2017), set at each
     * mini-batch.
     */
    COSINE,
    /** The recipe's rate throughout. */
    CONSTANT
  }

  public TrainingSettings {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs must be at least 1: " + epochs);
    }
    if (!(validateEvery > 0) || !(whole(validateEvery) || whole(1 / validateEvery))) {
      throw new IllegalArgumentException(
          "validateEvery must be a whole number of epochs or a whole fraction of one: "
              + validateEvery);
    }
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "labelSmoothing must be 0 or more and below 1: " + labelSmoothing);
    }
    if (!(clipNorm >= 0)) {
      throw new IllegalArgumentException("clipNorm must be 0 or more: " + clipNorm);
    }
  }

  /** The same with another horizon. */
  public TrainingSettings withEpochs(int other) {
    return new TrainingSettings(
        other, validateEvery, recipe, schedule, labelSmoothing, clipNorm, augmentation);
  }

  private static boolean whole(double value) {
    return Math.abs(value - Math.rint(value)) < 1e-9;
  }
}
