package io.rookery.spark.search;

import io.rookery.predictor.CurvePoint;
import io.rookery.spark.train.EpochMetrics;

/** What the engine is shown of a report. */
final class Points {

  private Points() {}

  static CurvePoint of(EpochMetrics metrics) {
    return new CurvePoint(
        metrics.epoch(),
        metrics.fitness(),
        metrics.trainLoss(),
        metrics.trainAccuracy(),
        metrics.validLoss());
  }
}
