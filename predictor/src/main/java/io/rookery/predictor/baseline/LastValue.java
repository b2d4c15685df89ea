package io.rookery.predictor.baseline;

import io.rookery.predictor.Belief;
import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.LearningCurve;
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
        new Prediction(trial.horizon(), new Unknown(curve.last().fitness()), NAME, List.of()));
  }

  /** A guess of which nobody knows how good it is. */
  private record Unknown(double mean) implements Belief {

    @Override
    public double standardDeviation() {
      return Double.POSITIVE_INFINITY;
    }

    @Override
    public double quantile(double p) {
      return p < 0.5 ? Double.NEGATIVE_INFINITY : p > 0.5 ? Double.POSITIVE_INFINITY : mean;
    }

    @Override
    public double atLeast(double fitness) {
      return 0.5;
    }
  }
}
