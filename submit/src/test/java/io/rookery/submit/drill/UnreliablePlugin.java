package io.rookery.submit.drill;

import com.codahale.metrics.MetricRegistry;
import io.rookery.spark.RookeryPlugin;
import io.rookery.spark.metrics.ReportLane;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkConf;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.resource.ResourceInformation;

/** Rookery's plugin on a bad line: of four messages one is lost, one comes twice, one late. */
public final class UnreliablePlugin implements SparkPlugin {

  private static final long LATE_MILLIS = 700;

  @Override
  public DriverPlugin driverPlugin() {
    return new RookeryPlugin().driverPlugin();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> conf) {
        ReportLane.open(new BadLine(context));
      }
    };
  }

  private record BadLine(PluginContext line, AtomicInteger count, ScheduledExecutorService clock)
      implements PluginContext {

    BadLine(PluginContext line) {
      this(line, new AtomicInteger(), Executors.newSingleThreadScheduledExecutor());
    }

    @Override
    public void send(Object message) throws IOException {
      int turn = count.getAndIncrement() % 4;
      if (turn == 0) {
        return; // lost
      } else if (turn == 1) {
        var unused = clock.schedule(() -> sendLate(message), LATE_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } else if (turn == 2) {
        line.send(message);
      }
      line.send(message);
    }

    private void sendLate(Object message) {
      try {
        line.send(message);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Object ask(Object message) throws Exception {
      return line.ask(message);
    }

    @Override
    public MetricRegistry metricRegistry() {
      return line.metricRegistry();
    }

    @Override
    public SparkConf conf() {
      return line.conf();
    }

    @Override
    public String executorID() {
      return line.executorID();
    }

    @Override
    public String hostname() {
      return line.hostname();
    }

    @Override
    public Map<String, ResourceInformation> resources() {
      return line.resources();
    }
  }
}
