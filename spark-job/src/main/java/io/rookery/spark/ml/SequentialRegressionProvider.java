package io.rookery.spark.ml;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictorProvider;
import io.rookery.spark.Refusal;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** {@code sequential-regression}: MLlib regressors learned from past searches. */
public final class SequentialRegressionProvider
    implements PredictorProvider<SequentialRegressionProvider.Settings> {

  static final String NAME = "sequential-regression";

  /** What may be set of it. */
  public record Settings(
      @Help("folder that rookery train-predictor wrote; on any file system Hadoop knows")
          String model) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "MLlib regressors on the partial curve and the architecture, learned from past searches";
  }

  @Override
  public String source() {
    return "Baker, Gupta, Raskar, Naik 2018, \"Accelerating Neural Architecture Search using"
        + " Performance Prediction\", arXiv:1705.10823";
  }

  @Override
  public Settings defaults() {
    return new Settings("");
  }

  /** Refuses a folder that holds no trained predictor, or one of another metric. */
  @Override
  public FitnessPredictor create(Settings settings, Metric metric) {
    if (settings.model().isBlank()) {
      throw Refusal.usage(
          "rookery.predictor.sequential-regression.model names no folder."
              + " Train a predictor with rookery train-predictor and name its folder.");
    }
    Path folder = new Path(settings.model());
    RegressionCard card = RegressionCard.read(hadoop(), folder);
    if (card.metric() != metric) {
      throw Refusal.usage(
          "%s was trained on %s, this search needs %s".formatted(folder, card.metric(), metric));
    }
    return new SequentialRegression(card, folder);
  }

  /** The session's where there is one: it says how stores are reached. */
  private static Configuration hadoop() {
    return SparkSession.getDefaultSession().isDefined()
        ? SparkSession.getDefaultSession().get().sparkContext().hadoopConfiguration()
        : new Configuration();
  }
}
