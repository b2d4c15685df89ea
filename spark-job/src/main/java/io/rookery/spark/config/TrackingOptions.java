package io.rookery.spark.config;

import io.rookery.predictor.Help;
import java.net.URI;

/** Who else is told of a search: section {@code rookery.tracking}. All of it is off by default. */
public record TrackingOptions(
    @Help(
            "root of an MLflow server that is told of the search, such as http://127.0.0.1:5000; empty: none."
                + " Credentials come from MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and _PASSWORD")
        String mlflow,
    @Help("MLflow's experiment; made where there is none of this name") String experiment,
    @Help("write TensorBoard's event files into the folder tensorboard of the search's")
        boolean tensorboard) {

  static final TrackingOptions DEFAULTS = new TrackingOptions("", "rookery", false);

  public TrackingOptions {
    if (!mlflow.isEmpty() && !isServer(mlflow)) {
      // Not the whole of it: it may hold a password.
      throw new IllegalArgumentException(
          "mlflow must be http:// or https:// and a host, without a user or password, which come"
              + " from the environment");
    }
    if (experiment.isBlank()) {
      throw new IllegalArgumentException("experiment must not be blank");
    }
  }

  private static boolean isServer(String text) {
    try {
      URI uri = URI.create(text);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
