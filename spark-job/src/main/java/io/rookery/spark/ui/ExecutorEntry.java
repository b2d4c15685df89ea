package io.rookery.spark.ui;

import org.apache.spark.util.kvstore.KVIndex;

/** Where an executor's log is, in Spark's status store. */
public final class ExecutorEntry {

  @KVIndex public String executor = "";

  public String log = "";

  /** For the store. */
  public ExecutorEntry() {}

  ExecutorEntry(String executor, String log) {
    this.executor = executor;
    this.log = log;
  }
}
