package io.rookery.predictor;

/** A probability distribution over a fitness that has not been measured. Immutable. */
public interface Belief {

  /** Expected fitness; not clipped to the scale where the source of the belief does not clip. */
  double mean();

  /** Standard deviation in units of the fitness; infinite where nothing is known of it. */
  double standardDeviation();

  /** The fitness below which the truth lies with probability {@code p}, 0 &lt; p &lt; 1. */
  double quantile(double p);

  /** Probability that the true fitness is at least {@code fitness}. */
  double atLeast(double fitness);

  /**
   * Expected improvement over {@code mark}: by how much the true fitness is better than it, on
   * average, where one that is not better counts 0 (Mockus, Tiesis, Zilinskas 1978). Finite, 0 or
   * more.
   */
  default double improvement(Metric metric, double mark) {
    return Improvement.over(this, metric, mark);
  }
}
