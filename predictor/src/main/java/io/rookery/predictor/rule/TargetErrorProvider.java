package io.rookery.predictor.rule;

import io.rookery.predictor.Metric;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.StoppingRule;

/** Names {@link TargetError}. */
public final class TargetErrorProvider implements RuleProvider<TargetError.Settings> {

  @Override
  public String name() {
    return TargetError.NAME;
  }

  @Override
  public String summary() {
    return "stops where more epochs are not worth the error they spare, at a mean error of tau";
  }

  @Override
  public String source() {
    return "a Lagrangian price on the expected error, after Swersky, Snoek, Adams 2014,"
        + " arXiv:1406.3896";
  }

  @Override
  public TargetError.Settings defaults() {
    return new TargetError.Settings(1);
  }

  @Override
  public StoppingRule create(TargetError.Settings settings, Metric metric) {
    return new TargetError(settings);
  }
}
