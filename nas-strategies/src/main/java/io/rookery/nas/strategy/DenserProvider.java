package io.rookery.nas.strategy;

import io.rookery.nas.Help;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.StrategyProvider;

/** Makes {@code denser}. */
public final class DenserProvider implements StrategyProvider<DenserProvider.Settings> {

  /** Settings; the defaults are those of Fast-DENSER's published code. */
  public record Settings(
      @Help("children of a round, at least 1; 4 in the published code") int lambda,
      @Help(
              "probability that a child is its parent trained longer, at least 0 and below 1;"
                  + " 0.2 in the published code")
          double trainLonger,
      @Help("budgets a network is trained for at most, at least 1; ours: 10") int longest,
      @Help("whether a round waits for its last child; false leaves no slot idle")
          boolean generational,
      @Help("what a predicted fitness is taken for until a measured one comes")
          PredictedFitness predicted) {

    public Settings {
      Bounds.atLeast("lambda", lambda, 1);
      Bounds.within("trainLonger", trainLonger, 0, Math.nextDown(1.0));
      Bounds.atLeast("longest", longest, 1);
    }
  }

  @Override
  public String name() {
    return "denser";
  }

  @Override
  public String summary() {
    return "(1+lambda): mutants of the best network, which at times is itself trained longer";
  }

  @Override
  public String source() {
    return "Assunção, Lourenço, Machado, Ribeiro 2018, arXiv:1801.01563; 2019, arXiv:1905.02969";
  }

  @Override
  public Settings defaults() {
    return new Settings(4, 0.2, 10, false, PredictedFitness.DISCOUNTED);
  }

  @Override
  public SearchStrategy create(
      Settings settings, SearchSpace<?> space, boolean maximize, long seed) {
    return evolve(settings, space, new Scoring(maximize, settings.predicted()), seed);
  }

  private static <G> SearchStrategy evolve(
      Settings settings, SearchSpace<G> space, Scoring scoring, long seed) {
    return new Denser<>(space, new Proposals<>(space, scoring, seed), settings);
  }
}
