package io.rookery.spark.search;

import io.rookery.spark.metrics.EpochReport;
import io.rookery.spark.trial.TrialEnd;

/** What happens to a running search, in the order in which the driver learns of it. */
sealed interface Event {

  /** An epoch was validated. */
  record Reported(EpochReport report) implements Event {}

  /** A submission ended; all its reports came before. */
  record Ended(String candidateId, TrialEnd end) implements Event {}

  /** Something a person should know. */
  record Noticed(String message) implements Event {}

  /** Somebody wants the search to stop. */
  record Stop(String reason) implements Event {}
}
