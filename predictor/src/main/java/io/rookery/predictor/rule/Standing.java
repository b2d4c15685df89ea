package io.rookery.predictor.rule;

import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where one network stands in the race of {@link FreezeThaw}. */
final class Standing {

  enum State {
    TRAINING,
    PAUSED,
    /** By another rule. */
    STOPPED,
    MEASURED
  }

  final String id;
  State state = State.TRAINING;
  double epoch;

  /** The epoch at which it pauses next; 0 before its first pause. */
  double pauseAt;

  /** Its measured, else predicted, else last observed fitness. */
  double value;

  private @Nullable Prediction prediction;
  private @Nullable Prediction claimed;
  private double claimedMark;
  private double claim;

  Standing(String id) {
    this.id = id;
  }

  void learn(LearningCurve curve, Optional<Prediction> news, Metric metric) {
    prediction = state == State.MEASURED ? null : news.orElse(null);
    value = prediction == null ? curve.last().fitness() : metric.clip(prediction.mean());
  }

  /** Expected improvement on the mark; computed again only for another prediction or mark. */
  double claim(double mark, Metric metric) {
    if (prediction == null) {
      return 0;
    }
    if (prediction != claimed || mark != claimedMark) {
      claimed = prediction;
      claimedMark = mark;
      claim = prediction.belief().improvement(metric, mark);
    }
    return claim;
  }

  /** Whether it was continued, and trains. */
  boolean races(Set<String> paused) {
    return pauseAt > 0
        && !paused.contains(id)
        && (state == State.PAUSED || state == State.TRAINING);
  }
}
