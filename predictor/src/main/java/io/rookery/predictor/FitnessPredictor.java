package io.rookery.predictor;

import java.util.Optional;

/**
 * Says, from the curve so far, what a network's fitness at its horizon will be.
 *
 * <p>One instance serves one search. All calls come from one thread at a time (the {@link
 * PredictionEngine} sees to it) and block it: a predictor answers within microseconds to a few
 * milliseconds. An exception is a bug and ends the search; "no prediction" is an empty answer.
 */
public interface FitnessPredictor {

  /**
   * Predicts the fitness at {@code trial.horizon()}.
   *
   * @param curve all points observed so far, at least one
   * @return empty where the curve is too short or cannot be fitted
   */
  Optional<Prediction> predict(Trial trial, LearningCurve curve);

  /**
   * Whether the latest call of {@link #predict}, which was empty, also withdraws what was predicted
   * of that network before: no rule sees those predictions any more (PENGUIN clears its window when
   * a fit runs into its bound).
   */
  default boolean withdraws() {
    return false;
  }

  /**
   * Takes the curve of a network that left training: at its horizon, or stopped or paused before
   * it. Called again with the longer curve when a paused network is resumed and leaves again.
   * Predictors that learn nothing from other networks need not override it.
   */
  default void learn(Trial trial, LearningCurve curve) {}

  /**
   * What it would now predict had it never learned of this network: the honest judgement of a
   * network whose end is known.
   *
   * @param head the first points of a curve it may have learned
   */
  default Optional<Prediction> hindsight(Trial trial, LearningCurve head) {
    return predict(trial, head);
  }

  /**
   * Changes whenever the same curve may be predicted otherwise; constant where nothing is learned.
   */
  default long version() {
    return 0;
  }
}
