package io.rookery.predictor.curve;

/** c − e^((x−b)^a). With a below 0 it rises to c − 1. */
public final class ExpPower3 extends Family {

  /** Below the first x, so that the power is defined everywhere. */
  private static final double LATEST = 0.999;

  public ExpPower3() {
    super(
        "expp3",
        "c - exp((x - b)^a)",
        WORKFLOW,
        ACCURACY,
        parameter("a", -5, -1e-3),
        parameter("b", -100, LATEST),
        free("c"));
  }

  @Override
  public double value(double x, double[] p) {
    return p[2] - Math.exp(Math.pow(x - p[1], p[0]));
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double power = Math.pow(x - p[1], p[0]);
    double gap = Math.exp(power);
    gradient[0] = -gap * power * Math.log(x - p[1]);
    gradient[1] = gap * p[0] * power / (x - p[1]);
    gradient[2] = 1;
  }

  /** ln ln(c − y) is a line in ln(x − b) through 0: b from the first gap, a from the last. */
  @Override
  public double[] guess(double[] x, double[] y) {
    double c = Guess.beyond(y) + 1;
    double first = Math.log(Math.max(1.1, c - y[0])); // (1 − b)^a
    double best = Double.POSITIVE_INFINITY;
    double[] p = {};
    for (double a = -0.125; a >= -4; a *= 2) {
      double[] candidate = clipped(a, x[0] - Math.pow(first, 1 / a), c);
      double squares = Guess.squares(this, candidate, x, y);
      if (squares < best || p.length == 0) {
        best = squares;
        p = candidate;
      }
    }
    return p;
  }
}
