package io.rookery.predictor.curve;

/**
 * The stretched exponential e^(−k·x^d) by the time h when it has fallen to half: k = ln 2 / h^d.
 */
final class Stretched {

  /** Values of d worth a try in a first guess. */
  static final double[] BENDS = {0.25, 0.5, 1, 2};

  private Stretched() {}

  static double at(double x, double half, double bend) {
    return Math.exp(-rate(half, bend) * Math.pow(x, bend));
  }

  static double rate(double half, double bend) {
    return Math.log(2) / Math.pow(half, bend);
  }
}
