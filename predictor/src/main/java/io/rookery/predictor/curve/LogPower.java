package io.rookery.predictor.curve;

/** a/(1 + (x/e^b)^c), the log power curve: it rises with c below 0 and falls with c above 0. */
public final class LogPower extends Family {

  public LogPower() {
    super(
        "log-power",
        "a / (1 + (x / exp(b))^c)",
        DOMHAN,
        BOTH,
        from("a", 0),
        parameter("b", -20, 20),
        parameter("c", -10, 10));
  }

  @Override
  public double value(double x, double[] p) {
    return p[0] / (1 + Math.exp(p[2] * (Math.log(x) - p[1])));
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double distance = Math.log(x) - p[1];
    double ratio = Math.exp(p[2] * distance);
    double share = 1 / (1 + ratio);
    double steepness = -p[0] * ratio * share * share;
    gradient[0] = share;
    gradient[1] = -steepness * p[2];
    gradient[2] = steepness * distance;
  }

  /** ln(a/y − 1) = c·ln x − c·b, with a above every value. */
  @Override
  public double[] guess(double[] x, double[] y) {
    double a = Math.max(Guess.beyond(y), Guess.before(y));
    Guess.Line line = Guess.line(x, y, Math::log, value -> Math.log(a / value - 1));
    double c = line.slope() == 0 ? -1e-3 : line.slope();
    return clipped(a, -line.intercept() / c, c);
  }
}
