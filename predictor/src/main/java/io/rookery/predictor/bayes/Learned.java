package io.rookery.predictor.bayes;

import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Trial;

/** A network that left training. */
final class Learned {

  final Trial trial;

  /** Networks that left training before it. */
  final int number;

  LearningCurve curve = LearningCurve.empty();

  /** Stages it reached. */
  int stages;

  /** At the last stage it reached. */
  double[] features = {};

  Learned(Trial trial, int number) {
    this.trial = trial;
    this.number = number;
  }

  boolean finished() {
    return !curve.isEmpty() && curve.last().epoch() >= trial.horizon();
  }
}
