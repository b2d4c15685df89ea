package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel;
import java.util.List;

/** Bounds of parameters; an end may be infinite. */
final class Box {

  private final double[] lower;
  private final double[] upper;

  Box(double[] lower, double[] upper) {
    this.lower = lower;
    this.upper = upper;
  }

  static Box of(List<CurveModel.Parameter> parameters) {
    return new Box(
        parameters.stream().mapToDouble(CurveModel.Parameter::lower).toArray(),
        parameters.stream().mapToDouble(CurveModel.Parameter::upper).toArray());
  }

  double lower(int i) {
    return lower[i];
  }

  double upper(int i) {
    return upper[i];
  }

  /** Whether {@code x} + {@code step} lies inside or on the bounds. */
  boolean holds(double[] x, double[] step) {
    for (int i = 0; i < x.length; i++) {
      double moved = x[i] + step[i];
      if (!(moved >= lower[i] && moved <= upper[i])) {
        return false;
      }
    }
    return true;
  }

  /** The multiple of {@code step} that first leads from {@code x} to a bound; infinite if none. */
  double strides(double[] x, double[] step) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      least = Math.min(least, strides(x, step, i));
    }
    return least;
  }

  /** The same for the bounds of parameter {@code i} alone. */
  double strides(double[] x, double[] step, int i) {
    return step[i] == 0
        ? Double.POSITIVE_INFINITY
        : Math.max((lower[i] - x[i]) / step[i], (upper[i] - x[i]) / step[i]);
  }

  /**
   * Moves {@code x} off the bounds it lies on, or within {@code margin} (relative) of; a margin of
   * 0 moves by one representable number.
   */
  void enter(double[] x, double margin) {
    for (int i = 0; i < x.length; i++) {
      double below = margin * Math.max(1, Math.abs(lower[i]));
      double above = margin * Math.max(1, Math.abs(upper[i]));
      double toLower = x[i] - lower[i];
      double toUpper = upper[i] - x[i];
      if (Double.isFinite(lower[i]) && toLower <= (margin == 0 ? 0 : Math.min(toUpper, below))) {
        x[i] = margin == 0 ? Math.nextAfter(lower[i], upper[i]) : lower[i] + below;
      } else if (Double.isFinite(upper[i])
          && toUpper <= (margin == 0 ? 0 : Math.min(toLower, above))) {
        x[i] = margin == 0 ? Math.nextAfter(upper[i], lower[i]) : upper[i] - above;
      }
      if (x[i] < lower[i] || x[i] > upper[i]) {
        x[i] = 0.5 * (lower[i] + upper[i]);
      }
    }
  }
}
