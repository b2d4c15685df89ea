package io.rookery.submit;

import io.rookery.predictor.Metric;
import io.rookery.predictor.replay.Subject;
import io.rookery.spark.config.Layers;
import io.rookery.spark.config.Settings;
import java.util.List;

/**
 * A predictor with its rules that is replayed, and the names of both.
 *
 * @param predictor its name
 * @param rules their names; the first that says stop wins
 * @param subject the two at work
 */
record Contender(String predictor, List<String> rules, Subject subject) {

  static Contender of(String label, Settings settings, Metric metric) {
    String name =
        label.isEmpty()
            ? settings.predictorName() + " + " + String.join(" + ", settings.ruleNames())
            : label;
    return new Contender(
        settings.predictorName(),
        settings.ruleNames(),
        new Subject(
            name,
            settings.predictorName(),
            () -> settings.predictor(metric),
            () -> settings.rules(metric),
            settings.guards()));
  }

  /**
   * What every comparison holds beside the contender itself: the engine as published, its rule on
   * the last value, successive halving, and the median rule.
   */
  static List<Contender> baselines(Metric metric) {
    return List.of(
        baseline("reference (PENGUIN)", "penguin", "prediction-converged", metric),
        baseline("last value", "last-value", "prediction-converged", metric),
        baseline("ASHA", "last-value", "successive-halving", metric),
        baseline("median rule", "last-value", "median", metric));
  }

  /** Each with the published defaults and no guard, whatever the configuration says. */
  private static Contender baseline(String label, String predictor, String rule, Metric metric) {
    return of(
        label,
        new Layers()
            .replaying(metric)
            .option("rookery.preset", "penguin", "a baseline")
            .option("rookery.predictor.name", predictor, "a baseline")
            .option("rookery.rules", "[" + rule + "]", "a baseline")
            .settings(),
        metric);
  }
}
