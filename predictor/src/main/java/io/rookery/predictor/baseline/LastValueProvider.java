package io.rookery.predictor.baseline;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictorProvider;

/** Names {@link LastValue}. */
public final class LastValueProvider implements PredictorProvider<LastValueProvider.Settings> {

  /** There is nothing to set. */
  public record Settings() {}

  @Override
  public String name() {
    return LastValue.NAME;
  }

  @Override
  public String summary() {
    return "predicts that the fitness stays what it was last; the baseline of every comparison";
  }

  @Override
  public String source() {
    return "the last seen value of Domhan, Springenberg, Hutter, IJCAI 2015, section 4";
  }

  @Override
  public Settings defaults() {
    return new Settings();
  }

  @Override
  public FitnessPredictor create(Settings settings, Metric metric) {
    return new LastValue();
  }
}
