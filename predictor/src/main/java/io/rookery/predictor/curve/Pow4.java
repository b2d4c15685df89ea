package io.rookery.predictor.curve;

/**
 * c − 100·(a·x + b)^(−d), a power law whose start is free. The 100 is what Domhan et al., whose
 * accuracies end at 1, do not need.
 */
public final class Pow4 extends Family {

  private static final double[] POWERS = {0.25, 0.5, 1, 2};

  public Pow4() {
    super(
        "pow4",
        "c - 100 * (a * x + b)^(-d)",
        DOMHAN,
        ACCURACY,
        parameter("a", 1e-6, 1e6),
        parameter("b", 0, 1e6),
        parameter("c", 0, 200),
        parameter("d", 0.01, 10));
  }

  @Override
  public double value(double x, double[] p) {
    return p[2] - 100 * Math.pow(p[0] * x + p[1], -p[3]);
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double base = p[0] * x + p[1];
    double gap = 100 * Math.pow(base, -p[3]);
    gradient[0] = gap * p[3] * x / base;
    gradient[1] = gap * p[3] / base;
    gradient[2] = 1;
    gradient[3] = gap * Math.log(base);
  }

  /** ((c − y)/100)^(−1/d) is a line in x: the best of a few d. */
  @Override
  public double[] guess(double[] x, double[] y) {
    double c = Guess.beyond(y);
    double least = Double.POSITIVE_INFINITY;
    double[] best = {};
    for (double d : POWERS) {
      Guess.Line line = Guess.line(x, y, at -> at, value -> Math.pow((c - value) / 100, -1 / d));
      double[] p = clipped(line.slope(), line.intercept(), c, d);
      double squares = Guess.squares(this, p, x, y);
      if (squares < least || best.length == 0) {
        least = squares;
        best = p;
      }
    }
    return best;
  }
}
