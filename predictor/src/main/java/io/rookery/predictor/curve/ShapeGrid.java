package io.rookery.predictor.curve;

import io.rookery.predictor.SeparableModel.Range;
import org.jspecify.annotations.Nullable;

/**
 * A first guess for y ≈ intercept + slope·φ(x; u, v): the best of a grid of shapes (u, v), each
 * with its best intercept and slope.
 *
 * @param basis φ
 * @param us first coordinates of the shapes
 * @param vs second coordinates
 */
record ShapeGrid(Basis basis, double[] us, double[] vs) {

  /** φ(x; u, v). */
  @FunctionalInterface
  interface Basis {
    double at(double x, double u, double v);
  }

  /** The best shape with its intercept, 0 where there is none, and its slope. */
  record Best(double u, double v, double intercept, double slope) {}

  /** Half, one, two, four … up to twice the last epoch: when a curve may be half way. */
  static double[] times(double last) {
    int count = 3 + Math.max(0, Math.getExponent(last));
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = Math.scalb(1.0, i - 1);
    }
    return times;
  }

  Best best(double[] x, double[] y, @Nullable Range intercepts, Range slopes) {
    LinearPart linear = new LinearPart(intercepts, slopes);
    double[] z = new double[y.length];
    linear.take(y, y.length, z);
    Best best = new Best(us[0], vs[0], 0, 0);
    double least = Double.POSITIVE_INFINITY;
    for (double u : us) {
      for (double v : vs) {
        double sum = 0;
        double square = 0;
        double cross = 0;
        for (int i = 0; i < x.length; i++) {
          double phi = basis.at(x[i], u, v);
          sum += phi;
          square += phi * phi;
          cross += phi * z[i];
        }
        linear.solve(sum, square, cross);
        if (linear.squares < least) {
          least = linear.squares;
          best = new Best(u, v, linear.intercept, linear.slope);
        }
      }
    }
    return best;
  }
}
