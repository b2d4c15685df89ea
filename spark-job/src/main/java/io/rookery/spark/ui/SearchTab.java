package io.rookery.spark.ui;

import java.time.Duration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.ui.SparkUI;
import org.apache.spark.util.kvstore.KVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tab "Rookery" of a Spark UI: when there is one, and that it never costs more than itself. */
public final class SearchTab {

  /** Switches the tab and its events off. */
  public static final String ENABLED = "spark.rookery.ui.enabled";

  /** Trials that the tab keeps in the driver's memory; older ones are in report.html. */
  public static final String RETAINED = "spark.rookery.ui.retainedTrials";

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(SearchTab.class);

  private SearchTab() {}

  /** Whether searches are shown in Spark's UI at all. */
  public static boolean enabled(SparkConf conf) {
    return !"false".equalsIgnoreCase(conf.get(ENABLED, "true").trim());
  }

  static int retained(SparkConf conf) {
    try {
      return Math.max(50, Integer.parseInt(conf.get(RETAINED, "1000").trim()));
    } catch (NumberFormatException e) {
      return 1000;
    }
  }

  /** Path of a trial in the tab, from the root of Spark's UI. */
  public static String path(String searchId, String candidateId) {
    return "/" + SparkPages.PATH + "/?trial=" + searchId + "-" + candidateId;
  }

  /** The tab of a running application, once; does nothing where there is no UI. */
  static void open(SparkContext spark) {
    if (spark.ui().isEmpty()) {
      return;
    }
    SparkUI ui = spark.ui().get();
    if (of(ui) != null) {
      return;
    }
    KVStore store = spark.statusStore().store();
    spark.addSparkListener(new StoreListener(store, retained(spark.getConf())));
    attach(ui, store, false);
  }

  private static SparkPages.@Nullable Tab of(SparkUI ui) {
    var tabs = ui.getTabs().iterator();
    while (tabs.hasNext()) {
      if (tabs.next() instanceof SparkPages.Tab tab) {
        return tab;
      }
    }
    return null;
  }

  /**
   * For whoever is about to end an application whose searches have ended: waits until the pages of
   * its tab that somebody has open have been sent the last state. They ask every two seconds; where
   * none did lately there is nothing to wait for, and after five seconds no more waiting.
   */
  public static void awaitPages(SparkContext spark) throws InterruptedException {
    try {
      SparkPages.Tab tab = spark.isStopped() || spark.ui().isEmpty() ? null : of(spark.ui().get());
      if (tab != null) {
        tab.viewers().await(PATIENCE);
      }
    } catch (LinkageError e) {
      // Another Spark than those this was made for: its pages miss the last state.
      LOG.warn("pages of Spark's UI are not waited for: {}", e.toString());
    }
  }

  /** The tab of an application in the History Server, where that ran a search. */
  static void attach(SparkUI ui, KVStore store) {
    attach(ui, store, true);
  }

  private static void attach(SparkUI ui, KVStore store, boolean onlyWithSearch) {
    try {
      Stored stored = new Stored(store);
      if (!onlyWithSearch || !stored.isEmpty()) {
        SparkPages.attach(ui, new Pages("Rookery", "../", stored));
      }
    } catch (Exception | LinkageError e) {
      // Another Spark than those this was made for, or a store that throws what it declares: no
      // tab, and nothing else is different.
      LOG.warn("Spark's UI has no tab Rookery: {}", e.toString());
    }
  }
}
