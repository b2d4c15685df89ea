package io.rookery.spark.ui;

import org.apache.spark.util.kvstore.KVIndex;

/** One row of a search's tables in Spark's status store, which needs a class like this one. */
public final class RowEntry {

  /** In the order in which rows came. */
  @KVIndex public long number;

  /** The search and its candidate. */
  @KVIndex(value = "trial")
  public String trial = "";

  public String searchId = "";
  public String table = "";
  public String json = "";

  /** For the store. */
  public RowEntry() {}

  RowEntry(long number, String searchId, String candidateId, String table, String json) {
    this.number = number;
    this.trial = searchId + "-" + candidateId;
    this.searchId = searchId;
    this.table = table;
    this.json = json;
  }
}
