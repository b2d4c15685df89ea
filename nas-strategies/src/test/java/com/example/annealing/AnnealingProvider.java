package com.example.annealing;

import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.StrategyProvider;
import io.rookery.nas.strategy.PredictedFitness;

/** Makes {@code annealing}. */
public final class AnnealingProvider implements StrategyProvider<AnnealingSettings> {

  @Override
  public String name() {
    return "annealing";
  }

  @Override
  public String summary() {
    return "Simulated annealing: at first it accepts losses, later ever fewer";
  }

  @Override
  public String source() {
    return "Kirkpatrick, Gelatt, Vecchi 1983, doi:10.1126/science.220.4598.671";
  }

  @Override
  public AnnealingSettings defaults() {
    return new AnnealingSettings(2, 0.98, PredictedFitness.DISCOUNTED);
  }

  @Override
  public SearchStrategy create(
      AnnealingSettings settings, SearchSpace<?> space, boolean maximize, long seed) {
    return new Annealing<>(space, settings, maximize, seed);
  }
}
