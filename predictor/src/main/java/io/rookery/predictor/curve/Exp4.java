package io.rookery.predictor.curve;

import io.rookery.predictor.SeparableModel.Range;

/** c − e^(−a·x^d + b): an exponential whose time is bent by a power. */
public final class Exp4 extends Family {

  /** −e^b with b in its range. */
  private static final Range FALLING_GAPS = new Range(-Math.exp(20), -Math.exp(-20));

  public Exp4() {
    super(
        "exp4",
        "c - exp(-a * x^d + b)",
        WORKFLOW + "; " + DOMHAN,
        ACCURACY,
        parameter("a", 0, 50),
        parameter("b", -20, 20),
        free("c"),
        parameter("d", 0.1, 5));
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

  @Override
  public double[] guess(double[] x, double[] y) {
    double[] times = ShapeGrid.times(x[x.length - 1]);
    ShapeGrid.Best best =
        new ShapeGrid(Stretched::at, times, Stretched.BENDS).best(x, y, Range.ALL, FALLING_GAPS);
    double a = Stretched.rate(best.u(), best.v());
    return clipped(a, Math.log(-best.slope()), best.intercept(), best.v());
  }
}
