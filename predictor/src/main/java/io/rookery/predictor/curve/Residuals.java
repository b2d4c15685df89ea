package io.rookery.predictor.curve;

/** The differences model − data whose squares a fit makes small. */
@FunctionalInterface
interface Residuals {

  /** Writes the differences at these parameters into {@code residuals}; may write NaN. */
  void at(double[] parameters, double[] residuals);
}
