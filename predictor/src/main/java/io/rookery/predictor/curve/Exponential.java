package io.rookery.predictor.curve;

/** a − b^(c−x), PENGUIN's family: it rises by ever smaller steps to a. ρ = ln b. */
public final class Exponential extends SeparableFamily {

  private static final double LOWEST = 0.5;
  private static final double HIGHEST = 200;

  public Exponential() {
    super(
        "exponential",
        "a - b^(c - x)",
        PENGUIN + "; bounds as in their code",
        ACCURACY,
        parameter("a", LOWEST, HIGHEST),
        from("b", 1),
        from("c", 0));
  }

  @Override
  public double value(double x, double[] p) {
    return p[0] - Math.pow(p[1], p[2] - x);
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double power = Math.pow(p[1], p[2] - x);
    gradient[0] = 1;
    gradient[1] = -(p[2] - x) * power / p[1];
    gradient[2] = -Math.log(p[1]) * power;
  }

  @Override
  public Range shapes(double last) {
    return rates(last);
  }

  @Override
  public Range intercepts() {
    return new Range(LOWEST, HIGHEST);
  }

  /** −b^c with c ≥ 0. */
  @Override
  public Range slopes() {
    return new Range(Double.NEGATIVE_INFINITY, -1);
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
    p[2] = Math.log(-slope) / shape;
  }
}
