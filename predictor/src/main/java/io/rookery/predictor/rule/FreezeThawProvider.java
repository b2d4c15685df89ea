package io.rookery.predictor.rule;

import io.rookery.predictor.Metric;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.StoppingRule;

/** Names {@link FreezeThaw}. */
public final class FreezeThawProvider implements RuleProvider<FreezeThaw.Settings> {

  @Override
  public String name() {
    return FreezeThaw.NAME;
  }

  @Override
  public String summary() {
    return "pauses networks, and continues those that may still become the best";
  }

  @Override
  public String source() {
    return "Swersky, Snoek, Adams 2014, Freeze-Thaw Bayesian Optimization, arXiv:1406.3896";
  }

  @Override
  public FreezeThaw.Settings defaults() {
    return new FreezeThaw.Settings(0.5, 2, 0.1);
  }

  @Override
  public StoppingRule create(FreezeThaw.Settings settings, Metric metric) {
    return new FreezeThaw(settings, metric);
  }
}
