package io.rookery.predictor.curve;

import org.jspecify.annotations.Nullable;

/** a·x^b: growth or decay by the same factor whenever x doubles. ρ = b. */
public final class Pow2 extends SeparableFamily {

  private static final double STEEPEST = 3;

  public Pow2() {
    super("pow2", "a * x^b", WORKFLOW, BOTH, from("a", 0), parameter("b", -STEEPEST, STEEPEST));
  }

  @Override
  public double value(double x, double[] p) {
    return p[0] * Math.pow(x, p[1]);
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double power = Math.pow(x, p[1]);
    gradient[0] = power;
    gradient[1] = p[0] * power * Math.log(x);
  }

  @Override
  public Range shapes(double last) {
    return new Range(-STEEPEST, STEEPEST);
  }

  @Override
  public @Nullable Range intercepts() {
    return null;
  }

  @Override
  public Range slopes() {
    return new Range(0, Double.POSITIVE_INFINITY);
  }

  @Override
  public void basis(double x, double shape, double[] basis) {
    basis[0] = Math.pow(x, shape);
    basis[1] = basis[0] * Math.log(x);
  }

  @Override
  public void assemble(double intercept, double slope, double shape, double[] p) {
    p[0] = slope;
    p[1] = shape;
  }
}
