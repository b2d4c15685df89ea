package io.rookery.nas.strategy;

import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.StrategyProvider;

/** Makes {@code random}. */
public final class RandomSearchProvider implements StrategyProvider<RandomSearchProvider.Settings> {

  /** It has none. */
  public record Settings() {}

  @Override
  public String name() {
    return "random";
  }

  @Override
  public String summary() {
    return "Draws every network from the space at random: the baseline";
  }

  @Override
  public String source() {
    return "Li, Talwalkar 2019, arXiv:1902.07638";
  }

  @Override
  public Settings defaults() {
    return new Settings();
  }

  @Override
  public SearchStrategy create(
      Settings settings, SearchSpace<?> space, boolean maximize, long seed) {
    // Fitness plays no part, so nothing need be said of predicted fitness.
    Scoring scoring = new Scoring(maximize, PredictedFitness.AS_MEASURED);
    return new RandomSearch<>(space, scoring, seed);
  }
}
