package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the launcher's settings make Spark show. */
@Timeout(120)
class LaunchMetricsTest {

  @Test
  void everyGaugeIsInPrometheusFormatUnderTheNameThatTheDocumentationGives() throws Exception {
    SparkConf conf =
        Launch.conf("local[1]", List.of("spark.ui.port=0", "spark.metrics.namespace=rookery"));
    try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
      String root = spark.sparkContext().uiWebUrl().get();
      String metrics =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(root + "/metrics/prometheus/")).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      for (String name :
          List.of(
              "trials_asked",
              "trials_running",
              "trials_measured",
              "trials_predicted",
              "trials_failed",
              "best_measured",
              "epochs_run",
              "epochs_budget",
              "epochs_saved",
              "slots",
              "slots_busy")) {
        assertThat(metrics)
            .contains(
                "metrics_rookery_driver_plugin_io_rookery_spark_RookeryPlugin_rookery_"
                    + name
                    + "_Value{");
      }
      assertThat(metrics).contains("RookeryPlugin_rookery_decision_latency_micros_99thPercentile{");
    }
  }
}
