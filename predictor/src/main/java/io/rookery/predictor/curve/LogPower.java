package io.rookery.predictor.curve;

import io.rookery.predictor.SeparableModel.Range;

/** a/(1 + (x/e^b)^c), the log power curve: it rises with c below 0 and falls with c above 0. */
public final class LogPower extends Family {

  private static final double[] POWERS = {-4, -2, -1, -0.5, -0.25, 0.25, 0.5, 1, 2, 4};

  public LogPower() {
    super(
        "log-power",
        "a / (1 + (x / exp(b))^c)",
        DOMHAN,
        BOTH,
        from("a", 0),
        parameter("b", -5, 10),
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

  @Override
  public double[] guess(double[] x, double[] y) {
    double[] times = ShapeGrid.times(x[x.length - 1]);
    ShapeGrid.Best best =
        new ShapeGrid((at, half, power) -> 1 / (1 + Math.pow(at / half, power)), times, POWERS)
            .best(x, y, null, new Range(0, Double.POSITIVE_INFINITY));
    return clipped(best.slope(), Math.log(best.u()), best.v());
  }
}
