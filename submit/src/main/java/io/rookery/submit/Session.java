package io.rookery.submit;

import io.rookery.spark.Refusal;
import io.rookery.spark.ui.SearchTab;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext$;
import org.apache.spark.sql.SparkSession;

/**
 * A Spark session, ended by whoever began it: one that was there before, as on Databricks, stays.
 *
 * @param own whether it was begun here
 */
record Session(SparkSession spark, boolean own) implements AutoCloseable {

  /**
   * That of this JVM, or a new one.
   *
   * @throws Refusal if a new one cannot be begun with these amounts of GPUs, or a standalone master
   *     does not take its application
   */
  static Session open(SparkConf conf) {
    boolean there = SparkContext$.MODULE$.getActive().isDefined();
    if (!there) {
      Gpus.require(conf);
    }
    try {
      return new Session(SparkSession.builder().config(conf).getOrCreate(), !there);
    } catch (IllegalStateException e) {
      // Where no master takes the application Spark stops the context while it is begun.
      if (!there && String.valueOf(e.getMessage()).contains("stopped SparkContext")) {
        throw notTaken(conf.get("spark.master"));
      }
      throw e;
    }
  }

  private static Refusal notTaken(String master) {
    return Refusal.preflight(
        "what answers at %s does not take this application, as Spark says above. Is it a Spark master, of this version? Are spark.authenticate, its secret and spark.network.crypto.enabled those of the cluster?"
            .formatted(master));
  }

  /** Where the application ends with this session: until open pages of its tab know the end. */
  void awaitPages() throws InterruptedException {
    if (own) {
      SearchTab.awaitPages(spark.sparkContext());
    }
  }

  @Override
  public void close() {
    if (own) {
      spark.stop();
    }
  }
}
