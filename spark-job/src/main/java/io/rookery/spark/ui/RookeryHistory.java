package io.rookery.spark.ui;

import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.status.AppHistoryServerPlugin;
import org.apache.spark.status.ElementTrackingStore;
import org.apache.spark.ui.SparkUI;
import scala.collection.immutable.List;
import scala.collection.immutable.Nil$;

/**
 * Brings the tab "Rookery" back in the History Server, from an application's event log: put the job
 * jar on its class path. Found by ServiceLoader; event logs do not name it, its service file does.
 */
public final class RookeryHistory implements AppHistoryServerPlugin {

  /** For ServiceLoader. */
  public RookeryHistory() {}

  /**
   * The listener of one log. Its declared type is the list that is both Spark 3.5's sequence and
   * Spark 4's.
   */
  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // the empty list has no type
  public List<SparkListener> createListeners(SparkConf conf, ElementTrackingStore store) {
    List none = (List) Nil$.MODULE$;
    return SearchTab.enabled(conf)
        ? none.$colon$colon(new StoreListener(store, SearchTab.retained(conf)))
        : none;
  }

  @Override
  public void setupUI(SparkUI ui) {
    SearchTab.attach(ui, ui.store().store());
  }
}
