package io.rookery.spark.ml;

import io.rookery.spark.ml.Regression.Kind;
import java.io.IOException;
import org.apache.spark.ml.PredictionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One MLlib model, of either kind. Training, saving and loading run Spark jobs; asking does not.
 */
final class Regressor {

  private final PredictionModel<Vector, ?> model;

  private Regressor(PredictionModel<Vector, ?> model) {
    this.model = model;
  }

  /** Learns from the columns features and label. */
  static Regressor train(Regression how, Dataset<Row> rows) {
    return new Regressor(
        switch (how.kind()) {
          case RANDOM_FOREST ->
              new RandomForestRegressor()
                  .setNumTrees(how.trees())
                  .setMaxDepth(how.depth())
                  .setSeed(how.seed())
                  .fit(rows);
          case GRADIENT_BOOSTED_TREES ->
              new GBTRegressor()
                  .setMaxIter(how.trees())
                  .setMaxDepth(Math.min(how.depth(), 5)) // boosted trees are weak learners
                  .setStepSize(0.1)
                  .setSeed(how.seed())
                  .fit(rows);
        });
  }

  /** In the session there is; outside a search, as in a replay, in one of this process alone. */
  static Regressor load(Kind kind, String folder) {
    if (SparkSession.getDefaultSession().isEmpty()) {
      SparkSession.builder()
          .appName("Rookery")
          .master("local[1]")
          .config("spark.ui.enabled", false)
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.driver.host", "127.0.0.1")
          .getOrCreate();
    }
    return new Regressor(
        switch (kind) {
          case RANDOM_FOREST -> RandomForestRegressionModel.load(folder);
          case GRADIENT_BOOSTED_TREES -> GBTRegressionModel.load(folder);
        });
  }

  void save(String folder) throws IOException {
    ((MLWritable) model).write().save(folder);
  }

  double predict(Vector features) {
    return model.predict(features);
  }
}
