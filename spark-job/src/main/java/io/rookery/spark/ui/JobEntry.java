package io.rookery.spark.ui;

import org.apache.spark.util.kvstore.KVIndex;

/** A Spark job that trained a trial, in Spark's status store. */
public final class JobEntry {

  @KVIndex public int jobId;

  @KVIndex(value = "trial")
  public String trial = "";

  /** For the store. */
  public JobEntry() {}

  JobEntry(int jobId, String trial) {
    this.jobId = jobId;
    this.trial = trial;
  }
}
