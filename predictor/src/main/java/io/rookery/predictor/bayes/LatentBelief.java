package io.rookery.predictor.bayes;

import io.rookery.predictor.Belief;
import io.rookery.predictor.Metric;
import io.rookery.predictor.StudentBelief;

/**
 * A belief of the fitness that is a Student t on the modelling scale. All of it lies on the
 * metric's scale: what the modelling scale holds beyond an end counts at that end.
 *
 * @param scale the modelling scale
 * @param latent what is believed there
 */
record LatentBelief(Scale scale, StudentBelief latent) implements Belief {

  LatentBelief(Scale scale, Posterior posterior) {
    this(
        scale,
        new StudentBelief(posterior.mean(), Math.sqrt(posterior.variance()), posterior.degrees()));
  }

  /** The fitness at the centre: the median, which minimises the expected absolute error. */
  @Override
  public double mean() {
    return scale.fitness(latent.mean());
  }

  /** Half the way from one spread below the centre to one above. */
  @Override
  public double standardDeviation() {
    double above = scale.fitness(latent.mean() + latent.scale());
    double below = scale.fitness(latent.mean() - latent.scale());
    return Math.abs(above - below) / 2;
  }

  @Override
  public double quantile(double p) {
    return scale.fitness(latent.quantile(increasing() ? p : 1 - p));
  }

  @Override
  public double atLeast(double fitness) {
    if (fitness <= 0) {
      return 1;
    } else if (fitness > scale.largest()) {
      return 0;
    }
    double better = latent.atLeast(scale.of(fitness));
    return increasing() ? better : 1 - better;
  }

  /** By quantiles of the modelling scale, on which better always means larger. */
  @Override
  public double improvement(Metric metric, double mark) {
    double[] quantiles = Quantiles.of((int) latent.degrees());
    double sum = 0;
    for (int node = quantiles.length - 1; node >= 0; node--) {
      double fitness = scale.fitness(latent.mean() + latent.scale() * quantiles[node]);
      if (!metric.better(fitness, mark)) {
        break;
      }
      sum += Quantiles.weight(node) * Math.abs(fitness - mark);
    }
    return sum;
  }

  private boolean increasing() {
    return scale == Scale.LOGIT;
  }
}
