package com.example.curves;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictorProvider;

/** Makes {@code drift}. */
public final class DriftProvider implements PredictorProvider<DriftProvider.Settings> {

  static final String NAME = "drift";

  /** What may be set of it. */
  public record Settings(
      @Help("finished networks from which on it predicts; 2 or more") int networks) {

    public Settings {
      if (networks < 2) {
        throw new IllegalArgumentException("networks must be 2 or more: " + networks);
      }
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "the last value, and what finished networks still gained from that epoch on";
  }

  @Override
  public String source() {
    return "the drift method of Hyndman, Athanasopoulos 2021, \"Forecasting\", section 5.2";
  }

  @Override
  public Settings defaults() {
    return new Settings(4);
  }

  @Override
  public FitnessPredictor create(Settings settings, Metric metric) {
    return new Drift(settings, metric);
  }
}
