package io.rookery.predictor.bayes;

import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Trial;

/** A network that left training, and what a refresh needs of it. */
final class Learned {

  final Trial trial;
  LearningCurve curve = LearningCurve.empty();

  /** By stage, of every stage it reached. */
  double[][] features = {};

  /** Final fitness on the modelling scale: measured, or the posterior mean where it stopped. */
  double target;

  /** Variance of the target; 0 where it was measured. */
  double variance;

  Learned(Trial trial) {
    this.trial = trial;
  }

  boolean finished() {
    return curve.last().epoch() >= trial.horizon();
  }

  int stages() {
    return features.length;
  }
}
