package io.rookery.predictor;

import java.util.List;

/**
 * A parametric family of learning curves y = f(x; p). Found by {@link java.util.ServiceLoader}.
 *
 * <p>x is the epoch on a scale where the first observed epoch is 1, so x ≥ 1; y is the fitness on
 * the scale of its {@link Metric}. Implementations are stateless: one instance serves all searches
 * and threads. {@code value} and {@code gradient} run in the inner loop of every fit: they allocate
 * nothing and throw nothing; where the family is not defined they give NaN, which a fitter takes
 * for "not here".
 */
public interface CurveModel {

  /**
   * A coefficient and the range it is searched in, both ends included.
   *
   * @param name its letter in {@link CurveModel#formula}
   * @param lower least value, or negative infinity
   * @param upper greatest value, or positive infinity
   */
  record Parameter(String name, double lower, double upper) {
    public Parameter {
      if (!(lower < upper)) {
        throw new IllegalArgumentException(
            "parameter %s needs lower < upper: %s, %s".formatted(name, lower, upper));
      }
    }

    /** {@code value}, or the nearest one in range. */
    public double clip(double value) {
      return Math.max(lower, Math.min(upper, value));
    }
  }

  /** The name in configurations; lower case with hyphens. */
  String name();

  /** The formula for a person, with the names of the parameters: "a - b^(c - x)". */
  String formula();

  /** The publication it follows: authors, year, DOI or arXiv. */
  String source();

  /** Whether curves of this metric may look like this. */
  boolean suits(Metric metric);

  /** The coefficients in the order of the arrays below; at least one. */
  List<Parameter> parameters();

  /** f(x; p). */
  double value(double x, double[] p);

  /** Writes ∂f/∂p at (x; p) into {@code gradient}, in the order of {@link #parameters}. */
  void gradient(double x, double[] p, double[] gradient);

  /**
   * A first guess computed from the points, in range.
   *
   * @param x increasing, the first is 1; at least two points
   * @param y as many, finite
   */
  double[] guess(double[] x, double[] y);
}
