package io.rookery.predictor;

import java.util.List;

/**
 * What a predictor says of a network's fitness at the horizon. Never a measured value.
 *
 * @param horizon the epoch it speaks of
 * @param belief the distribution of the fitness there
 * @param model the curve family or model that was fitted
 * @param coefficients the fitted coefficients in the model's own order; empty where it has none
 */
public record Prediction(double horizon, Belief belief, String model, List<Double> coefficients) {

  public Prediction {
    coefficients = List.copyOf(coefficients);
  }

  /** Expected fitness at the horizon. */
  public double mean() {
    return belief.mean();
  }

  /** Standard deviation of the fitness at the horizon; infinite where it is unknown. */
  public double standardDeviation() {
    return belief.standardDeviation();
  }

  /** Lower end of the central 90 % interval. */
  public double lower() {
    return belief.quantile(0.05);
  }

  /** Upper end of the central 90 % interval. */
  public double upper() {
    return belief.quantile(0.95);
  }
}
