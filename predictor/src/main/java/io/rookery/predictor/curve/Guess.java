package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel;
import java.util.function.DoubleUnaryOperator;

/**
 * What first guesses are made of: an end beyond the values, and lines through transformed points.
 */
final class Guess {

  private Guess() {}

  /** v = intercept + slope·u. */
  record Line(double intercept, double slope) {}

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
