package io.rookery.predictor.curve;

import io.rookery.predictor.SeparableModel.Range;

/** θ·x^η/(κ^η + x^η), Hill's equation from 0 to θ, here with the letters a, b, k. */
public final class Hill3 extends Family {

  private static final double HIGHEST = 200;
  private static final double[] POWERS = {0.25, 0.5, 1, 2, 4};

  public Hill3() {
    super(
        "hill3",
        "a * x^b / (k^b + x^b)",
        DOMHAN,
        ACCURACY,
        parameter("a", 0, HIGHEST),
        parameter("b", 0.1, 10),
        parameter("k", 1e-3, 1e4));
  }

  @Override
  public double value(double x, double[] p) {
    return p[0] / (1 + Math.pow(p[2] / x, p[1]));
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double ratio = Math.pow(p[2] / x, p[1]);
    double share = 1 / (1 + ratio);
    double steepness = -p[0] * ratio * share * share;
    gradient[0] = share;
    gradient[1] = steepness * Math.log(p[2] / x);
    gradient[2] = steepness * p[1] / p[2];
  }

  @Override
  public double[] guess(double[] x, double[] y) {
    double[] times = ShapeGrid.times(x[x.length - 1]);
    ShapeGrid.Best best =
        new ShapeGrid((at, half, power) -> 1 / (1 + Math.pow(half / at, power)), times, POWERS)
            .best(x, y, null, new Range(0, HIGHEST));
    return clipped(best.slope(), best.v(), best.u());
  }
}
