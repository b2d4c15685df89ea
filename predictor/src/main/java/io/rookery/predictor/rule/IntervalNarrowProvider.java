package io.rookery.predictor.rule;

import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.StoppingRule;

/** {@code interval-narrow}: stops on a prediction that is sure of itself. */
public final class IntervalNarrowProvider implements RuleProvider<IntervalNarrowProvider.Settings> {

  /** What may be set of it. */
  public record Settings(
      @Help(
              "widest 90 % interval that counts as known, from end to end; above 0; 2, or 1 up and down")
          double width,
      @Help("what width counts: POINTS of fitness, or PERCENT of the prediction") Unit unit) {
    public Settings {
      if (!(width > 0)) {
        throw new IllegalArgumentException("width must be above 0: " + width);
      }
    }
  }

  @Override
  public String name() {
    return "interval-narrow";
  }

  @Override
  public String summary() {
    return "stops once the 90 % interval of the prediction is narrow";
  }

  @Override
  public String source() {
    return "Chow and Robbins 1965, fixed-width sequential confidence intervals, doi:10.1214/aoms/1177700156";
  }

  @Override
  public Settings defaults() {
    return new Settings(2, Unit.POINTS);
  }

  @Override
  public StoppingRule create(Settings settings, Metric metric) {
    return new IntervalNarrow(name(), settings, metric);
  }
}
