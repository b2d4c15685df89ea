package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.CurveModel.Parameter;

/**
 * A first guess for a family of which nothing is known but its bounds: the best of many points
 * spread over them evenly (Halton 1960, doi:10.1007/BF01386213), in orders of magnitude where a
 * bound is infinite or far.
 */
final class Scatter {

  private static final int TRIES = 512;
  private static final int[] PRIMES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29};
  private static final double FAR = 100;
  private static final double LEAST = 1e-3;
  private static final double MOST = 1e3;

  private Scatter() {}

  static double[] best(CurveModel model, double[] x, double[] y) {
    double[] best = at(model, 0);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < TRIES; i++) {
      double[] p = at(model, i);
      double squares = Guess.squares(model, p, x, y);
      if (squares < least) {
        least = squares;
        best = p;
      }
    }
    return best;
  }

  private static double[] at(CurveModel model, int index) {
    double[] p = new double[model.parameters().size()];
    for (int i = 0; i < p.length; i++) {
      p[i] = at(model.parameters().get(i), share(index + 1, PRIMES[i % PRIMES.length]));
    }
    return p;
  }

  private static double at(Parameter parameter, double share) {
    double lower = parameter.lower();
    double upper = parameter.upper();
    if (Double.isInfinite(lower) && Double.isInfinite(upper)) {
      double signed = 2 * share - 1;
      return Math.copySign(magnitude(LEAST, MOST, Math.abs(signed)), signed);
    } else if (Double.isInfinite(upper)) {
      return lower + magnitude(LEAST, MOST, share);
    } else if (Double.isInfinite(lower)) {
      return upper - magnitude(LEAST, MOST, share);
    } else if (lower > 0 && upper / lower > FAR) {
      return parameter.clip(magnitude(lower, upper, share));
    }
    return parameter.clip(lower + (upper - lower) * share);
  }

  private static double magnitude(double least, double most, double share) {
    return least * Math.pow(most / least, share);
  }

  /** The radical inverse: the digits of {@code index} in this base, mirrored at the point. */
  private static double share(int index, int base) {
    double share = 0;
    double place = 1.0 / base;
    for (int rest = index; rest > 0; rest /= base) {
      share += rest % base * place;
      place /= base;
    }
    return share;
  }
}
