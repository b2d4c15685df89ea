package io.rookery.predictor.curve;

import io.rookery.predictor.SeparableModel.Range;

/** α − (α−β)·e^(−κ·x^δ), Janoschek's growth curve, here with the letters a, b, k, d. */
public final class Janoschek extends Family {

  public Janoschek() {
    super(
        "janoschek",
        "a - (a - b) * exp(-k * x^d)",
        DOMHAN,
        BOTH,
        free("a"),
        free("b"),
        parameter("k", 1e-9, 50),
        parameter("d", 0.1, 5));
  }

  @Override
  public double value(double x, double[] p) {
    return p[0] - (p[0] - p[1]) * Math.exp(-p[2] * Math.pow(x, p[3]));
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double power = Math.pow(x, p[3]);
    double gap = Math.exp(-p[2] * power);
    double span = p[0] - p[1];
    gradient[0] = 1 - gap;
    gradient[1] = gap;
    gradient[2] = span * gap * power;
    gradient[3] = span * gap * p[2] * power * Math.log(x);
  }

  @Override
  public double[] guess(double[] x, double[] y) {
    double[] times = ShapeGrid.times(x[x.length - 1]);
    ShapeGrid.Best best =
        new ShapeGrid(Stretched::at, times, Stretched.BENDS).best(x, y, Range.ALL, Range.ALL);
    double k = Stretched.rate(best.u(), best.v());
    return clipped(best.intercept(), best.intercept() + best.slope(), k, best.v());
  }
}
