package io.rookery.spark.track;

import io.rookery.spark.config.Settings;
import io.rookery.spark.config.TrackingOptions;
import io.rookery.spark.search.SearchListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** The trackers that a configuration asks for; none by default. */
public final class Trackers {

  private Trackers() {}

  /** In the order in which they are told. */
  public static List<SearchListener> of(Settings settings, Configuration conf) {
    TrackingOptions wanted = settings.tracking();
    double validateEvery = settings.training().validateEvery();
    List<SearchListener> trackers = new ArrayList<>();
    if (wanted.tensorboard()) {
      trackers.add(new TensorBoard(conf, validateEvery));
    }
    if (!wanted.mlflow().isEmpty()) {
      MlflowClient client = new MlflowClient(wanted.mlflow(), System.getenv());
      MlflowFiles files = new MlflowFiles(conf);
      trackers.add(
          new Mlflow(
              new MlflowRuns(client, wanted.experiment(), validateEvery, params(settings), files),
              wanted.mlflow()));
    }
    return trackers;
  }

  private static Map<String, String> params(Settings settings) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("space", settings.spaceName());
    params.put("strategy", settings.strategyName());
    params.put("predictor", settings.predictorName());
    params.put("rules", String.join(", ", settings.ruleNames()));
    params.put("seed", Long.toString(settings.seed()));
    params.put("candidates", Integer.toString(settings.search().candidates()));
    params.put("epochs", Integer.toString(settings.training().epochs()));
    params.put("data", settings.dataPath().isEmpty() ? "sample" : settings.dataPath());
    return params;
  }
}
