package io.rookery.predictor;

/** The scale of a fitness, and which end of it is better. */
public enum Metric {
  /** Accuracy in percent, 0 to 100; higher is better. */
  ACCURACY(100),
  /** A loss, 0 and up; lower is better. */
  LOSS(Double.POSITIVE_INFINITY);

  private final double upper;

  Metric(double upper) {
    this.upper = upper;
  }

  /** Largest value of the scale; the smallest is 0. */
  public double upper() {
    return upper;
  }

  /** Whether {@code fitness} is finite and on this scale. */
  public boolean holds(double fitness) {
    return fitness >= 0 && fitness <= upper && fitness < Double.POSITIVE_INFINITY;
  }

  /** Whether {@code a} is strictly better than {@code b}. */
  public boolean better(double a, double b) {
    return this == ACCURACY ? a > b : a < b;
  }

  /** {@code fitness}, or the nearest value of the scale. */
  public double clip(double fitness) {
    return Math.max(0, Math.min(upper, fitness));
  }
}
