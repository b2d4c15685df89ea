package io.rookery.spark.ledger;

/** One row of one of the four tables. A table holds each {@link #key} once. */
public sealed interface LedgerRow permits CandidateRow, EpochRow, PredictionRow, EvaluationRow {

  /** The search it belongs to. */
  String searchId();

  /** What no two rows of its table share. */
  Object key();
}
