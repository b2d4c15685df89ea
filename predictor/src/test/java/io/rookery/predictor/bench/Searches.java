package io.rookery.predictor.bench;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import java.util.Map;
import java.util.Random;

/** Made-up networks, as a search would train them: accuracy, training accuracy, four scalars. */
final class Searches {

  private Searches() {}

  /** A network of {@code points} epochs that rises, levels off and is validated with noise. */
  static LearningCurve curve(Random random, int points) {
    double end = 30 + 65 * random.nextDouble();
    double rate = 0.05 + 0.5 * random.nextDouble();
    LearningCurve curve = LearningCurve.empty();
    for (int e = 1; e <= points; e++) {
      double trained = end * (1 - Math.exp(-rate * e));
      double fitness = Metric.ACCURACY.clip(trained + random.nextGaussian());
      curve =
          curve.with(
              new CurvePoint(
                  e, fitness, Double.NaN, Metric.ACCURACY.clip(trained + 2), Double.NaN));
    }
    return curve;
  }

  static Map<String, Double> scalars(Random random) {
    return Map.of(
        "depth",
        (double) random.nextInt(20),
        "logParameters",
        10 + 5 * random.nextDouble(),
        "logMultiplyAdds",
        15 + 5 * random.nextDouble(),
        "logLearningRate",
        -7 * random.nextDouble());
  }
}
