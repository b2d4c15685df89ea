package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel;
import java.util.function.DoubleUnaryOperator;

/**
 * What first guesses are made of: an end beyond the values, and lines through transformed points.
 */
final class Guess {

  /** How far beyond the values the end is assumed, as a part of their range. */
  private static final double ROOM = 0.1;

  private Guess() {}

  /** v = intercept + slope·u. */
  record Line(double intercept, double slope) {}

  /** Where the curve is heading: a tenth of its range beyond its best or, falling, least value. */
  static double beyond(double[] y) {
    return rises(y) ? max(y) + room(y) : min(y) - room(y);
  }

  /** Where it comes from: a tenth of its range before it. */
  static double before(double[] y) {
    return rises(y) ? min(y) - room(y) : max(y) + room(y);
  }

  private static boolean rises(double[] y) {
    int half = (y.length + 1) / 2;
    double early = 0;
    double late = 0;
    for (int i = 0; i < half; i++) {
      early += y[i];
      late += y[y.length - 1 - i];
    }
    return late >= early;
  }

  private static double room(double[] y) {
    return ROOM * (max(y) - min(y)) + 1e-3;
  }

  private static double max(double[] y) {
    double max = y[0];
    for (double value : y) {
      max = Math.max(max, value);
    }
    return max;
  }

  private static double min(double[] y) {
    double min = y[0];
    for (double value : y) {
      min = Math.min(min, value);
    }
    return min;
  }

  /**
   * The least-squares line through (u(x), v(y)), of the points where both are finite; through 0
   * with slope 0 where fewer than two are.
   */
  static Line line(double[] x, double[] y, DoubleUnaryOperator u, DoubleUnaryOperator v) {
    int n = 0;
    double meanU = 0;
    double meanV = 0;
    double uu = 0;
    double uv = 0;
    for (int i = 0; i < x.length; i++) {
      double atX = u.applyAsDouble(x[i]);
      double atY = v.applyAsDouble(y[i]);
      if (Double.isFinite(atX) && Double.isFinite(atY)) {
        n++;
        double deltaU = atX - meanU;
        meanU += deltaU / n;
        meanV += (atY - meanV) / n;
        uu += deltaU * (atX - meanU);
        uv += deltaU * (atY - meanV);
      }
    }
    double slope = uu > 0 ? uv / uu : 0;
    return new Line(meanV - slope * meanU, slope);
  }

  /**
   * (a, b, k, d) of a − (a − b)·e^(−k·x^d): ln(−ln((a − y)/(a − b))) = ln k + d·ln x, with a and b
   * beyond the values on both sides.
   */
  static double[] stretched(double[] x, double[] y) {
    double a = beyond(y);
    double b = before(y);
    Line line = line(x, y, Math::log, value -> Math.log(-Math.log((a - value) / (a - b))));
    return new double[] {a, b, Math.exp(line.intercept()), line.slope()};
  }

  /** The sum of squares of {@code model} at {@code p}; infinite where it is not defined. */
  static double squares(CurveModel model, double[] p, double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double residual = y[i] - model.value(x[i], p);
      sum += residual * residual;
    }
    return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
  }
}
