package io.rookery.predictor.rule;

import java.util.Arrays;

/** The median. */
final class Medians {

  private Medians() {}

  /** The middle of the values, or the mean of the two in the middle; at least one value. */
  static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
