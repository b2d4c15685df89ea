package io.rookery.predictor.curve;

import io.rookery.predictor.SeparableModel.Range;

/**
 * c − 100·(a·x + b)^(−d), a power law whose start is free. The 100 is what Domhan et al., whose
 * accuracies end at 1, do not need.
 */
public final class Pow4 extends Family {

  private static final double HIGHEST = 200;
  private static final double[] POWERS = {0.25, 0.5, 1, 2};

  public Pow4() {
    super(
        "pow4",
        "c - 100 * (a * x + b)^(-d)",
        DOMHAN,
        ACCURACY,
        parameter("a", 1e-6, 1e6),
        parameter("b", 1e-6, 1e6),
        parameter("c", 0, HIGHEST),
        parameter("d", 0.05, 5));
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

  @Override
  public double[] guess(double[] x, double[] y) {
    double[] delays = ShapeGrid.times(x[x.length - 1]);
    delays[0] = 0;
    ShapeGrid.Best best =
        new ShapeGrid((at, delay, power) -> Math.pow(at + delay, -power), delays, POWERS)
            .best(x, y, new Range(0, HIGHEST), new Range(Double.NEGATIVE_INFINITY, -1e-3));
    double a = Math.pow(-best.slope() / 100, -1 / best.v());
    return clipped(a, a * best.u(), best.intercept(), best.v());
  }
}
