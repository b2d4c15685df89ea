package io.rookery.nas.space;

import java.util.random.RandomGenerator;

/**
 * Polynomial mutation within bounds (Deb, Agrawal, "A combined genetic adaptive search (GeneAS) for
 * engineering design", 1996; the bounded form of Deb's NSGA-II code). A larger eta keeps children
 * nearer.
 *
 * @param eta distribution index, 0 or more
 */
record PolynomialMutation(double eta) {

  PolynomialMutation {
    if (!(eta >= 0)) {
      throw new IllegalArgumentException("eta must be 0 or more: " + eta);
    }
  }

  /** A value in [low, high] near {@code value}. */
  double mutate(double value, double low, double high, RandomGenerator random) {
    double range = high - low;
    if (!(range > 0)) {
      return value;
    }
    double u = random.nextDouble();
    double below = 1 - (value - low) / range;
    double above = 1 - (high - value) / range;
    double step =
        u <= 0.5
            ? Math.pow(2 * u + (1 - 2 * u) * Math.pow(below, eta + 1), 1 / (eta + 1)) - 1
            : 1 - Math.pow(2 * (1 - u) + 2 * (u - 0.5) * Math.pow(above, eta + 1), 1 / (eta + 1));
    return Math.min(high, Math.max(low, value + step * range));
  }

  /**
   * An integer in [low, high]: mutated in [low − ½, high + ½] and rounded, so that every integer
   * has an interval of length 1. Often the value itself.
   */
  int mutate(int value, int low, int high, RandomGenerator random) {
    long rounded = Math.round(mutate((double) value, low - 0.5, high + 0.5, random));
    return (int) Math.min(high, Math.max(low, rounded));
  }
}
