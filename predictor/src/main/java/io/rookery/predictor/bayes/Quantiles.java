package io.rookery.predictor.bayes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Quantiles of Student's t in the middle of {@value #COUNT} parts of its probability, which narrow
 * towards the upper end: what integrates over the upper tail needs them there.
 */
final class Quantiles {

  static final int COUNT = 40;

  private static final Map<Integer, double[]> BY_DEGREES = new ConcurrentHashMap<>();

  private Quantiles() {}

  /** In increasing order; not to be changed. */
  static double[] of(int degrees) {
    return BY_DEGREES.computeIfAbsent(degrees, Quantiles::compute);
  }

  /** Probability of the part that a quantile stands for; they sum to 1. */
  static double weight(int node) {
    return probability(node + 1) - probability(node);
  }

  private static double[] compute(int degrees) {
    TDistribution student = new TDistribution(null, degrees);
    double[] quantiles = new double[COUNT];
    for (int node = 0; node < COUNT; node++) {
      quantiles[node] = student.inverseCumulativeProbability(probability(node + 0.5));
    }
    return quantiles;
  }

  private static double probability(double node) {
    double above = 1 - node / COUNT;
    return 1 - above * above;
  }
}
