package io.rookery.predictor.curve;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictorProvider;

/** {@code penguin}: the prediction engine as first published. */
public final class PenguinProvider implements PredictorProvider<PenguinProvider.Settings> {

  /** From here on the asymptote is at its bound of 200, and the fit is no prediction. */
  private static final double CEILING = 199.99;

  private static final double[] START = {10, 1.001, 100};

  /** What may be set of it. */
  public record Settings(
      @Help(
              "C_min: points from which on it fits; as published the first fit sees one less."
                  + " 2 or more; 3 as published")
          int minimumPoints) {
    public Settings {
      if (minimumPoints < 2) {
        throw new IllegalArgumentException("minimumPoints must be 2 or more: " + minimumPoints);
      }
    }
  }

  @Override
  public String name() {
    return "penguin";
  }

  @Override
  public String summary() {
    return "a - b^(c - x) fitted anew after every point, as first published";
  }

  @Override
  public String source() {
    return "Rorabaugh, Caino-Lores, Johnston, Taufer 2022, doi:10.1109/TPDS.2022.3140681";
  }

  @Override
  public Settings defaults() {
    return new Settings(3);
  }

  @Override
  public FitnessPredictor create(Settings settings, Metric metric) {
    PublishedFit.Variant variant =
        new PublishedFit.Variant(START, settings.minimumPoints() - 1, 0, CEILING, false);
    return new PublishedFit(
        metric == Metric.ACCURACY ? new Exponential() : new ExponentialLoss(), variant);
  }
}
