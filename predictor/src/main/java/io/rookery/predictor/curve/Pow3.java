package io.rookery.predictor.curve;

/**
 * a·x^b + c with b below 0: the distance to c falls by the same factor whenever x doubles. ρ = b.
 */
public final class Pow3 extends SeparableFamily {

  private static final double STEEPEST = -5;
  private static final double FLATTEST = -1e-3;

  public Pow3() {
    super(
        "pow3",
        "a * x^b + c",
        WORKFLOW + "; " + DOMHAN,
        BOTH,
        free("a"),
        parameter("b", STEEPEST, FLATTEST),
        free("c"));
  }

  @Override
  public double value(double x, double[] p) {
    return p[0] * Math.pow(x, p[1]) + p[2];
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double power = Math.pow(x, p[1]);
    gradient[0] = power;
    gradient[1] = p[0] * power * Math.log(x);
    gradient[2] = 1;
  }

  @Override
  public Range shapes(double last) {
    return new Range(STEEPEST, FLATTEST);
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
    p[2] = intercept;
  }
}
