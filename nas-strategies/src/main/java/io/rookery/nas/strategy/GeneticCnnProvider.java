package io.rookery.nas.strategy;

import io.rookery.nas.Help;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.StrategyProvider;

/** Makes {@code genetic-cnn}. */
public final class GeneticCnnProvider implements StrategyProvider<GeneticCnnProvider.Settings> {

  /** Settings; the defaults are the paper's. */
  public record Settings(
      @Help("networks of a generation, at least 2; 20 in the paper") int population,
      @Help("probability that a pair is crossed, 0 to 1; 0.2 in the paper") double crossover,
      @Help("probability that one not crossed mutates, 0 to 1; 0.8 in the paper") double mutation,
      @Help("whether selection waits for whole generations; false leaves no slot idle")
          boolean generational,
      @Help("what a predicted fitness is taken for until a measured one comes")
          PredictedFitness predicted) {

    public Settings {
      Bounds.atLeast("population", population, 2);
      Bounds.within("crossover", crossover, 0, 1);
      Bounds.within("mutation", mutation, 0, 1);
      if (crossover + mutation == 0) {
        throw new IllegalArgumentException(
            "crossover and mutation are both 0: no network would ever be new");
      }
    }
  }

  @Override
  public String name() {
    return "genetic-cnn";
  }

  @Override
  public String summary() {
    return "Roulette by fitness, whole stages exchanged between neighbours, bits flipped";
  }

  @Override
  public String source() {
    return "Xie, Yuille 2017, arXiv:1703.01513";
  }

  @Override
  public Settings defaults() {
    return new Settings(20, 0.2, 0.8, false, PredictedFitness.DISCOUNTED);
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
        new GeneticCnn<>(space, settings.population(), settings.crossover(), settings.mutation()),
        settings.population());
  }
}
