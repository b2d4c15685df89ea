package io.rookery.nas.strategy;

import io.rookery.nas.Help;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.StrategyProvider;

/** Makes {@code menndl}. */
public final class MenndlProvider implements StrategyProvider<MenndlProvider.Settings> {

  /** Settings; the defaults are ours, since the authors published none. */
  public record Settings(
      @Help("networks in the population, at least 2; ours: 64") int population,
      @Help("networks in a tournament, 1 to the population; ours: 3") int tournament,
      @Help("probability that a child has two parents, 0 to 1; ours: 0.7") double crossover,
      @Help("what a predicted fitness is taken for until a measured one comes")
          PredictedFitness predicted) {

    public Settings {
      Bounds.atLeast("population", population, 2);
      Bounds.within("tournament", tournament, 1, population);
      Bounds.within("crossover", crossover, 0, 1);
    }
  }

  @Override
  public String name() {
    return "menndl";
  }

  @Override
  public String summary() {
    return "Asynchronous genetic algorithm: no generations, the worst dies";
  }

  @Override
  public String source() {
    return "Patton et al. 2018, doi:10.1109/SC.2018.00053; Young et al. 2015,"
        + " doi:10.1145/2834892.2834896";
  }

  @Override
  public Settings defaults() {
    return new Settings(64, 3, 0.7, PredictedFitness.DISCOUNTED);
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
        new Menndl<>(space, settings.tournament(), settings.crossover()),
        settings.population());
  }
}
