package io.rookery.predictor.bayes;

import io.rookery.predictor.LearningCurve;
import java.util.ArrayList;
import java.util.List;

/**
 * What is believed while too few networks have finished: the running best grows with the logarithm
 * of the epoch (the family a + b·ln x of Domhan et al. 2015, on the modelling scale), its slope
 * drawn to a common one, its uncertainty wide.
 */
final class Cold {

  private static final double SLOPE = 0.4;
  private static final double SLOPE_DEVIATION = 0.35;
  private static final double NOISE = 0.3;
  private static final int DEGREES = 3;

  private Cold() {}

  static Posterior predict(Scale scale, LearningCurve curve, double horizon) {
    List<double[]> best = runningBest(scale, curve);
    double[] last = best.get(best.size() - 1);
    double ahead = Math.max(0, Math.log(horizon / last[0]));
    double precision = 1 / (SLOPE_DEVIATION * SLOPE_DEVIATION);
    double sum = SLOPE * precision;
    double behind = Math.log(last[0] / best.get(0)[0]);
    if (behind > 0) {
      double weight = behind * behind / (2 * NOISE * NOISE);
      sum += weight * (last[1] - best.get(0)[1]) / behind;
      precision += weight;
    }
    double slope = Math.max(0, sum / precision);
    double part = Math.min(1, ahead);
    return new Posterior(
        last[1] + slope * ahead, ahead * ahead / precision + NOISE * NOISE * (0.1 + part), DEGREES);
  }

  /** Epoch and running best of the first and the last point, and of the one at half of it. */
  private static List<double[]> runningBest(Scale scale, LearningCurve curve) {
    List<double[]> best = new ArrayList<>();
    double running = Double.NEGATIVE_INFINITY;
    int half = curve.size() / 2;
    for (int i = 0; i < curve.size(); i++) {
      running = Math.max(running, scale.of(curve.fitness(i)));
      if (i == Math.max(0, half - 1) || i == curve.size() - 1) {
        best.add(new double[] {curve.epoch(i), running});
      }
    }
    return best;
  }
}
