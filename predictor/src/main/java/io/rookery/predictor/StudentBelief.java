package io.rookery.predictor;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/**
 * A Student t distribution of the fitness: what remains of a normal one when its spread was itself
 * estimated from few values.
 *
 * @param mean its center, finite
 * @param scale its spread: the standard deviation of the normal distribution it tends to; finite, 0
 *     or more
 * @param degrees degrees of freedom, above 0
 */
public record StudentBelief(double mean, double scale, double degrees) implements Belief {

  private static final int NEWTON_STEPS = 20;
  private static final double TOLERANCE = 1e-12;

  public StudentBelief {
    if (!Double.isFinite(mean) || !(scale >= 0) || Double.isInfinite(scale) || !(degrees > 0)) {
      throw new IllegalArgumentException(
          "mean must be finite, scale finite and 0 or more, degrees above 0: %s, %s, %s"
              .formatted(mean, scale, degrees));
    }
  }

  /** Infinite up to two degrees of freedom. */
  @Override
  public double standardDeviation() {
    if (scale == 0) {
      return 0;
    }
    return degrees > 2 ? scale * Math.sqrt(degrees / (degrees - 2)) : Double.POSITIVE_INFINITY;
  }

  @Override
  public double quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("p must lie between 0 and 1: " + p);
    }
    return mean + scale * (p < 0.5 ? -upperQuantile(1 - p) : upperQuantile(p));
  }

  @Override
  public double atLeast(double fitness) {
    if (scale == 0) {
      return mean >= fitness ? 1 : 0;
    }
    double t = (fitness - mean) / scale;
    return t > 0 ? tail(t) : 1 - tail(-t);
  }

  /** P(T ≥ t) of the standard distribution, t ≥ 0 (Abramowitz and Stegun 1964, 26.7.1). */
  private double tail(double t) {
    return Beta.regularizedBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  }

  private double density(double t) {
    double logScale =
        Gamma.logGamma((degrees + 1) / 2)
            - Gamma.logGamma(degrees / 2)
            - Math.log(degrees * Math.PI) / 2;
    return Math.exp(logScale - (degrees + 1) / 2 * Math.log1p(t * t / degrees));
  }

  /**
   * The quantile for p ≥ ½: closed forms for 1 and 2 degrees, else Newton's method on the logarithm
   * of the tail, which is concave, from the normal quantile with its first correction (Abramowitz
   * and Stegun 1964, 26.7.5).
   */
  private double upperQuantile(double p) {
    double upper = 1 - p;
    if (degrees == 1) {
      return Math.tan(Math.PI * (p - 0.5));
    } else if (degrees == 2) {
      return (2 * p - 1) / Math.sqrt(2 * p * upper);
    }
    double z = new NormalBelief(0, 1).quantile(p);
    double t = z + z * (z * z + 1) / (4 * degrees);
    for (int i = 0; i < NEWTON_STEPS; i++) {
      double tail = tail(t);
      double step = Math.log(tail / upper) * tail / density(t);
      t = Math.max(0, t + step);
      if (Math.abs(step) <= TOLERANCE * (1 + t)) {
        break;
      }
    }
    return t;
  }
}
