package io.rookery.spark.metrics;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.plugin.PluginContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fast lane: messages of the Spark plugin, where it is installed. */
public final class ReportLane {

  private static final Logger LOG = LoggerFactory.getLogger(ReportLane.class);

  private static volatile @Nullable PluginContext context;

  private ReportLane() {}

  /** The executor's plugin has started. */
  public static void open(PluginContext plugin) {
    context = plugin;
  }

  /** The executor's plugin ends. */
  public static void shut() {
    context = null;
  }

  /**
   * On the executor: sends an attempt's reports so far; does nothing where the plugin is not
   * installed.
   */
  public static void send(String searchId, List<EpochReport> reports) {
    PluginContext plugin = context;
    if (plugin == null) {
      return;
    }
    try {
      plugin.send(new EpochMessage(searchId, reports));
    } catch (IOException e) {
      LOG.debug("a report was not sent; the heartbeat brings it", e);
    }
  }

  /**
   * On the driver: takes a message. An exception here would fail the task that sent it, so nothing
   * may escape.
   */
  public static void receive(Object message) {
    try {
      if (message instanceof EpochMessage epochs) {
        EpochFeed.of(epochs.searchId()).ifPresent(feed -> feed.accept(epochs.reports()));
      }
    } catch (RuntimeException e) { // the boundary named above
      LOG.error("a report could not be taken", e);
    }
  }
}
