package io.rookery.predictor.curve;

/** a + b^(c−x), PENGUIN's family for losses: it falls by ever smaller steps to a. ρ = ln b. */
public final class ExponentialLoss extends SeparableFamily {

  public ExponentialLoss() {
    super(
        "exponential-loss", "a + b^(c - x)", PENGUIN, LOSS, from("a", 0), from("b", 1), free("c"));
  }

  @Override
  public double value(double x, double[] p) {
    return p[0] + Math.pow(p[1], p[2] - x);
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double power = Math.pow(p[1], p[2] - x);
    gradient[0] = 1;
    gradient[1] = (p[2] - x) * power / p[1];
    gradient[2] = Math.log(p[1]) * power;
  }

  @Override
  public Range shapes(double last) {
    return rates(last);
  }

  @Override
  public Range intercepts() {
    return new Range(0, Double.POSITIVE_INFINITY);
  }

  /** b^c: above 0, so that c is a number. */
  @Override
  public Range slopes() {
    return new Range(Double.MIN_NORMAL, Double.POSITIVE_INFINITY);
  }

  @Override
  public void basis(double x, double shape, double[] basis) {
    basis[0] = Math.exp(-shape * x);
    basis[1] = -x * basis[0];
  }

  @Override
  public void assemble(double intercept, double slope, double shape, double[] p) {
    p[0] = intercept;
    p[1] = Math.exp(shape);
    p[2] = Math.log(slope) / shape;
  }
}
