package io.rookery.predictor.curve;

/** (ab + c·x^d)/(b + x^d), Morgan, Mercer and Flodin's growth curve: from a to c. */
public final class Mmf4 extends Family {

  public Mmf4() {
    super(
        "mmf4",
        "(a * b + c * x^d) / (b + x^d)",
        WORKFLOW + "; " + DOMHAN,
        BOTH,
        free("a"),
        parameter("b", 1e-6, 1e6),
        free("c"),
        parameter("d", 0.01, 10));
  }

  @Override
  public double value(double x, double[] p) {
    double power = Math.pow(x, p[3]);
    return (p[0] * p[1] + p[2] * power) / (p[1] + power);
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double power = Math.pow(x, p[3]);
    double sum = p[1] + power;
    double span = p[0] - p[2];
    gradient[0] = p[1] / sum;
    gradient[1] = span * power / (sum * sum);
    gradient[2] = power / sum;
    gradient[3] = -span * p[1] * power * Math.log(x) / (sum * sum);
  }

  /** ln((y − a)/(c − y)) = d·ln x − ln b, with a and c beyond the values on both sides. */
  @Override
  public double[] guess(double[] x, double[] y) {
    double c = Guess.beyond(y);
    double a = Guess.before(y);
    Guess.Line line = Guess.line(x, y, Math::log, value -> Math.log((value - a) / (c - value)));
    return clipped(a, Math.exp(-line.intercept()), c, line.slope());
  }
}
