package io.rookery.predictor.replay;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Guards;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictionEngine;
import io.rookery.predictor.StoppingRule;
import io.rookery.predictor.preset.Preset;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is replayed: a predictor and rules, made anew for every order.
 *
 * @param name of the whole in tables
 * @param predictorName the predictor's own name
 * @param predictor makes one
 * @param rules makes them, the first that says stop wins
 * @param guards what no rule may do
 */
public record Subject(
    String name,
    String predictorName,
    Supplier<FitnessPredictor> predictor,
    Supplier<List<StoppingRule>> rules,
    Guards guards) {

  /** A preset for searches on {@code metric}, under its own name. */
  public static Subject of(Preset preset, Metric metric) {
    return new Subject(
        preset.id(),
        preset.predictor(),
        () -> preset.newPredictor(metric),
        () -> preset.newRules(metric),
        preset.guards());
  }

  PredictionEngine engine(Metric metric) {
    return new PredictionEngine(metric, predictorName, predictor.get(), rules.get(), guards);
  }
}
