package io.rookery.predictor.curve;

/** a·e^(bx) + c with b below 0: the exponential without PENGUIN's bounds. ρ = b. */
public final class Exp3 extends SeparableFamily {

  public Exp3() {
    super(
        "exp3",
        "a * exp(b * x) + c",
        WORKFLOW,
        BOTH,
        free("a"),
        parameter("b", -QUICKEST, 0),
        free("c"));
  }

  @Override
  public double value(double x, double[] p) {
    return p[0] * Math.exp(p[1] * x) + p[2];
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double power = Math.exp(p[1] * x);
    gradient[0] = power;
    gradient[1] = p[0] * x * power;
    gradient[2] = 1;
  }

  @Override
  public Range shapes(double last) {
    Range rates = rates(last);
    return new Range(-rates.upper(), -rates.lower());
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
    p[2] = intercept;
  }
}
