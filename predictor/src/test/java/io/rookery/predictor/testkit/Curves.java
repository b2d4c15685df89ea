package io.rookery.predictor.testkit;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Learning curves for the kits: plausible ones, and every ill-shaped one that is allowed. */
final class Curves {

  static final double HORIZON = 25;

  private Curves() {}

  /** A network that learns: its fitness approaches an end, with noise; all channels reported. */
  static LearningCurve learning(Metric metric, Random random, int points, double step) {
    double start = 0.05 + 0.3 * random.nextDouble();
    double end = start + (0.98 - start) * random.nextDouble();
    double rate = 0.05 + random.nextDouble();
    List<CurvePoint> curve = new ArrayList<>();
    for (int i = 1; i <= points; i++) {
      double share = end - (end - start) * Math.exp(-rate * i * step);
      share += 0.01 * random.nextGaussian();
      curve.add(point(metric, i * step, Math.max(0, Math.min(1, share))));
    }
    return LearningCurve.of(curve);
  }

  private static CurvePoint point(Metric metric, double epoch, double share) {
    double loss = 4 * (1 - share);
    return new CurvePoint(epoch, fitness(metric, share), loss * 0.9, 100 * share, loss);
  }

  /** The fitness of a network that is right in this share of cases. */
  static double fitness(Metric metric, double share) {
    return metric == Metric.ACCURACY ? 100 * share : 4 * (1 - share);
  }

  /** Curves by what is odd about them; each is allowed. */
  static Map<String, LearningCurve> odd(Metric metric) {
    Map<String, LearningCurve> odd = new LinkedHashMap<>();
    odd.put("one point", of(metric, new double[] {1}, 0.5));
    odd.put("two points", of(metric, new double[] {1, 2}, 0.4, 0.5));
    odd.put("constant", of(metric, epochs(20, 1), 0.1));
    odd.put("constant at the worst", of(metric, epochs(20, 1), 0));
    odd.put("constant at the best", of(metric, epochs(20, 1), 1));
    odd.put("steps between two values", of(metric, epochs(20, 1), 0.1, 0.9));
    odd.put("falling", of(metric, epochs(10, 1), 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0));
    odd.put("a straight line", of(metric, epochs(5, 1), 0.1, 0.2, 0.3, 0.4, 0.5));
    odd.put("a late jump", of(metric, epochs(6, 1), 0.1, 0.1, 0.1, 0.1, 0.1, 0.9));
    odd.put("a gap", of(metric, new double[] {1, 2, 3, 20, 21}, 0.2, 0.3, 0.4, 0.8, 0.81));
    odd.put("begins late", of(metric, new double[] {7, 9, 10, 12}, 0.2, 0.3, 0.4, 0.5));
    odd.put("tenths of epochs", of(metric, epochs(50, 0.1), 0.2, 0.25, 0.3));
    odd.put("minute steps", of(metric, epochs(30, 1e-6), 0.2, 0.3));
    odd.put("epochs in millions", of(metric, epochs(10, 1e6), 0.2, 0.3, 0.4));
    odd.put("past its horizon", of(metric, epochs(60, 1), 0.5, 0.6));
    odd.put("2,000 points", of(metric, epochs(2000, 0.01), 0.2, 0.3, 0.25));
    return odd;
  }

  /** {@code count} epochs in equal steps. */
  static double[] epochs(int count, double step) {
    double[] epochs = new double[count];
    for (int i = 0; i < count; i++) {
      epochs[i] = (i + 1) * step;
    }
    return epochs;
  }

  private static LearningCurve of(Metric metric, double[] epochs, double... shares) {
    List<CurvePoint> points = new ArrayList<>();
    for (int i = 0; i < epochs.length; i++) {
      points.add(CurvePoint.of(epochs[i], fitness(metric, shares[i % shares.length])));
    }
    return LearningCurve.of(points);
  }

  /** Any curve at all: random epochs and values, some channels missing or infinite. */
  static LearningCurve wild(Metric metric, Random random) {
    int count = 1 + random.nextInt(40);
    double epoch = 0;
    double scale = Math.pow(10, random.nextInt(5) - 2);
    List<CurvePoint> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      epoch += scale * (1e-3 + random.nextDouble());
      points.add(
          new CurvePoint(
              epoch,
              fitness(metric, random.nextInt(4) == 0 ? random.nextInt(2) : random.nextDouble()),
              channel(random),
              random.nextBoolean() ? Double.NaN : 100 * random.nextDouble(),
              channel(random)));
    }
    return LearningCurve.of(points);
  }

  private static double channel(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      default -> 5 * random.nextDouble();
    };
  }
}
