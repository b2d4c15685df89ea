package com.example.curves;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.Metric;
import java.util.List;

/** Gompertz's growth curve a·e^(−b·e^(−cx)). */
public final class Gompertz implements CurveModel {

  private static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("a", 0.5, 200), new Parameter("b", 0.01, 20), new Parameter("c", 0.001, 5));

  @Override
  public String name() {
    return "gompertz";
  }

  @Override
  public String formula() {
    return "a * exp(-b * exp(-c * x))";
  }

  @Override
  public String source() {
    return "Gompertz 1825, doi:10.1098/rstl.1825.0026";
  }

  @Override
  public boolean suits(Metric metric) {
    return metric == Metric.ACCURACY;
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double value(double x, double[] p) {
    return p[0] * Math.exp(-p[1] * Math.exp(-p[2] * x));
  }

  @Override
  public void gradient(double x, double[] p, double[] gradient) {
    double decay = Math.exp(-p[2] * x);
    double share = Math.exp(-p[1] * decay);
    gradient[0] = share;
    gradient[1] = -p[0] * share * decay;
    gradient[2] = p[0] * share * p[1] * decay * x;
  }

  /** The best value seen and a little more as the end; the first value gives b, c is common. */
  @Override
  public double[] guess(double[] x, double[] y) {
    double best = 0.5;
    for (double value : y) {
      best = Math.max(best, value);
    }
    double end = PARAMETERS.get(0).clip(1.05 * best);
    double rate = 0.3;
    double first = Math.max(1e-3, Math.min(0.99, y[0] / end));
    double b = PARAMETERS.get(1).clip(-Math.log(first) * Math.exp(rate));
    return new double[] {end, b, rate};
  }
}
