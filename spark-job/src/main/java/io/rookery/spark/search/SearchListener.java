package io.rookery.spark.search;

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
}
