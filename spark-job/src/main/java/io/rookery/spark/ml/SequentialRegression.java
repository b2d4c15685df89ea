package io.rookery.spark.ml;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.NormalBelief;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Trial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.linalg.Vector;

/**
 * Adds to the newest fitness what a regressor, learned from past searches, says is still to come.
 * The regressors are loaded, by Spark, when they are first needed; predictions run no Spark job.
 */
final class SequentialRegression implements FitnessPredictor {

  private final RegressionCard card;
  private final Path folder;
  private final Map<Integer, Regressor> regressors = new HashMap<>();

  SequentialRegression(RegressionCard card, Path folder) {
    this.card = card;
    this.folder = folder;
  }

  /** Empty where no past network had a validation in that part of the horizon. */
  @Override
  public Optional<Prediction> predict(Trial trial, LearningCurve curve) {
    int stages = card.how().stages();
    double part = curve.last().epoch() / trial.horizon();
    int stage = (int) Math.min(stages - 1.0, Math.floor(part * stages));
    if (part > 1 || Double.isNaN(card.deviations()[stage])) {
      return Optional.empty();
    }
    Vector features =
        PartialCurve.features(
            curve, curve.size(), trial.horizon(), trial.scalars(), card.scalars(), card.means());
    double change = regressor(stage).predict(features);
    Metric metric = card.metric();
    NormalBelief belief =
        new NormalBelief(metric.clip(curve.last().fitness() + change), card.deviations()[stage]);
    return Optional.of(
        new Prediction(trial.horizon(), belief, SequentialRegressionProvider.NAME, List.of()));
  }

  private Regressor regressor(int stage) {
    return regressors.computeIfAbsent(
        stage,
        index -> Regressor.load(card.how().kind(), RegressionCard.stage(folder, index).toString()));
  }
}
