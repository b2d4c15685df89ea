package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.Metric;
import java.util.List;

/** a + b^(c−x), PENGUIN's family for losses, which falls by ever smaller steps to a. */
public final class ExponentialLoss implements CurveModel {

  private static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("a", 0, Double.POSITIVE_INFINITY),
          new Parameter("b", 1, Double.POSITIVE_INFINITY),
          new Parameter("c", 0, Double.POSITIVE_INFINITY));

  @Override
  public String name() {
    return "exponential-loss";
  }

  @Override
  public String formula() {
    return "a + b^(c - x)";
  }

  @Override
  public String source() {
    return "Rorabaugh, Caino-Lores, Johnston, Taufer 2022, doi:10.1109/TPDS.2022.3140681";
  }

  @Override
  public boolean suits(Metric metric) {
    return metric == Metric.LOSS;
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double value(double x, double[] p) {
    return p[0] + Math.pow(p[1], p[2] - x);
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double power = Math.pow(p[1], p[2] - x);
    gradient[0] = 1;
    gradient[1] = (p[2] - x) * power / p[1];
    gradient[2] = Math.log(p[1]) * power;
  }

  @Override
  public double[] guess(double[] x, double[] y) {
    return Decay.guess(x, y, PARAMETERS, -1);
  }
}
