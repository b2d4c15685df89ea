package io.rookery.predictor;

import java.util.List;
import java.util.Optional;

/**
 * What a stopping rule decides on.
 *
 * @param trial the network
 * @param curve its points so far, at least one
 * @param predictions what was predicted after each point of the curve, oldest first; same size as
 *     the curve; a live view, valid during the call it is given to
 * @param search the rest of the search
 */
public record Situation(
    Trial trial, LearningCurve curve, List<Optional<Prediction>> predictions, SearchState search) {

  /** The prediction made after the newest point. */
  public Optional<Prediction> prediction() {
    return predictions.get(predictions.size() - 1);
  }
}
