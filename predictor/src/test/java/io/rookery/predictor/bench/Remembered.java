package io.rookery.predictor.bench;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Trial;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A predictor that looks at one curve alone, and so says the same in every order of arrival: it is
 * asked once. For the curves of one set.
 */
final class Remembered implements FitnessPredictor {

  private record Answer(Optional<Prediction> prediction, boolean withdraws) {}

  private final FitnessPredictor predictor;
  private final Map<String, Answer> answers = new HashMap<>();
  private boolean withdraws;

  Remembered(FitnessPredictor predictor) {
    this.predictor = predictor;
  }

  @Override
  public Optional<Prediction> predict(Trial trial, LearningCurve curve) {
    Answer answer =
        answers.computeIfAbsent(
            trial.id() + "@" + curve.size(),
            key -> new Answer(predictor.predict(trial, curve), predictor.withdraws()));
    withdraws = answer.withdraws();
    return answer.prediction();
  }

  @Override
  public boolean withdraws() {
    return withdraws;
  }
}
