package io.rookery.spark.ui;

import org.apache.spark.util.kvstore.KVIndex;

/** A search in Spark's status store. */
public final class SearchEntry {

  @KVIndex public String searchId = "";

  /** What search.json says. */
  public String search = "{}";

  /** What _STATUS.json says. */
  public String status = "{}";

  /** Place among the searches of this application, from 0. */
  public int order;

  /** Trials whose rows were let go. */
  public int dropped;

  /** Higher whenever something is new. */
  public long revision;

  /** For the store. */
  public SearchEntry() {}

  SearchEntry(String searchId, int order) {
    this.searchId = searchId;
    this.order = order;
  }

  /** A copy, for the store gives away what it was given. */
  SearchEntry next() {
    SearchEntry next = new SearchEntry(searchId, order);
    next.search = search;
    next.status = status;
    next.dropped = dropped;
    next.revision = revision + 1;
    return next;
  }
}
