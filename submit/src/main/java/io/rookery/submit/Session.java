package io.rookery.submit;

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
   * @throws io.rookery.spark.Refusal if a new one cannot be begun with these amounts of GPUs
   */
  static Session open(SparkConf conf) {
    boolean there = SparkContext$.MODULE$.getActive().isDefined();
    if (!there) {
      Gpus.require(conf);
    }
    return new Session(SparkSession.builder().config(conf).getOrCreate(), !there);
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
