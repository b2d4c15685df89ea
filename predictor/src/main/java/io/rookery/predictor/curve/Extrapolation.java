package io.rookery.predictor.curve;

import io.rookery.predictor.Belief;
import io.rookery.predictor.CurveModel;
import io.rookery.predictor.CurveModel.Parameter;
import io.rookery.predictor.NormalBelief;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.StudentBelief;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * From fitted coefficients to a prediction with its uncertainty, by the delta method: a value
 * measured at x is distributed about f(x) as √(s²(1 + gᵀ(JᵀJ)⁻¹g)) times Student's t with n − k
 * degrees of freedom, with s² the residual variance, J the Jacobian at the n points by the k
 * coefficients and g the gradient at x (Seber and Wild 1989, "Nonlinear Regression", section 5.1).
 */
final class Extrapolation {

  /** Below this part of the largest one a singular value is rounding: its direction is free. */
  private static final double RANK_TOLERANCE = 1e-12;

  /** A parameter this close to its bound, relatively, is held there and not uncertain. */
  private static final double BOUND_TOLERANCE = 1e-6;

  private Extrapolation() {}

  /**
   * The prediction of {@code model} with coefficients {@code p}; empty where it is not finite.
   *
   * @param x where, on the scale of {@code points}
   * @param horizon the same as an epoch
   */
  static Optional<Prediction> predict(
      CurveModel model, double[] p, Points points, double x, double horizon) {
    List<Double> coefficients = Arrays.stream(p).boxed().toList();
    return belief(model, p, points, x)
        .map(belief -> new Prediction(horizon, belief, model.name(), coefficients));
  }

  /** The distribution of the value at {@code x}; empty where its center is not finite. */
  static Optional<Belief> belief(CurveModel model, double[] p, Points points, double x) {
    double mean = model.value(x, p);
    if (!Double.isFinite(mean)) {
      return Optional.empty();
    }
    double scale = scale(model, p, points, x);
    return Optional.of(
        Double.isFinite(scale)
            ? new StudentBelief(mean, scale, points.size() - p.length)
            : new NormalBelief(mean, Double.POSITIVE_INFINITY));
  }

  /**
   * Infinite where the points say nothing of the spread: no more of them than parameters, or all
   * with one value, as of a network that still guesses.
   */
  private static double scale(CurveModel model, double[] p, Points points, double x) {
    int degrees = points.size() - p.length;
    if (degrees <= 0 || isConstant(points.y())) {
      return Double.POSITIVE_INFINITY;
    }
    double squares = 0;
    for (int i = 0; i < points.size(); i++) {
      double residual = points.y()[i] - model.value(points.x()[i], p);
      squares += residual * residual;
    }
    double deviation = Math.sqrt(squares / degrees * (1 + leverage(model, p, points, x)));
    return Double.isNaN(deviation) ? Double.POSITIVE_INFINITY : deviation;
  }

  private static boolean isConstant(double[] y) {
    for (double value : y) {
      if (value != y[0]) {
        return false;
      }
    }
    return true;
  }

  /** gᵀ(JᵀJ)⁻¹g over the parameters that are not at a bound; infinite where it is undetermined. */
  private static double leverage(CurveModel model, double[] p, Points points, double x) {
    int[] free = free(model.parameters(), p);
    double[] at = new double[p.length];
    double[][] columns = new double[free.length][points.size()];
    for (int i = 0; i < points.size(); i++) {
      model.gradient(points.x()[i], p, at);
      for (int j = 0; j < free.length; j++) {
        columns[j][i] = at[free[j]];
      }
    }
    model.gradient(x, p, at);
    double[] g = new double[free.length];
    for (int j = 0; j < free.length; j++) {
      g[j] = at[free[j]];
    }
    return free.length == 0 ? 0 : leverage(columns, g);
  }

  private static double leverage(double[][] columns, double[] g) {
    for (int j = 0; j < g.length; j++) {
      double length = Vectors.norm(columns[j]);
      if (!Double.isFinite(length) || !Double.isFinite(g[j])) {
        return Double.POSITIVE_INFINITY;
      }
      if (length > 0) { // columns of one length, so that the rank does not depend on units
        Vectors.scale(columns[j], 1 / length);
        g[j] /= length;
      }
    }
    SingularValues decomposition = new SingularValues(columns);
    double[] singular = decomposition.values();
    double sum = 0;
    for (int k = 0; k < singular.length; k++) {
      double along = Vectors.dot(decomposition.right(k), g);
      if (singular[k] > RANK_TOLERANCE * singular[0]) {
        sum += along * along / (singular[k] * singular[k]);
      } else if (Math.abs(along) > Math.sqrt(RANK_TOLERANCE) * Vectors.norm(g)) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return sum;
  }

  private static int[] free(List<Parameter> parameters, double[] p) {
    int[] free = new int[p.length];
    int count = 0;
    for (int j = 0; j < p.length; j++) {
      Parameter parameter = parameters.get(j);
      if (!near(p[j], parameter.lower()) && !near(p[j], parameter.upper())) {
        free[count++] = j;
      }
    }
    return Arrays.copyOf(free, count);
  }

  private static boolean near(double value, double bound) {
    return Math.abs(value - bound) <= BOUND_TOLERANCE * Math.max(1, Math.abs(bound));
  }
}
