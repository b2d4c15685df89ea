package io.rookery.nas.strategy;

import io.rookery.nas.Help;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.StrategyProvider;

/** Makes {@code local-search}. */
public final class LocalSearchProvider implements StrategyProvider<LocalSearchProvider.Settings> {

  /** Settings. */
  public record Settings(
      @Help(
              "random networks of which the best begins a climb, at least 1; 10 in the published code")
          int initial,
      @Help(
              "mutants tried before a network counts as a local optimum, at least 1, where the space"
                  + " does not list its neighbours; ours: 50")
          int mutants,
      @Help("what a predicted fitness is taken for until a measured one comes")
          PredictedFitness predicted) {

    public Settings {
      Bounds.atLeast("initial", initial, 1);
      Bounds.atLeast("mutants", mutants, 1);
    }
  }

  @Override
  public String name() {
    return "local-search";
  }

  @Override
  public String summary() {
    return "Climbs from neighbour to better neighbour, and begins anew at each local optimum";
  }

  @Override
  public String source() {
    return "White, Nolen, Savani 2021, arXiv:2005.02960";
  }

  @Override
  public Settings defaults() {
    return new Settings(10, 50, PredictedFitness.DISCOUNTED);
  }

  @Override
  public SearchStrategy create(
      Settings settings, SearchSpace<?> space, boolean maximize, long seed) {
    return climb(settings, space, new Scoring(maximize, settings.predicted()), seed);
  }

  private static <G> SearchStrategy climb(
      Settings settings, SearchSpace<G> space, Scoring scoring, long seed) {
    return new LocalSearch<>(space, new Proposals<>(space, scoring, seed), settings);
  }
}
