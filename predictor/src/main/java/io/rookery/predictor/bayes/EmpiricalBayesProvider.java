package io.rookery.predictor.bayes;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictorProvider;

/** Names {@link EmpiricalBayes}. */
public final class EmpiricalBayesProvider
    implements PredictorProvider<EmpiricalBayesProvider.Settings> {

  /**
   * What may be set.
   *
   * @param minimumFinished finished networks from which on it learns, at least 3
   */
  public record Settings(
      @Help("finished networks from which on the search teaches; 3 or more") int minimumFinished) {

    public Settings {
      if (minimumFinished < Stage.SMALLEST) {
        throw new IllegalArgumentException(
            "minimumFinished must be at least %d: %d".formatted(Stage.SMALLEST, minimumFinished));
      }
    }
  }

  @Override
  public String name() {
    return EmpiricalBayes.NAME;
  }

  @Override
  public String summary() {
    return "learns from the networks of the same search, full and partial curves, with intervals";
  }

  @Override
  public String source() {
    return "Robbins 1956, An Empirical Bayes Approach to Statistics; features after Baker, Gupta,"
        + " Raskar, Naik 2018, arXiv:1705.10823";
  }

  @Override
  public Settings defaults() {
    return new Settings(4);
  }

  @Override
  public FitnessPredictor create(Settings settings, Metric metric) {
    return new EmpiricalBayes(metric, settings.minimumFinished());
  }
}
