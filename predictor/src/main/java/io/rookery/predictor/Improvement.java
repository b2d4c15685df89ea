package io.rookery.predictor;

/**
 * Expected improvement from probabilities alone: E[(Y − m)⁺] = ∫ P(Y ≥ y) dy over y from m to the
 * end of the scale, by four Gauss-Legendre points on each of a few panels that widen with the
 * deviation.
 */
final class Improvement {

  /** Ends of the panels in standard deviations from the mark; the last one takes the rest. */
  private static final double[] PANELS = {0, 0.25, 1, 3, 10, Double.POSITIVE_INFINITY};

  /** Where the scale of a loss has no end. */
  private static final double FARTHEST = 100;

  /** Of order 4 on (−1, 1) (Abramowitz and Stegun 1964, table 25.4). */
  private static final double[] NODES = {
    -0.861136311594053, -0.339981043584856, 0.339981043584856, 0.861136311594053
  };

  private static final double[] WEIGHTS = {
    0.347854845137454, 0.652145154862546, 0.652145154862546, 0.347854845137454
  };

  private Improvement() {}

  static double over(Belief belief, Metric metric, double mark) {
    double deviation = belief.standardDeviation();
    double room = metric == Metric.ACCURACY ? 100 - mark : mark;
    if (!(room > 0)) {
      return 0;
    }
    if (!(deviation > 0) || Double.isInfinite(deviation)) {
      double better = metric == Metric.ACCURACY ? belief.mean() - mark : mark - belief.mean();
      return Math.max(0, Math.min(room, better));
    }
    double sum = 0;
    for (int panel = 0; panel + 1 < PANELS.length; panel++) {
      double from = Math.min(room, PANELS[panel] * deviation);
      double to = Math.min(Math.min(room, FARTHEST * deviation), PANELS[panel + 1] * deviation);
      for (int i = 0; i < NODES.length && to > from; i++) {
        double beyond = (from + to + (to - from) * NODES[i]) / 2;
        sum += WEIGHTS[i] * (to - from) / 2 * better(belief, metric, mark, beyond);
      }
    }
    return sum;
  }

  /** Probability of being better than the mark by more than {@code beyond}. */
  private static double better(Belief belief, Metric metric, double mark, double beyond) {
    return metric == Metric.ACCURACY
        ? belief.atLeast(mark + beyond)
        : 1 - belief.atLeast(mark - beyond);
  }
}
