package io.rookery.predictor.curve;

import io.rookery.predictor.SeparableModel.Range;

/** c − e^((x−b)^a). With a below 0 it rises to c − 1. */
public final class ExpPower3 extends Family {

  /** Below the first x, so that the power is defined everywhere. */
  private static final double LATEST = 0.999;

  private static final double[] POWERS = {-0.1, -0.2, -0.4, -0.8, -1.6, -3.2};
  private static final double[] FIRST_GAPS = {1.5, 3, 6, 12, 24, 48, 96};

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

  /** Powers, and gaps between c and the first value, from which b follows. */
  @Override
  public double[] guess(double[] x, double[] y) {
    ShapeGrid.Best best =
        new ShapeGrid(ExpPower3::gap, POWERS, FIRST_GAPS).best(x, y, Range.ALL, new Range(-1, -1));
    return clipped(best.u(), delay(best.u(), best.v()), best.intercept());
  }

  private static double gap(double x, double power, double first) {
    return Math.exp(Math.pow(x - delay(power, first), power));
  }

  /** b of (1 − b)^a = ln(gap at 1). */
  private static double delay(double power, double first) {
    return Math.min(LATEST, 1 - Math.pow(Math.log(first), 1 / power));
  }
}
