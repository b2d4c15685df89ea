package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel.Parameter;
import java.util.List;

/**
 * Bounded parameters p as functions of unbounded ones u, so that a method without bounds can search
 * them (James and Roos 1975, "Minuit", doi:10.1016/0010-4655(75)90039-9): a sine between two
 * bounds, a hyperbola beside one.
 */
final class Unbounded {

  /** A start on a bound, where the derivative by u is 0, moves inside by this part. */
  private static final double MARGIN = 1e-3;

  private final Parameter[] parameters;

  Unbounded(List<Parameter> parameters) {
    this.parameters = parameters.toArray(new Parameter[0]);
  }

  /** u of p. */
  double[] outside(double[] p) {
    double[] u = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      u[i] = outside(parameters[i], p[i]);
    }
    return u;
  }

  private static double outside(Parameter parameter, double value) {
    double lower = parameter.lower();
    double upper = parameter.upper();
    if (Double.isInfinite(lower) && Double.isInfinite(upper)) {
      return value;
    } else if (Double.isInfinite(upper)) {
      double room = Math.max(value - lower, MARGIN * Math.max(1e-3, Math.abs(lower)));
      return Math.sqrt((room + 1) * (room + 1) - 1);
    } else if (Double.isInfinite(lower)) {
      double room = Math.max(upper - value, MARGIN * Math.max(1e-3, Math.abs(upper)));
      return Math.sqrt((room + 1) * (room + 1) - 1);
    }
    double share = (value - lower) / (upper - lower);
    return Math.asin(2 * Math.max(MARGIN, Math.min(1 - MARGIN, share)) - 1);
  }

  /** Writes p of u. */
  void inside(double[] u, double[] p) {
    for (int i = 0; i < u.length; i++) {
      double lower = parameters[i].lower();
      double upper = parameters[i].upper();
      if (Double.isInfinite(lower) && Double.isInfinite(upper)) {
        p[i] = u[i];
      } else if (Double.isInfinite(upper)) {
        p[i] = lower + hyperbola(u[i]);
      } else if (Double.isInfinite(lower)) {
        p[i] = upper - hyperbola(u[i]);
      } else {
        p[i] = parameters[i].clip(lower + (upper - lower) * (Math.sin(u[i]) + 1) / 2);
      }
    }
  }

  /** √(u² + 1) − 1 without cancellation for small u. */
  private static double hyperbola(double u) {
    return u * u / (Math.sqrt(u * u + 1) + 1);
  }

  /** Writes dp/du at u. */
  void slopes(double[] u, double[] slopes) {
    for (int i = 0; i < u.length; i++) {
      double lower = parameters[i].lower();
      double upper = parameters[i].upper();
      if (Double.isInfinite(lower) && Double.isInfinite(upper)) {
        slopes[i] = 1;
      } else if (Double.isInfinite(upper)) {
        slopes[i] = u[i] / Math.sqrt(u[i] * u[i] + 1);
      } else if (Double.isInfinite(lower)) {
        slopes[i] = -u[i] / Math.sqrt(u[i] * u[i] + 1);
      } else {
        slopes[i] = (upper - lower) * Math.cos(u[i]) / 2;
      }
    }
  }
}
