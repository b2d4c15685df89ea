package io.rookery.predictor.rule;

import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.StoppingRule;

/** {@code prediction-converged}: PENGUIN's rule. */
public final class PredictionConvergedProvider
    implements RuleProvider<PredictionConvergedProvider.Settings> {

  /** What {@code tolerance} counts. */
  public enum Unit {
    /** Points of fitness. */
    POINTS,
    /** Percent of the median of the window. */
    PERCENT
  }

  /** What may be set of it. */
  public record Settings(
      @Help("N: how many of the newest predictions must agree; 2 or more; 3 as published")
          int window,
      @Help("t: how far each may lie from their median; above 0; 0.5 as published")
          double tolerance,
      @Help("what tolerance counts: POINTS of fitness, or PERCENT of the median") Unit unit) {
    public Settings {
      if (window < 2 || !(tolerance > 0)) {
        throw new IllegalArgumentException(
            "window must be 2 or more, tolerance above 0: %d, %s".formatted(window, tolerance));
      }
    }
  }

  @Override
  public String name() {
    return "prediction-converged";
  }

  @Override
  public String summary() {
    return "stops once the last N predictions agree";
  }

  @Override
  public String source() {
    return "Rorabaugh, Caino-Lores, Johnston, Taufer 2022, doi:10.1109/TPDS.2022.3140681";
  }

  @Override
  public Settings defaults() {
    return new Settings(3, 0.5, Unit.POINTS);
  }

  @Override
  public StoppingRule create(Settings settings, Metric metric) {
    return new PredictionConverged(name(), settings, metric);
  }
}
