package io.rookery.predictor.curve;

/** c − (c−a)·e^(−bx): from a before the first epoch to c. ρ = b. */
public final class ExpDecay3 extends SeparableFamily {

  public ExpDecay3() {
    super(
        "expd3",
        "c - (c - a) * exp(-b * x)",
        WORKFLOW,
        BOTH,
        free("a"),
        parameter("b", 0, QUICKEST),
        free("c"));
  }

  @Override
  public double value(double x, double[] p) {
    return p[2] - (p[2] - p[0]) * Math.exp(-p[1] * x);
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double power = Math.exp(-p[1] * x);
    gradient[0] = power;
    gradient[1] = (p[2] - p[0]) * x * power;
    gradient[2] = 1 - power;
  }

  @Override
  public Range shapes(double last) {
    return rates(last);
  }

  @Override
  public void basis(double x, double shape, double[] basis) {
    basis[0] = Math.exp(-shape * x);
    basis[1] = -x * basis[0];
  }

  @Override
  public void assemble(double intercept, double slope, double shape, double[] p) {
    p[0] = intercept + slope;
    p[1] = shape;
    p[2] = intercept;
  }
}
