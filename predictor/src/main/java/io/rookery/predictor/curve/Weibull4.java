package io.rookery.predictor.curve;

import io.rookery.predictor.SeparableModel.Range;

/** a − b·e^(−c·x^d), Weibull's growth curve. */
public final class Weibull4 extends Family {

  public Weibull4() {
    super(
        "wbl4",
        "a - b * exp(-c * x^d)",
        WORKFLOW + "; " + DOMHAN,
        BOTH,
        free("a"),
        free("b"),
        parameter("c", 1e-9, 50),
        parameter("d", 0.1, 5));
  }

  @Override
  public double value(double x, double[] p) {
    return p[0] - p[1] * Math.exp(-p[2] * Math.pow(x, p[3]));
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double power = Math.pow(x, p[3]);
    double gap = Math.exp(-p[2] * power);
    gradient[0] = 1;
    gradient[1] = -gap;
    gradient[2] = p[1] * gap * power;
    gradient[3] = p[1] * gap * p[2] * power * Math.log(x);
  }

  @Override
  public double[] guess(double[] x, double[] y) {
    double[] times = ShapeGrid.times(x[x.length - 1]);
    ShapeGrid.Best best =
        new ShapeGrid(Stretched::at, times, Stretched.BENDS).best(x, y, Range.ALL, Range.ALL);
    double c = Stretched.rate(best.u(), best.v());
    return clipped(best.intercept(), -best.slope(), c, best.v());
  }
}
