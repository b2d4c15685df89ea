package io.rookery.spark.search;

import io.rookery.spark.ledger.LedgerRow;

/** Is told how a search goes on; on the search's own thread, which it must not block for long. */
public interface SearchListener {

  /** Shows nothing. */
  SearchListener NONE = new SearchListener() {};

  /** It is about to begin; {@code slots} says how many trainings run at once, and why. */
  default void started(String searchId, String output, String slots) {}

  /** Something changed. */
  default void progressed(SearchStatus status) {}

  /** A candidate has an outcome; a second one when a predicted network is measured after all. */
  default void evaluated(TrialOutcome outcome, SearchStatus status) {}

  /** A row went into the ledger; it may reach the disk a second later. */
  default void recorded(LedgerRow row) {}

  /** Something a person should know; the search goes on. May come before it is about to begin. */
  default void noticed(String message) {}

  /** The search has come to its end, and _STATUS.json says so. Not called where it threw. */
  default void ended(SearchResult result) {}
}
