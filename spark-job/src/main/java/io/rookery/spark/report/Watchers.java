package io.rookery.spark.report;

import io.rookery.spark.search.Audience;
import io.rookery.spark.search.SearchListener;
import java.util.List;
import org.apache.spark.SparkContext;

/** Who watches every search beside its caller. */
public final class Watchers {

  private Watchers() {}

  /** The caller's listener, and the report that is written while the search runs. */
  public static Audience around(SearchListener listener, SparkContext spark) {
    return new Audience(listener, List.of(new LiveReport(spark.hadoopConfiguration())));
  }
}
