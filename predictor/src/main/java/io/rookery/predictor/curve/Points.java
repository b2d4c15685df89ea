package io.rookery.predictor.curve;

import io.rookery.predictor.LearningCurve;

/**
 * The points a fit sees: epochs scaled so that the first observed one is 1, and the fitness there.
 *
 * <p>A fit costs time in proportion to its points and gains nothing from very many of them: of a
 * curve of more than {@link #MOST} points it sees that many, evenly spread by index, the first and
 * the newest among them.
 *
 * @param x scaled epochs, increasing
 * @param y fitness
 * @param unit the first observed epoch: what x = 1 means
 */
record Points(double[] x, double[] y, double unit) {

  static final int MOST = 256;

  static Points of(LearningCurve curve) {
    int count = Math.min(curve.size(), MOST);
    double[] x = new double[count];
    double[] y = new double[count];
    double unit = curve.epoch(0);
    for (int i = 0; i < count; i++) {
      int index = count == curve.size() ? i : (int) ((long) i * (curve.size() - 1) / (count - 1));
      x[i] = curve.epoch(index) / unit;
      y[i] = curve.fitness(index);
    }
    return new Points(x, y, unit);
  }

  int size() {
    return x.length;
  }

  /** Greatest less least fitness. */
  double range() {
    double least = y[0];
    for (double value : y) {
      least = Math.min(least, value);
    }
    return greatest() - least;
  }

  double greatest() {
    double greatest = y[0];
    for (double value : y) {
      greatest = Math.max(greatest, value);
    }
    return greatest;
  }

  /** The same points with x moved by {@code shift}. */
  Points shifted(double shift) {
    double[] moved = x.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += shift;
    }
    return new Points(moved, y, unit);
  }
}
