package com.example.annealing;

import io.rookery.nas.Help;
import io.rookery.nas.strategy.PredictedFitness;

/** Settings of {@code annealing}. */
public record AnnealingSettings(
    @Help("loss of fitness that is accepted at first with probability 1/e, above 0")
        double temperature,
    @Help("factor on the temperature for each network told, above 0, at most 1") double cooling,
    @Help("what a predicted fitness is taken for until a measured one comes")
        PredictedFitness predicted) {

  public AnnealingSettings {
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException("temperature must be above 0: " + temperature);
    }
    if (!(cooling > 0 && cooling <= 1)) {
      throw new IllegalArgumentException("cooling must be in (0, 1]: " + cooling);
    }
  }
}
