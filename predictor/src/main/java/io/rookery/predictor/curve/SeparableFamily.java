package io.rookery.predictor.curve;

import io.rookery.predictor.Metric;
import io.rookery.predictor.SeparableModel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A built-in family that is linear in all coefficients but one. */
abstract class SeparableFamily extends Family implements SeparableModel {

  /** Over a whole curve a smaller change of an exponent cannot be told from a straight line. */
  private static final double STRAIGHT = 0.05;

  /** The quickest decay that is searched for: over within one epoch. */
  static final double QUICKEST = 10;

  SeparableFamily(
      String name, String formula, String source, Set<Metric> metrics, Parameter... parameters) {
    super(name, formula, source, metrics, parameters);
  }

  /** Rates of decay that a curve up to {@code last} can show. */
  static Range rates(double last) {
    return new Range(Math.min(QUICKEST / 2, STRAIGHT / last), QUICKEST);
  }

  @Override
  public @Nullable Range intercepts() {
    return Range.ALL;
  }

  @Override
  public Range slopes() {
    return Range.ALL;
  }

  /** The least-squares coefficients: of these families the first guess is exact. */
  @Override
  public final double[] guess(double[] x, double[] y) {
    double[] p = new double[parameters().size()];
    new VariableProjection(this).fit(x, y, x.length, p);
    return clipped(p);
  }
}
