package io.rookery.predictor.bayes;

import io.rookery.predictor.Belief;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A Student t on the modelling scale, seen as a belief of the fitness.
 *
 * @param scale the modelling scale
 * @param center of the distribution there
 * @param spread its scale parameter there, above 0
 * @param degrees of freedom
 */
record StudentBelief(Scale scale, double center, double spread, int degrees) implements Belief {

  /** The fitness at the centre: the median, which minimises the expected absolute error. */
  @Override
  public double mean() {
    return scale.fitness(center);
  }

  /** Half the way from one spread below the centre to one above. */
  @Override
  public double standardDeviation() {
    return Math.abs(scale.fitness(center + spread) - scale.fitness(center - spread)) / 2;
  }

  @Override
  public double quantile(double p) {
    double t = student().inverseCumulativeProbability(increasing() ? p : 1 - p);
    return scale.fitness(center + spread * t);
  }

  @Override
  public double atLeast(double fitness) {
    double better = student().cumulativeProbability((center - scale.of(fitness)) / spread);
    return increasing() ? better : 1 - better;
  }

  private boolean increasing() {
    return scale == Scale.LOGIT;
  }

  private TDistribution student() {
    return new TDistribution(null, degrees);
  }
}
