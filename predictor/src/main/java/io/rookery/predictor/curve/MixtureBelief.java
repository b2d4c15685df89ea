package io.rookery.predictor.curve;

import io.rookery.predictor.Belief;
import java.util.List;

/** A weighted mixture of beliefs. Immutable. */
final class MixtureBelief implements Belief {

  private static final int BISECTIONS = 200;
  private static final double ROUNDING = 1e-9;

  private final List<Belief> parts;
  private final double[] weights;

  /**
   * A mixture.
   *
   * @param parts at least one
   * @param weights as many, above 0, adding up to 1
   */
  MixtureBelief(List<Belief> parts, double[] weights) {
    this.parts = List.copyOf(parts);
    this.weights = weights.clone();
  }

  @Override
  public double mean() {
    double mean = 0;
    for (int i = 0; i < weights.length; i++) {
      mean += weights[i] * parts.get(i).mean();
    }
    return mean;
  }

  /** Infinite where a part's is. */
  @Override
  public double standardDeviation() {
    double mean = mean();
    double variance = 0;
    for (int i = 0; i < weights.length; i++) {
      double deviation = parts.get(i).standardDeviation();
      double distance = parts.get(i).mean() - mean;
      variance += weights[i] * (deviation * deviation + distance * distance);
    }
    return Math.sqrt(variance);
  }

  @Override
  public double atLeast(double fitness) {
    double probability = 0;
    for (int i = 0; i < weights.length; i++) {
      probability += weights[i] * parts.get(i).atLeast(fitness);
    }
    return probability;
  }

  /**
   * By bisection between the parts' quantiles. Parts of unknown spread have half their weight below
   * every value: the others make up the rest, and where that is impossible it is infinite.
   */
  @Override
  public double quantile(double p) {
    double unknown = 0;
    for (int i = 0; i < weights.length; i++) {
      unknown += isUnknown(parts.get(i)) ? weights[i] : 0;
    }
    double known = 1 - unknown;
    double missing = p - unknown / 2;
    if (known < ROUNDING && p == 0.5) {
      return mean();
    } else if (missing <= 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return missing >= known ? Double.POSITIVE_INFINITY : bisect(missing, known);
  }

  private static boolean isUnknown(Belief part) {
    return Double.isInfinite(part.quantile(0.25));
  }

  private double bisect(double missing, double known) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (Belief part : parts) {
      if (!isUnknown(part)) {
        least = Math.min(least, part.quantile(missing / known));
        most = Math.max(most, part.quantile(missing / known));
      }
    }
    for (int i = 0; i < BISECTIONS && Math.nextUp(least) < most; i++) {
      double middle = least / 2 + most / 2;
      if (knownBelow(middle) < missing) {
        least = middle;
      } else {
        most = middle;
      }
    }
    return least;
  }

  private double knownBelow(double fitness) {
    double below = 0;
    for (int i = 0; i < weights.length; i++) {
      below += isUnknown(parts.get(i)) ? 0 : weights[i] * (1 - parts.get(i).atLeast(fitness));
    }
    return below;
  }
}
