package io.rookery.spark.search;

import io.rookery.nas.Evaluation;
import io.rookery.predictor.Decision;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Reason;
import java.util.Locale;
import java.util.Optional;

/** What a strategy is told of a decision. */
final class Verdicts {

  private Verdicts() {}

  /**
   * The predicted fitness of a network that was ended early; where nothing was predicted, the last
   * one observed.
   */
  static Evaluation evaluation(TrialState trial, Decision decision) {
    Optional<Prediction> prediction =
        decision.match(
            goesOn -> Optional.<Prediction>empty(),
            converged -> Optional.of(converged.prediction()),
            abandon -> abandon.prediction(),
            pause -> pause.prediction());
    return predicted(trial, prediction);
  }

  /** The same of what is predicted now. */
  static Evaluation predicted(TrialState trial, Optional<Prediction> prediction) {
    double fitness =
        prediction.map(Prediction::mean).map(Verdicts::onScale).orElse(trial.fitness());
    double deviation =
        prediction.map(Prediction::standardDeviation).orElse(Double.POSITIVE_INFINITY);
    return new Evaluation.Predicted(
        trial.id(), fitness, deviation, trial.epoch(), trial.secondsPerEpoch());
  }

  /** Why a paused network is paused for good: what its rule said of it speaks of going on. */
  static Optional<Reason> settled(TrialState trial) {
    return trial.pausedBy.map(
        paused ->
            new Reason(
                paused.rule(),
                String.format(
                    Locale.ROOT,
                    "paused at epoch %.4g and not chosen to go on before the search was over",
                    trial.epoch()),
                paused.numbers()));
  }

  /** The same evaluation of another candidate: the same network again. */
  static Evaluation of(String id, Evaluation other) {
    return other.match(
        measured -> new Evaluation.Measured(id, measured.fitness(), measured.seconds()),
        predicted ->
            new Evaluation.Predicted(
                id,
                predicted.fitness(),
                predicted.standardDeviation(),
                predicted.epoch(),
                predicted.seconds()),
        failed -> new Evaluation.Failed(id, failed.reason()));
  }

  private static double onScale(double percent) {
    return Math.max(0, Math.min(100, percent));
  }
}
