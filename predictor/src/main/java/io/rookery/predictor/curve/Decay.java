package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel.Parameter;
import java.util.List;

/** A first guess for what approaches its end exponentially. */
final class Decay {

  private Decay() {}

  /**
   * (a, b, c) of a ∓ b^(c−x): a a tenth of the range beyond the best value; the gap to it falls
   * from the first point to the last as b^−x.
   *
   * @param sign 1 where the curve rises, −1 where it falls
   */
  static double[] guess(double[] x, double[] y, List<Parameter> parameters, int sign) {
    double best = sign * y[0];
    double worst = best;
    for (double value : y) {
      best = Math.max(best, sign * value);
      worst = Math.min(worst, sign * value);
    }
    double room = (best - worst) / 10 + 1e-3;
    double first = Math.max(room, best + room - sign * y[0]);
    double last = Math.max(room, best + room - sign * y[y.length - 1]);
    double rate = Math.max(1e-3, Math.log(first / last) / (x[x.length - 1] - x[0]));
    return new double[] {
      parameters.get(0).clip(sign * (best + room)),
      parameters.get(1).clip(Math.exp(rate)),
      parameters.get(2).clip(x[0] + Math.log(first) / rate)
    };
  }
}
