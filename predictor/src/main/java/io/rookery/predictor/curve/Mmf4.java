package io.rookery.predictor.curve;

import io.rookery.predictor.SeparableModel.Range;

/** (ab + c·x^d)/(b + x^d), Morgan, Mercer and Flodin's growth curve: from a to c. */
public final class Mmf4 extends Family {

  private static final double[] POWERS = {0.25, 0.5, 1, 2, 4};

  public Mmf4() {
    super(
        "mmf4",
        "(a * b + c * x^d) / (b + x^d)",
        WORKFLOW + "; " + DOMHAN,
        BOTH,
        free("a"),
        parameter("b", 1e-6, 1e6),
        free("c"),
        parameter("d", 0.1, 10));
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

  @Override
  public double[] guess(double[] x, double[] y) {
    double[] times = ShapeGrid.times(x[x.length - 1]);
    ShapeGrid.Best best =
        new ShapeGrid(Mmf4::remaining, times, POWERS).best(x, y, Range.ALL, Range.ALL);
    double b = Math.pow(best.u(), best.v());
    return clipped(best.intercept() + best.slope(), b, best.intercept(), best.v());
  }

  /** The part of the way from a to c that remains at x, if half of it is over at {@code half}. */
  private static double remaining(double x, double half, double power) {
    return 1 / (1 + Math.pow(x / half, power));
  }
}
