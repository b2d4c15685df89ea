package com.example.curves;

import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.StoppingRule;

/** Makes {@code plateau}. */
public final class PlateauProvider implements RuleProvider<PlateauProvider.Settings> {

  static final String NAME = "plateau";

  /** What may be set of it. */
  public record Settings(
      @Help("validations it looks back; 1 or more") int points,
      @Help("least gain over them, in units of the fitness; above 0") double gain) {

    public Settings {
      if (points < 1 || !(gain > 0)) {
        throw new IllegalArgumentException(
            "points must be 1 or more, gain above 0: %d, %s".formatted(points, gain));
      }
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "abandons a network whose fitness hardly gains any more";
  }

  @Override
  public String source() {
    return "Prechelt 1998, \"Early Stopping - but when?\", doi:10.1007/3-540-49430-8_3";
  }

  @Override
  public Settings defaults() {
    return new Settings(5, 0.1);
  }

  @Override
  public StoppingRule create(Settings settings, Metric metric) {
    return new Plateau(settings, metric);
  }
}
