package io.rookery.spark.ledger;

import java.util.List;

/**
 * What one table holds.
 *
 * @param rows each once, in the order they were added
 * @param end place in the table for the next row; more than the number of rows where some are lost
 * @param misplaced those of the rows that only a file with a problem has
 * @param problems with its files
 */
public record TableContents<R extends LedgerRow>(
    List<R> rows, long end, List<R> misplaced, List<LedgerProblem> problems) {

  public TableContents {
    rows = List.copyOf(rows);
    misplaced = List.copyOf(misplaced);
    problems = List.copyOf(problems);
  }

  static <R extends LedgerRow> TableContents<R> none() {
    return new TableContents<>(List.of(), 0, List.of(), List.of());
  }
}
