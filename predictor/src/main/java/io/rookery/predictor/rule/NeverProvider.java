package io.rookery.predictor.rule;

import io.rookery.predictor.Decision;
import io.rookery.predictor.Metric;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.StoppingRule;

/** {@code never}: every network is trained to its horizon. */
public final class NeverProvider implements RuleProvider<NeverProvider.Settings> {

  /** Nothing to set. */
  public record Settings() {}

  @Override
  public String name() {
    return "never";
  }

  @Override
  public String summary() {
    return "stops nothing: every network is trained to its end";
  }

  @Override
  public String source() {
    return "none: full training, what every rule is compared with";
  }

  @Override
  public Settings defaults() {
    return new Settings();
  }

  @Override
  public StoppingRule create(Settings settings, Metric metric) {
    return situation -> Decision.CONTINUE;
  }
}
