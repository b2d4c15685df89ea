package io.rookery.spark.ledger;

import java.util.List;

/**
 * One of the four tables: its folder and its columns.
 *
 * @param name of the folder, and of the Parquet schema
 * @param codec of its rows
 */
record Table<R extends LedgerRow>(String name, RowCodec<R> codec) {

  static final Table<CandidateRow> CANDIDATES = of("candidates", CandidateRow.class);
  static final Table<EpochRow> EPOCHS = of("epochs", EpochRow.class);
  static final Table<PredictionRow> PREDICTIONS = of("predictions", PredictionRow.class);
  static final Table<EvaluationRow> EVALUATIONS = of("evaluations", EvaluationRow.class);

  /** In the order in which rows are written, so that no row comes before what it speaks of. */
  static final List<Table<?>> ALL = List.of(CANDIDATES, EPOCHS, PREDICTIONS, EVALUATIONS);

  private static <R extends LedgerRow> Table<R> of(String name, Class<R> type) {
    return new Table<>(name, new RowCodec<>(type, name));
  }

  /** Name of the file whose first row has that place in the table. */
  String fileName(long firstRow) {
    return "%s-%010d.parquet".formatted(name, firstRow);
  }
}
