package io.rookery.predictor;

import org.apache.commons.math3.special.Erf;

/**
 * A normal distribution of the fitness.
 *
 * @param mean expected fitness, finite
 * @param standardDeviation 0 or more; infinite where the spread is unknown: every interval is then
 *     the whole line, and every value as likely exceeded as not
 */
public record NormalBelief(double mean, double standardDeviation) implements Belief {

  private static final double ROOT_2 = Math.sqrt(2);

  public NormalBelief {
    if (!Double.isFinite(mean) || !(standardDeviation >= 0)) {
      throw new IllegalArgumentException(
          "mean must be finite and standardDeviation 0 or more: %s, %s"
              .formatted(mean, standardDeviation));
    }
  }

  @Override
  public double quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("p must lie between 0 and 1: " + p);
    }
    double z = -ROOT_2 * Erf.erfcInv(2 * p);
    return z == 0 || standardDeviation == 0 ? mean : mean + z * standardDeviation;
  }

  @Override
  public double atLeast(double fitness) {
    if (standardDeviation == 0) {
      return mean >= fitness ? 1 : 0;
    }
    return Erf.erfc((fitness - mean) / standardDeviation / ROOT_2) / 2;
  }
}
