package io.rookery.spark.config;

import io.rookery.predictor.Help;

/** How much is searched: section {@code rookery.search}. */
public record SearchOptions(
    @Help("networks to try in all, at least 1") int candidates,
    @Help(
            "trainings submitted to Spark at once; 0: the slots there are and half as many again, so that none waits")
        int inFlight,
    @Help(
            "the best networks by prediction that are trained to their end before one is named, at least 1")
        int finishTop,
    @Help(
            "trainings of one network in a row that lose their executor and bring no new epoch, at least 1; the last has an executor for itself")
        int attempts,
    @Help("the best networks whose checkpoints are kept when the search has ended, at least 1")
        int keepCheckpoints) {

  static final SearchOptions DEFAULTS = new SearchOptions(24, 0, 2, 3, 3);

  public SearchOptions {
    Bounds.atLeast(1, "candidates", candidates);
    Bounds.atLeast(0, "inFlight", inFlight);
    Bounds.atLeast(1, "finishTop", finishTop);
    Bounds.atLeast(1, "attempts", attempts);
    Bounds.atLeast(1, "keepCheckpoints", keepCheckpoints);
  }
}
