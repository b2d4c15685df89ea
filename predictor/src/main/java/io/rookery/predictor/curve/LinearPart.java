package io.rookery.predictor.curve;

import io.rookery.predictor.SeparableModel.Range;
import org.jspecify.annotations.Nullable;

/**
 * The best intercept and slope of y ≈ intercept + slope·φ within their bounds, from sums: a convex
 * problem of two unknowns, whose solution lies inside the bounds or is the best on their edges.
 * Reused, so that nothing is allocated; not thread-safe.
 */
final class LinearPart {

  /** Below this part of Σφ² the spread of φ is rounding. */
  private static final double FLAT = 1e-13;

  private final @Nullable Range intercepts;
  private final Range slopes;

  private double n;
  private double mean; // of y where there is an intercept, else 0
  private double total; // Σ (y − mean)²

  double intercept;
  double slope;
  double squares;

  /**
   * A problem with these bounds.
   *
   * @param intercepts null where there is no intercept
   */
  LinearPart(@Nullable Range intercepts, Range slopes) {
    this.intercepts = intercepts;
    this.slopes = slopes;
  }

  /** Takes the values to fit, and writes what is left of them without their mean into z. */
  void take(double[] y, int count, double[] z) {
    n = count;
    mean = 0;
    if (intercepts != null) {
      for (int i = 0; i < count; i++) {
        mean += y[i];
      }
      mean /= count;
    }
    total = 0;
    for (int i = 0; i < count; i++) {
      z[i] = y[i] - mean;
      total += z[i] * z[i];
    }
  }

  /**
   * Solves for one shape.
   *
   * @param sum Σ φ
   * @param square Σ φ²
   * @param cross Σ φ·z
   */
  void solve(double sum, double square, double cross) {
    if (intercepts == null) {
      intercept = 0;
      slope = clip(slopes, square > 0 ? cross / square : 0);
      squares = total - slope * (2 * cross - slope * square);
      return;
    }
    double center = sum / n;
    double spread = square - sum * center;
    slope = spread > FLAT * square ? cross / spread : 0;
    intercept = mean - slope * center;
    if (inside(slopes, slope) && inside(intercepts, intercept)) {
      squares = total - slope * (2 * cross - slope * spread);
      return;
    }
    squares = Double.POSITIVE_INFINITY;
    tryEdge(clip(intercepts, mean - slopes.lower() * center), slopes.lower(), sum, square, cross);
    tryEdge(clip(intercepts, mean - slopes.upper() * center), slopes.upper(), sum, square, cross);
    tryIntercept(intercepts.lower(), sum, square, cross);
    tryIntercept(intercepts.upper(), sum, square, cross);
  }

  private void tryIntercept(double edge, double sum, double square, double cross) {
    double best = square > 0 ? (cross + sum * (mean - edge)) / square : 0;
    tryEdge(edge, clip(slopes, best), sum, square, cross);
  }

  private void tryEdge(double u, double v, double sum, double square, double cross) {
    double shift = mean - u;
    double cost = total + n * shift * shift - v * (2 * (cross + sum * shift) - v * square);
    if (cost < squares) { // false for what an infinite bound gives
      intercept = u;
      slope = v;
      squares = cost;
    }
  }

  private static boolean inside(Range range, double value) {
    return value >= range.lower() && value <= range.upper();
  }

  private static double clip(Range range, double value) {
    return Math.max(range.lower(), Math.min(range.upper(), value));
  }
}
