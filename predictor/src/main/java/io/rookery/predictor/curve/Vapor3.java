package io.rookery.predictor.curve;

/** e^(a + b/x + c·ln x), the vapor pressure equation. */
public final class Vapor3 extends Family {

  public Vapor3() {
    super(
        "vap3",
        "exp(a + b / x + c * ln(x))",
        WORKFLOW + "; " + DOMHAN,
        BOTH,
        parameter("a", -20, 20),
        parameter("b", -50, 50),
        parameter("c", -5, 5));
  }

  @Override
  public double value(double x, double[] p) {
    return Math.exp(p[0] + p[1] / x + p[2] * Math.log(x));
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double value = value(x, p);
    gradient[0] = value;
    gradient[1] = value / x;
    gradient[2] = value * Math.log(x);
  }

  /** ln y is a line in 1/x where c = 0, and in ln x where b = 0: the better of the two. */
  @Override
  public double[] guess(double[] x, double[] y) {
    Guess.Line vapor = Guess.line(x, y, at -> 1 / at, Math::log);
    Guess.Line power = Guess.line(x, y, Math::log, Math::log);
    double[] p = clipped(vapor.intercept(), vapor.slope(), 0);
    double[] q = clipped(power.intercept(), 0, power.slope());
    return Guess.squares(this, p, x, y) <= Guess.squares(this, q, x, y) ? p : q;
  }
}
