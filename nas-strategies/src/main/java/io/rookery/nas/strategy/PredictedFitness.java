package io.rookery.nas.strategy;

/** What a strategy takes the predicted fitness of a network for, until a measured one comes. */
public enum PredictedFitness {

  /** For a measured one, as PENGUIN does. */
  AS_MEASURED,

  /**
   * For a measured one that is worse by one standard deviation of the prediction. Where the
   * deviation is unknown nothing can be taken off.
   */
  DISCOUNTED,

  /** For none: the network neither survives nor has children before it is measured. */
  IGNORE_UNTIL_MEASURED
}
