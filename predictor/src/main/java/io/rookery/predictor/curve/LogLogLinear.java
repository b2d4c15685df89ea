package io.rookery.predictor.curve;

/**
 * 100·ln(a·ln x + b): a rise that never ends and slows down more than a logarithm. The 100 is what
 * Domhan et al., whose accuracies end at 1, do not need.
 */
public final class LogLogLinear extends Family {

  public LogLogLinear() {
    super(
        "log-log-linear",
        "100 * ln(a * ln(x) + b)",
        DOMHAN,
        ACCURACY,
        parameter("a", 0, 10),
        parameter("b", 1, Math.E));
  }

  @Override
  public double value(double x, double[] p) {
    return 100 * Math.log(p[0] * Math.log(x) + p[1]);
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double inner = p[0] * Math.log(x) + p[1];
    gradient[0] = 100 * Math.log(x) / inner;
    gradient[1] = 100 / inner;
  }

  /** e^(y/100) is a line in ln x. */
  @Override
  public double[] guess(double[] x, double[] y) {
    Guess.Line line = Guess.line(x, y, Math::log, value -> Math.exp(value / 100));
    return clipped(line.slope(), line.intercept());
  }
}
