package io.rookery.spark.search;

import io.rookery.spark.cluster.Slots;
import io.rookery.spark.config.Settings;
import io.rookery.spark.report.LiveReport;
import io.rookery.spark.track.SearchGauges;
import io.rookery.spark.track.Trackers;
import io.rookery.spark.ui.SearchEvents;
import io.rookery.spark.ui.SearchTab;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkContext;

/** Who watches every search beside its caller. */
final class Watchers {

  private Watchers() {}

  /**
   * The caller's listener, the report that is written while the search runs, Spark's UI and
   * metrics, and the trackers that are asked for. They are closed in this order: a tracker finds
   * the last report.
   */
  static Audience around(
      SearchListener listener, SparkContext spark, Settings settings, Slots slots) {
    List<SearchListener> watchers = new ArrayList<>();
    watchers.add(new LiveReport(spark.hadoopConfiguration()));
    watchers.add(new SearchGauges(slots.count()));
    if (SearchTab.enabled(spark.getConf())) {
      watchers.add(new SearchEvents(spark));
    }
    watchers.addAll(Trackers.of(settings, spark.hadoopConfiguration()));
    return new Audience(listener, watchers);
  }
}
