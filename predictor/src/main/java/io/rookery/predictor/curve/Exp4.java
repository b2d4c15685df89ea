package io.rookery.predictor.curve;

/** c − e^(−a·x^d + b): an exponential whose time is bent by a power. */
public final class Exp4 extends Family {

  private static final double[] BENDS = {0.25, 0.5, 1, 1.5};

  public Exp4() {
    super(
        "exp4",
        "c - exp(-a * x^d + b)",
        WORKFLOW + "; " + DOMHAN,
        ACCURACY,
        parameter("a", 0, 50),
        parameter("b", -20, 20),
        free("c"),
        parameter("d", 0.01, 5));
  }

  @Override
  public double value(double x, double[] p) {
    return p[2] - Math.exp(-p[0] * Math.pow(x, p[3]) + p[1]);
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double power = Math.pow(x, p[3]);
    double gap = Math.exp(-p[0] * power + p[1]);
    gradient[0] = gap * power;
    gradient[1] = -gap;
    gradient[2] = 1;
    gradient[3] = gap * p[0] * power * Math.log(x);
  }

  /** ln(c − y) is a line in x^d: the best of a few d, with c beyond the best value. */
  @Override
  public double[] guess(double[] x, double[] y) {
    double c = Guess.beyond(y);
    double[] best = {};
    double least = Double.POSITIVE_INFINITY;
    for (double d : BENDS) {
      Guess.Line line = Guess.line(x, y, at -> Math.pow(at, d), value -> Math.log(c - value));
      double[] p = clipped(-line.slope(), line.intercept(), c, d);
      double squares = Guess.squares(this, p, x, y);
      if (squares < least || best.length == 0) {
        least = squares;
        best = p;
      }
    }
    return best;
  }
}
