package io.rookery.predictor.bayes;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Metric;

/** The line on which fitness is modelled: unbounded, increasing with how good a network is. */
enum Scale {
  /** Logit of an accuracy in percent, drawn in by a quarter point so that 0 and 100 are finite. */
  LOGIT {
    @Override
    double of(double fitness) {
      return Math.log((Math.max(0, fitness) + 0.25) / (100.25 - Math.min(100, fitness)));
    }

    @Override
    double fitness(double z) {
      return Math.max(0, Math.min(100, 100.25 - 100.5 / (1 + Math.exp(z))));
    }
  },
  /** Minus the logarithm of a loss. */
  MINUS_LOG {
    @Override
    double of(double fitness) {
      return -Math.log(Math.max(0, fitness) + SMALLEST_LOSS);
    }

    @Override
    double fitness(double z) {
      return Math.max(0, Math.exp(-z) - SMALLEST_LOSS);
    }
  };

  private static final double SMALLEST_LOSS = 1e-3;

  static Scale of(Metric metric) {
    return metric == Metric.ACCURACY ? LOGIT : MINUS_LOG;
  }

  abstract double of(double fitness);

  /** The inverse, kept on the metric's scale. */
  abstract double fitness(double z);

  /** Largest fitness there is on the metric's scale. */
  double largest() {
    return (this == LOGIT ? Metric.ACCURACY : Metric.LOSS).upper();
  }

  /** What the training says of itself: its accuracy, else its loss, else NaN. */
  static double channel(CurvePoint point) {
    if (Double.isFinite(point.trainAccuracy())) {
      return LOGIT.of(point.trainAccuracy());
    }
    return Double.isFinite(point.trainLoss()) ? MINUS_LOG.of(point.trainLoss()) : Double.NaN;
  }
}
