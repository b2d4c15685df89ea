package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel.Parameter;
import java.util.List;

/**
 * Bounded parameters p as functions of unbounded ones u, so that a method without bounds can search
 * them (James and Roos 1975, "Minuit", doi:10.1016/0010-4655(75)90039-9): a sine between two
 * bounds, of the logarithm where they are orders of magnitude apart, and a hyperbola beside one
 * bound.
 */
final class Unbounded {

  /** A start on a bound, where the derivative by u is 0, moves inside by this part. */
  private static final double MARGIN = 1e-3;

  /** From this ratio of positive bounds on a parameter is searched by its logarithm. */
  private static final double DECADES = 1e3;

  private enum Kind {
    FREE,
    ABOVE,
    BELOW,
    BETWEEN,
    DECADES_BETWEEN
  }

  private final Parameter[] parameters;
  private final Kind[] kinds;

  Unbounded(List<Parameter> parameters) {
    this.parameters = parameters.toArray(new Parameter[0]);
    this.kinds = parameters.stream().map(Unbounded::kind).toArray(Kind[]::new);
  }

  private static Kind kind(Parameter parameter) {
    double lower = parameter.lower();
    double upper = parameter.upper();
    if (Double.isInfinite(lower)) {
      return Double.isInfinite(upper) ? Kind.FREE : Kind.BELOW;
    } else if (Double.isInfinite(upper)) {
      return Kind.ABOVE;
    }
    return lower > 0 && upper / lower > DECADES ? Kind.DECADES_BETWEEN : Kind.BETWEEN;
  }

  /** u of p. */
  double[] outside(double[] p) {
    double[] u = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      double lower = parameters[i].lower();
      double upper = parameters[i].upper();
      u[i] =
          switch (kinds[i]) {
            case FREE -> p[i];
            case ABOVE -> besides(p[i] - lower, lower);
            case BELOW -> besides(upper - p[i], upper);
            case BETWEEN -> between((p[i] - lower) / (upper - lower));
            case DECADES_BETWEEN -> between(Math.log(p[i] / lower) / Math.log(upper / lower));
          };
    }
    return u;
  }

  private static double besides(double room, double bound) {
    double inside = Math.max(room, MARGIN * Math.max(MARGIN, Math.abs(bound)));
    return Math.sqrt((inside + 1) * (inside + 1) - 1);
  }

  private static double between(double share) {
    return Math.asin(2 * Math.max(MARGIN, Math.min(1 - MARGIN, share)) - 1);
  }

  /** Writes p of u. */
  void inside(double[] u, double[] p) {
    for (int i = 0; i < u.length; i++) {
      double lower = parameters[i].lower();
      double upper = parameters[i].upper();
      double share = (Math.sin(u[i]) + 1) / 2;
      p[i] =
          parameters[i].clip(
              switch (kinds[i]) {
                case FREE -> u[i];
                case ABOVE -> lower + hyperbola(u[i]);
                case BELOW -> upper - hyperbola(u[i]);
                case BETWEEN -> lower + (upper - lower) * share;
                case DECADES_BETWEEN -> lower * Math.pow(upper / lower, share);
              });
    }
  }

  /** √(u² + 1) − 1 without cancellation for small u. */
  private static double hyperbola(double u) {
    return u * u / (Math.sqrt(u * u + 1) + 1);
  }

  /** Writes dp/du at u, whose p is known. */
  void slopes(double[] u, double[] p, double[] slopes) {
    for (int i = 0; i < u.length; i++) {
      double lower = parameters[i].lower();
      double upper = parameters[i].upper();
      slopes[i] =
          switch (kinds[i]) {
            case FREE -> 1;
            case ABOVE -> u[i] / Math.sqrt(u[i] * u[i] + 1);
            case BELOW -> -u[i] / Math.sqrt(u[i] * u[i] + 1);
            case BETWEEN -> (upper - lower) * Math.cos(u[i]) / 2;
            case DECADES_BETWEEN -> p[i] * Math.log(upper / lower) * Math.cos(u[i]) / 2;
          };
    }
  }
}
