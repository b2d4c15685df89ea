package io.rookery.nas;

import java.util.function.Function;

/**
 * What became of a candidate. A predicted fitness is never the same type as a measured one. Fitness
 * is on the scale of the search's metric.
 */
public sealed interface Evaluation {

  /** The candidate it speaks of. */
  String candidateId();

  /**
   * Trained to its end.
   *
   * @param fitness validation fitness at the horizon
   * @param seconds mean training time of an epoch, in seconds
   */
  record Measured(String candidateId, double fitness, double seconds) implements Evaluation {}

  /**
   * Ended early.
   *
   * @param fitness predicted fitness at the horizon; where nothing was predicted, the last one
   *     observed
   * @param standardDeviation of that prediction; infinite where unknown
   * @param epoch the epoch it was ended at
   * @param seconds mean training time of an epoch, in seconds
   */
  record Predicted(
      String candidateId, double fitness, double standardDeviation, double epoch, double seconds)
      implements Evaluation {}

  /** No fitness is known; the reason says why. */
  record Failed(String candidateId, String reason) implements Evaluation {}

  /** Applies the function of the case at hand; a new case breaks every caller's build. */
  default <T> T match(
      Function<Measured, T> onMeasured,
      Function<Predicted, T> onPredicted,
      Function<Failed, T> onFailed) {
    if (this instanceof Measured m) {
      return onMeasured.apply(m);
    } else if (this instanceof Predicted p) {
      return onPredicted.apply(p);
    }
    return onFailed.apply((Failed) this);
  }
}
