package io.rookery.spark.trial;

/** Is told what becomes of trainings, on threads of theirs, one call at a time. */
public interface TrialListener {

  /** A submission ended, after all its reports went into the feed. */
  void ended(String candidateId, TrialEnd end);

  /** Something a person should know; the search goes on. */
  void noticed(String message);

  /** No slot is left that could come free: the search cannot go on. */
  void blocked(String message);
}
