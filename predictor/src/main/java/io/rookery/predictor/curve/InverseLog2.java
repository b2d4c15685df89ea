package io.rookery.predictor.curve;

/** b − a/ln(x+1): a rise that slows down more than any power. No nonlinear coefficient. */
public final class InverseLog2 extends SeparableFamily {

  public InverseLog2() {
    super("ilog2", "b - a / ln(x + 1)", WORKFLOW + "; " + DOMHAN, BOTH, free("a"), free("b"));
  }

  @Override
  public double value(double x, double[] p) {
    return p[1] - p[0] / Math.log1p(x);
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    gradient[0] = -1 / Math.log1p(x);
    gradient[1] = 1;
  }

  @Override
  public Range shapes(double last) {
    return new Range(0, 0);
  }

  @Override
  public void basis(double x, double shape, double[] basis) {
    basis[0] = 1 / Math.log1p(x);
    basis[1] = 0;
  }

  @Override
  public void assemble(double intercept, double slope, double shape, double[] p) {
    p[0] = -slope;
    p[1] = intercept;
  }
}
