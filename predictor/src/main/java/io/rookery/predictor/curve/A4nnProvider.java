package io.rookery.predictor.curve;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictorProvider;

/** {@code a4nn}: the prediction engine as in its authors' later workflow. */
public final class A4nnProvider implements PredictorProvider<A4nnProvider.Settings> {

  /** The middle of a's bounds, and 1 above the lower bounds of b and c: SciPy's own start. */
  private static final double[] START = {100.25, 2, 1};

  private static final double[] LOSS_START = {1, 2, 1};

  /** What may be set of it. */
  public record Settings(
      @Help("points of the first fit; 2 or more; 4 as published") int minimumPoints) {
    public Settings {
      if (minimumPoints < 2) {
        throw new IllegalArgumentException("minimumPoints must be 2 or more: " + minimumPoints);
      }
    }
  }

  @Override
  public String name() {
    return "a4nn";
  }

  @Override
  public String summary() {
    return "a - b^(c - x) fitted anew after every epoch, as in the A4NN workflow: epochs count from 0";
  }

  @Override
  public String source() {
    return "Channing, Patel, Olaya, Rorabaugh, Miyashita, Caino-Lores, Schuman, Tama, Taufer,"
        + " \"Composable Workflow for Accelerating Neural Architecture Search Using In Situ"
        + " Analytics for Protein Characterization\", ICPP 2023";
  }

  @Override
  public Settings defaults() {
    return new Settings(4);
  }

  @Override
  public FitnessPredictor create(Settings settings, Metric metric) {
    boolean accuracy = metric == Metric.ACCURACY;
    PublishedFit.Variant variant =
        new PublishedFit.Variant(
            accuracy ? START : LOSS_START,
            settings.minimumPoints(),
            -1,
            Double.POSITIVE_INFINITY,
            true);
    return new PublishedFit(accuracy ? new Exponential() : new ExponentialLoss(), variant);
  }
}
