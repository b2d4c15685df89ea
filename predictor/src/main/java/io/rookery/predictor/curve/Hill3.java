package io.rookery.predictor.curve;

/** θ·x^η/(κ^η + x^η), Hill's equation from 0 to θ, here with the letters a, b, k. */
public final class Hill3 extends Family {

  public Hill3() {
    super(
        "hill3",
        "a * x^b / (k^b + x^b)",
        DOMHAN,
        ACCURACY,
        parameter("a", 0, 200),
        parameter("b", 0.01, 10),
        parameter("k", 1e-6, 1e6));
  }

  @Override
  public double value(double x, double[] p) {
    return p[0] / (1 + Math.pow(p[2] / x, p[1]));
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double ratio = Math.pow(p[2] / x, p[1]);
    double share = 1 / (1 + ratio);
    double steepness = -p[0] * ratio * share * share;
    gradient[0] = share;
    gradient[1] = steepness * Math.log(p[2] / x);
    gradient[2] = steepness * p[1] / p[2];
  }

  /** ln(y/(a − y)) = b·ln x − b·ln k. */
  @Override
  public double[] guess(double[] x, double[] y) {
    double a = Guess.beyond(y);
    Guess.Line line = Guess.line(x, y, Math::log, value -> Math.log(value / (a - value)));
    double b = parameters().get(1).clip(line.slope());
    return clipped(a, b, Math.exp(-line.intercept() / b));
  }
}
