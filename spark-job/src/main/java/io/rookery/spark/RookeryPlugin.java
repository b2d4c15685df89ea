package io.rookery.spark;

import io.rookery.spark.metrics.ReportLane;
import io.rookery.spark.track.SearchGauges;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Installed with {@code spark.plugins}, brings epoch reports to the driver within milliseconds, and
 * the search into Spark's metrics. Optional: without it reports come with the executors'
 * heartbeats.
 */
public final class RookeryPlugin implements SparkPlugin {

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext spark, PluginContext context) {
        return Map.of();
      }

      @Override
      public void registerMetrics(String applicationId, PluginContext context) {
        SearchGauges.register(context.metricRegistry());
      }

      @Override
      public @Nullable Object receive(Object message) {
        ReportLane.receive(message);
        return null;
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> extraConf) {
        ReportLane.open(context);
      }

      @Override
      public void shutdown() {
        ReportLane.shut();
      }
    };
  }
}
