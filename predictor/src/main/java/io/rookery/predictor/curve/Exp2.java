package io.rookery.predictor.curve;

import org.jspecify.annotations.Nullable;

/** a·e^(bx): growth or decay by the same factor with every epoch. ρ = b. */
public final class Exp2 extends SeparableFamily {

  /** Greatest |b|, and greatest |b|·x: e^10 is more than any fitness grows or falls by. */
  private static final double STEEPEST = 1;

  private static final double FARTHEST = 10;

  public Exp2() {
    super(
        "exp2",
        "a * exp(b * x)",
        WORKFLOW,
        BOTH,
        from("a", 0),
        parameter("b", -STEEPEST, STEEPEST));
  }

  @Override
  public double value(double x, double[] p) {
    return p[0] * Math.exp(p[1] * x);
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double power = Math.exp(p[1] * x);
    gradient[0] = power;
    gradient[1] = p[0] * x * power;
  }

  @Override
  public Range shapes(double last) {
    double steepest = Math.min(STEEPEST, FARTHEST / last);
    return new Range(-steepest, steepest);
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
    basis[0] = Math.exp(shape * x);
    basis[1] = x * basis[0];
  }

  @Override
  public void assemble(double intercept, double slope, double shape, double[] p) {
    p[0] = slope;
    p[1] = shape;
  }
}
