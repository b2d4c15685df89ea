package io.rookery.predictor.rule;

import io.rookery.predictor.Metric;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.StoppingRule;

/** Names {@link Underperforming}. */
public final class UnderperformingProvider implements RuleProvider<Underperforming.Settings> {

  @Override
  public String name() {
    return Underperforming.NAME;
  }

  @Override
  public String summary() {
    return "abandons a network that will hardly reach the k-th best measured fitness";
  }

  @Override
  public String source() {
    return "Domhan, Springenberg, Hutter, IJCAI 2015, section 3.3";
  }

  @Override
  public Underperforming.Settings defaults() {
    return new Underperforming.Settings(5, 0.01);
  }

  @Override
  public StoppingRule create(Underperforming.Settings settings, Metric metric) {
    return new Underperforming(settings, metric);
  }
}
