package io.rookery.nas.strategy;

import io.rookery.nas.Help;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.StrategyProvider;

/** Makes {@code successive-halving}. */
public final class SuccessiveHalvingProvider
    implements StrategyProvider<SuccessiveHalvingProvider.Settings> {

  /** Settings. */
  public record Settings(
      @Help(
              "one of how many goes on to the next rung, at least 2; budgets grow by the same factor;"
                  + " 3, between the 2 and 4 of the publication")
          int eta,
      @Help(
              "rungs, 1 to 20; the top one trains to the end, the bottom one eta^-(rungs - 1) of it:"
                  + " 3 begin at a ninth")
          int rungs,
      @Help("what a predicted fitness is taken for until a measured one comes")
          PredictedFitness predicted) {

    public Settings {
      Bounds.atLeast("eta", eta, 2);
      Bounds.within("rungs", rungs, 1, 20);
    }
  }

  @Override
  public String name() {
    return "successive-halving";
  }

  @Override
  public String summary() {
    return "ASHA: random networks begin with a small budget, the best of each rung train on";
  }

  @Override
  public String source() {
    return "Li, Jamieson, Rostamizadeh, Gonina, Hardt, Recht, Talwalkar 2020, arXiv:1810.05934";
  }

  @Override
  public Settings defaults() {
    return new Settings(3, 3, PredictedFitness.DISCOUNTED);
  }

  @Override
  public SearchStrategy create(
      Settings settings, SearchSpace<?> space, boolean maximize, long seed) {
    Scoring scoring = new Scoring(maximize, settings.predicted());
    return new SuccessiveHalving<>(space, scoring, seed, settings.eta(), settings.rungs());
  }
}
