package io.rookery.nas.strategy;

import io.rookery.nas.Help;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.StrategyProvider;

/** Makes {@code regularized-evolution}. */
public final class RegularizedEvolutionProvider
    implements StrategyProvider<RegularizedEvolutionProvider.Settings> {

  /** Settings; the defaults are the publication's. */
  public record Settings(
      @Help("networks in the population, at least 2; 100 in the publication") int population,
      @Help("networks in a tournament, 1 to the population; 25 in the publication") int sample,
      @Help("what a predicted fitness is taken for until a measured one comes")
          PredictedFitness predicted) {

    public Settings {
      Bounds.atLeast("population", population, 2);
      Bounds.within("sample", sample, 1, population);
    }
  }

  @Override
  public String name() {
    return "regularized-evolution";
  }

  @Override
  public String summary() {
    return "Aging evolution: the best of a sample has a mutated child, the oldest network dies";
  }

  @Override
  public String source() {
    return "Real, Aggarwal, Huang, Le 2019, arXiv:1802.01548";
  }

  @Override
  public Settings defaults() {
    return new Settings(100, 25, PredictedFitness.DISCOUNTED);
  }

  @Override
  public SearchStrategy create(
      Settings settings, SearchSpace<?> space, boolean maximize, long seed) {
    return evolve(settings, space, new Scoring(maximize, settings.predicted()), seed);
  }

  private static <G> SearchStrategy evolve(
      Settings settings, SearchSpace<G> space, Scoring scoring, long seed) {
    return new SteadyState<>(
        space,
        new Proposals<>(space, scoring, seed),
        new RegularizedEvolution<>(space, settings.sample()),
        settings.population());
  }
}
