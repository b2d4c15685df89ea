package io.rookery.nas;

import java.io.Serializable;

/**
 * How a network is trained, where the space evolves it together with the architecture (MENNDL,
 * DENSER). What a space does not evolve comes from the search's own settings.
 *
 * @param optimizer with its constants
 * @param learningRate at the first step, greater than 0
 * @param weightDecay L2 penalty, 0 or more
 * @param batchSize examples a step, at least 1
 * @param patience ends a training after this many epochs without a lower validation loss; 0 for
 *     never
 * @param decay divides the learning rate of step s, counted from 0, by 1 + decay · s, as Keras did
 *     in DENSER; 0 for none. The search's schedule applies besides
 */
public record Recipe(
    Optimizer optimizer,
    double learningRate,
    double weightDecay,
    int batchSize,
    int patience,
    double decay)
    implements Serializable {

  public Recipe {
    if (!(learningRate > 0)
        || !(weightDecay >= 0)
        || batchSize < 1
        || patience < 0
        || !(decay >= 0)) {
      throw new InvalidArchitecture(
          "out of range: learning rate %s, weight decay %s, batch size %s, patience %s, decay %s"
              .formatted(learningRate, weightDecay, batchSize, patience, decay));
    }
  }

  /** Without decay of the learning rate. */
  public Recipe(
      Optimizer optimizer, double learningRate, double weightDecay, int batchSize, int patience) {
    this(optimizer, learningRate, weightDecay, batchSize, patience, 0);
  }
}
