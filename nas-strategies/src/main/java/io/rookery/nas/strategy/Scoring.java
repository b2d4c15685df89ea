package io.rookery.nas.strategy;

import io.rookery.nas.Evaluation;
import java.util.OptionalDouble;

/**
 * Turns evaluations into scores of which the larger is always the better.
 *
 * @param maximize whether a larger fitness is the better one
 * @param predicted what a predicted fitness is taken for
 */
public record Scoring(boolean maximize, PredictedFitness predicted) {

  /** The score, or none where the evaluation gives no usable fitness. */
  public OptionalDouble of(Evaluation evaluation) {
    return evaluation.match(
        measured -> score(measured.fitness(), 0), this::ofPrediction, f -> OptionalDouble.empty());
  }

  private OptionalDouble ofPrediction(Evaluation.Predicted prediction) {
    return switch (predicted) {
      case AS_MEASURED -> score(prediction.fitness(), 0);
      case DISCOUNTED -> score(prediction.fitness(), known(prediction.standardDeviation()));
      case IGNORE_UNTIL_MEASURED -> OptionalDouble.empty();
    };
  }

  private OptionalDouble score(double fitness, double discount) {
    return Double.isFinite(fitness)
        ? OptionalDouble.of((maximize ? fitness : -fitness) - discount)
        : OptionalDouble.empty();
  }

  private static double known(double standardDeviation) {
    return Double.isFinite(standardDeviation) ? standardDeviation : 0;
  }
}
