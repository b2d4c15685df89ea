package io.rookery.predictor;

import org.jspecify.annotations.Nullable;

/**
 * A family that is linear in all coefficients but one, the shape ρ:
 *
 * <pre>f(x) = intercept + slope · φ(x; ρ)      or      f(x) = slope · φ(x; ρ)</pre>
 *
 * <p>It is fitted by variable projection (Golub and Pereyra 1973, doi:10.1137/0710036): for each ρ
 * the best intercept and slope have a closed form, so that only ρ is searched, in microseconds.
 */
public interface SeparableModel extends CurveModel {

  /** A closed interval; an end may be infinite. */
  record Range(double lower, double upper) {
    public Range {
      if (!(lower <= upper)) {
        throw new IllegalArgumentException("lower must not exceed upper: " + lower + ", " + upper);
      }
    }

    /** Every number. */
    public static final Range ALL = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /**
   * Where ρ is searched: both ends finite; equal where there is no nonlinear coefficient. Ends of
   * one sign are divided in equal ratios, others in equal steps.
   *
   * @param last the greatest x of the curve: a slower change than it shows cannot be told from it
   */
  Range shapes(double last);

  /** The intercept's bounds; {@code null} where the family has none. */
  @Nullable Range intercepts();

  /** The slope's bounds. */
  Range slopes();

  /** Writes φ(x; ρ) and ∂φ/∂ρ into {@code basis}; like {@link #value} it allocates nothing. */
  void basis(double x, double shape, double[] basis);

  /** Writes the coefficients in the order of {@link #parameters} into {@code p}. */
  void assemble(double intercept, double slope, double shape, double[] p);
}
