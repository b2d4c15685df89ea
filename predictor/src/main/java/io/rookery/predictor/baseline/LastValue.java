package io.rookery.predictor.baseline;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.NormalBelief;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Trial;
import java.util.List;
import java.util.Optional;

/**
 * Predicts that the fitness stays what it was last: the predictor to beat. It states no
 * uncertainty.
 */
public final class LastValue implements FitnessPredictor {

  static final String NAME = "last-value";

  @Override
  public Optional<Prediction> predict(Trial trial, LearningCurve curve) {
    return Optional.of(
        new Prediction(
            trial.horizon(),
            new NormalBelief(curve.last().fitness(), Double.POSITIVE_INFINITY),
            NAME,
            List.of()));
  }
}
