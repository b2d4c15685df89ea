package io.rookery.spark.ledger;

import org.apache.hadoop.fs.Path;

/**
 * What is wrong with a table of a search.
 *
 * @param kind in one word
 * @param file where
 * @param message for a person: what was found, and what became of the rows
 */
public record LedgerProblem(Kind kind, Path file, String message) {

  /** What can be wrong. */
  public enum Kind {
    /** A file that cannot be read: its rows are lost. */
    TORN,
    /** A file with rows that another file has too: they count once. */
    DOUBLED,
    /** A file that this search did not write: it is not read. */
    FOREIGN,
    /** Rows that no file has. */
    MISSING
  }
}
