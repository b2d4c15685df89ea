package io.rookery.predictor.rule;

import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.StoppingRule;

/** {@code median}: Google Vizier's median stopping rule. */
public final class MedianProvider implements RuleProvider<MedianProvider.Settings> {

  /** What may be set of it. */
  public record Settings(
      @Help(
              "networks that must have come as far before it judges; 1 or more; 5, so that the median means something")
          int networks) {
    public Settings {
      if (networks < 1) {
        throw new IllegalArgumentException("networks must be 1 or more: " + networks);
      }
    }
  }

  @Override
  public String name() {
    return "median";
  }

  @Override
  public String summary() {
    return "abandons a network whose best fitness is worse than the median of the others' running means";
  }

  @Override
  public String source() {
    return "Golovin, Solnik, Moitra, Kochanski, Karro, Sculley 2017, \"Google Vizier: A Service for Black-Box"
        + " Optimization\", section 3.2.2, doi:10.1145/3097983.3098043";
  }

  @Override
  public Settings defaults() {
    return new Settings(5);
  }

  @Override
  public StoppingRule create(Settings settings, Metric metric) {
    return new MedianRule(name(), settings, metric);
  }
}
