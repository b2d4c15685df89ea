package io.rookery.predictor.rule;

import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.StoppingRule;
import java.util.List;

/** {@code prediction-converged}: PENGUIN's rule. */
public final class PredictionConvergedProvider
    implements RuleProvider<PredictionConvergedProvider.Settings> {

  /** What {@code tolerance} counts. */
  public enum Tolerance {
    /** Points of fitness. */
    POINTS,
    /** Percent of the median of the window. */
    PERCENT,
    /** Nothing: percent of the median that depend on it, from a table. */
    BY_MEDIAN
  }

  /** What may be set of it. */
  public record Settings(
      @Help("N: how many of the newest predictions must agree; 2 or more; 3 as published")
          int window,
      @Help("t: how far each may lie from their median; above 0; 0.5 as published")
          double tolerance,
      @Help("what tolerance counts: POINTS, PERCENT of the median, or BY_MEDIAN: as the table says")
          Tolerance unit,
      @Help(
              "for BY_MEDIAN: tolerances in percent of the median, by median, as 90 = 0.1; straight"
                  + " lines between; as in the published example, 2.11 at 0 to 0.1 at 90")
          List<String> table,
      @Help(
              "loss check: a network predicted to end here or worse never learns, and goes on while its"
                  + " loss still falls; 0: no check; 19.61 in the published run on CIFAR-100")
          double neverLearns,
      @Help(
              "L: epochs in which the loss must not have fallen before one that never learns stops;"
                  + " above 0; 5 as published")
          double lossEpochs) {
    public Settings {
      table = List.copyOf(table);
      ToleranceTable.parse(table); // refuses what cannot be read before work starts
      if (window < 2 || !(tolerance > 0)) {
        throw new IllegalArgumentException(
            "window must be 2 or more, tolerance above 0: %d, %s".formatted(window, tolerance));
      }
      if (!(neverLearns >= 0) || !(lossEpochs > 0)) {
        throw new IllegalArgumentException(
            "neverLearns must be 0 or more, lossEpochs above 0: %s, %s"
                .formatted(neverLearns, lossEpochs));
      }
    }

    /** As published, with another window and tolerance. */
    public Settings(int window, double tolerance, Tolerance unit) {
      this(window, tolerance, unit, PUBLISHED_TABLE, 0, 5);
    }
  }

  /** −1.9/85 · median + 2 + 5 · 1.9/85, not below 0.1, in the code of Rorabaugh et al. 2022. */
  private static final List<String> PUBLISHED_TABLE = List.of("0 = 2.1117647", "90 = 0.1");

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
    return new Settings(3, 0.5, Tolerance.POINTS);
  }

  @Override
  public StoppingRule create(Settings settings, Metric metric) {
    return new PredictionConverged(name(), settings, metric);
  }
}
