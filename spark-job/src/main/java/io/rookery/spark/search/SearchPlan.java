package io.rookery.spark.search;

import java.util.function.IntSupplier;

/**
 * The limits of one search.
 *
 * @param candidates networks to try in all
 * @param inFlight submissions at once, now
 * @param finishTop the best networks by prediction that are trained to their end before one is
 *     named
 * @param attempts submissions of one network when executors are lost
 * @param kept the best networks whose checkpoints stay
 * @param inherits whether the space lets any network inherit what another one learnt
 * @param epochs of a full training
 * @param seed of the search
 */
record SearchPlan(
    int candidates,
    IntSupplier inFlight,
    int finishTop,
    int attempts,
    int kept,
    boolean inherits,
    int epochs,
    long seed) {

  /**
   * Seed of one candidate's training: the search's and the candidate's number, mixed (SplitMix64,
   * Steele et al. 2014).
   */
  long seedOf(long sequence) {
    long z = seed + (sequence + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Whole epochs of a training of this budget, at least one. */
  double horizon(double budget) {
    return Math.max(1, Math.rint(budget * epochs));
  }
}
