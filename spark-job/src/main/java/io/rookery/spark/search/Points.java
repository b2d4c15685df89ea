package io.rookery.spark.search;

import io.rookery.nas.Architecture;
import io.rookery.predictor.CurvePoint;
import io.rookery.spark.train.EpochMetrics;
import java.util.Map;

/** What the engine is shown of a network and of its reports. */
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

  /** Numbers known of the architecture before it trains. */
  static Map<String, Double> scalars(Architecture architecture) {
    return Map.of(
        "logParameters", Math.log1p(architecture.parameters()),
        "logMultiplyAdds", Math.log1p(architecture.multiplyAdds()),
        "depth", (double) architecture.depth());
  }
}
