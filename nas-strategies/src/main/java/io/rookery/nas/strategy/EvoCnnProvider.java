package io.rookery.nas.strategy;

import io.rookery.nas.Help;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.StrategyProvider;

/** Makes {@code evocnn}. */
public final class EvoCnnProvider implements StrategyProvider<EvoCnnProvider.Settings> {

  /** Settings; the defaults are the paper's, those of its code stand behind them. */
  public record Settings(
      @Help("networks in the population, at least 2; 100 in the paper, 50 in its code")
          int population,
      @Help(
              "probability that two parents are crossed, 0 to 1; 0.9 in the paper, 1 in its code,"
                  + " where the space then crosses one layer in five")
          double crossover,
      @Help("probability that a child is mutated, 0 to 1; 0.1 in the paper, 0.9 in its code")
          double mutation,
      @Help("share of the population that survives as the best, 0 to 1; 0.2 in paper and code")
          double elitism,
      @Help(
              "fitness difference up to which the simpler network wins, 0 or more; 5 points of"
                  + " accuracy in the code")
          double slack,
      @Help("fewer parameters that make a network the simpler one, 0 or more; 100 in the code")
          int simpler,
      @Help("whether selection waits for whole generations; false leaves no slot idle")
          boolean generational,
      @Help("what a predicted fitness is taken for until a measured one comes")
          PredictedFitness predicted) {

    public Settings {
      Bounds.atLeast("population", population, 2);
      Bounds.within("crossover", crossover, 0, 1);
      Bounds.within("mutation", mutation, 0, 1);
      Bounds.within("elitism", elitism, 0, 1);
      Bounds.atLeast("slack", slack, 0);
      Bounds.atLeast("simpler", simpler, 0);
    }
  }

  @Override
  public String name() {
    return "evocnn";
  }

  @Override
  public String summary() {
    return "Slack tournaments that prefer the simpler of two nearly equal networks";
  }

  @Override
  public String source() {
    return "Sun, Xue, Zhang, Yen 2020, doi:10.1109/TEVC.2019.2916183, arXiv:1710.10741";
  }

  @Override
  public Settings defaults() {
    return new Settings(100, 0.9, 0.1, 0.2, 5, 100, false, PredictedFitness.DISCOUNTED);
  }

  @Override
  public SearchStrategy create(
      Settings settings, SearchSpace<?> space, boolean maximize, long seed) {
    return evolve(settings, space, new Scoring(maximize, settings.predicted()), seed);
  }

  private static <G> SearchStrategy evolve(
      Settings settings, SearchSpace<G> space, Scoring scoring, long seed) {
    return Loops.of(
        settings.generational(),
        space,
        new Proposals<>(space, scoring, seed),
        new EvoCnn<>(space, settings),
        settings.population());
  }
}
