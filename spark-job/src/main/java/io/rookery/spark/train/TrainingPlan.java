package io.rookery.spark.train;

import io.rookery.nas.Architecture;
import io.rookery.nas.Recipe;
import java.io.Serializable;

/**
 * One network's training: the same plan on the same images gives the same weights.
 *
 * @param architecture the network
 * @param settings of the search
 * @param seed of initial weights, shuffling, dropout and augmentation
 */
public record TrainingPlan(Architecture architecture, TrainingSettings settings, long seed)
    implements Serializable {

  /** The architecture's own recipe, else the search's. */
  public Recipe recipe() {
    return architecture.recipe().orElse(settings.recipe());
  }
}
