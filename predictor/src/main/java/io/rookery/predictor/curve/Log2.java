package io.rookery.predictor.curve;

/** a·ln x + b: the same step whenever x doubles. No nonlinear coefficient. */
public final class Log2 extends SeparableFamily {

  public Log2() {
    super("log2", "a * ln(x) + b", WORKFLOW, BOTH, free("a"), free("b"));
  }

  @Override
  public double value(double x, double[] p) {
    return p[0] * Math.log(x) + p[1];
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    gradient[0] = Math.log(x);
    gradient[1] = 1;
  }

  @Override
  public Range shapes(double last) {
    return new Range(0, 0);
  }

  @Override
  public void basis(double x, double shape, double[] basis) {
    basis[0] = Math.log(x);
    basis[1] = 0;
  }

  @Override
  public void assemble(double intercept, double slope, double shape, double[] p) {
    p[0] = slope;
    p[1] = intercept;
  }
}
